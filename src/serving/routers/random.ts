/** A replica at random, by the request's own draw. */
import { threefry } from '../../kernel/keyed.js';
import type { RouterEntry } from './router.js';

/** A whole number below `below` from 32 random bits. */
export const below = (bits: number, limit: number): number => Math.floor(bits * 2 ** -32 * limit);

/** Words of the draw of one request: keyed by seed, stream and number. */
export const requestDraw = (seed: number, stream: number, id: number, out: Uint32Array): void =>
  threefry(seed, stream, id % 2 ** 32, Math.floor(id / 2 ** 32), out);

export const random: RouterEntry = {
  kind: 'random',
  doc: 'A replica at random, drawn from the number of the request.',
  stateIndependent: true,
  make: (replicas, seed) => {
    const words = new Uint32Array(2);
    return {
      pick: (arrivals, index) => {
        requestDraw(seed, arrivals.stream[index]!, arrivals.id[index]!, words);
        return below(words[0]!, replicas);
      },
      changed: () => {},
    };
  },
};
