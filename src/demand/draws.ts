/** Whatever belongs to one request or one caller is drawn by its number, so that it stays the same in every world. */
import { chance } from '../kernel/chance.js';
import { threefry, uniform } from '../kernel/keyed.js';

/** What a keyed draw is for; a new purpose gets a new number, so that it never moves another. */
export const Purpose = { lengths: 0, prediction: 1, turns: 2, wait: 3, group: 4, stretch: 5 } as const;

const WORD = 2 ** 32;

/** The keyed draws of one stream in one replication: two uniforms per (purpose, number), from Threefry-2x32. */
export class Draws {
  /** Uniform in (0, 1), set by `pair`. */
  first = 0;
  second = 0;
  private readonly key0: number;
  private readonly key1: number;
  private readonly words = new Uint32Array(2);

  constructor(seed: number, replication: number, stream: string) {
    const keys = chance(seed, replication, `keys/${stream}`);
    this.key0 = Math.floor(keys() * WORD);
    this.key1 = Math.floor(keys() * WORD);
  }

  /** Draws both uniforms of `id` (a whole number below 2^53) for this purpose. */
  pair(purpose: number, id: number): void {
    const high = Math.floor(id / WORD);
    threefry(this.key0, this.key1, id | 0, (purpose << 21) | high, this.words);
    this.first = uniform(this.words[0]!);
    this.second = uniform(this.words[1]!);
  }
}
