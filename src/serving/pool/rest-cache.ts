/** Remembers what a step costs beside attention, by its tokens and its rows of the language-model head. */
import type { StepModel } from '../../compute/step-model.js';

const BITS = 15;
const SLOTS = 1 << BITS;

/** A direct-mapped cache: a newcomer evicts what sat in its place. Values are pure, so what is remembered changes no result. */
export class RestCache {
  readonly seconds = new Float64Array(SLOTS);
  readonly compute = new Float64Array(SLOTS);
  readonly memory = new Float64Array(SLOTS);
  private readonly keys = new Float64Array(SLOTS).fill(-1);

  constructor(private readonly step: StepModel) {}

  /** The row of the three columns that holds `rest(tokens, rows)`. */
  at(tokens: number, rows: number): number {
    const slot = (Math.imul(tokens, 0x9e3779b1) ^ Math.imul(rows, 0x85ebca6b)) >>> (32 - BITS);
    const key = tokens * 0x100000 + rows;
    if (this.keys[slot] !== key) {
      const cost = this.step.rest(tokens, rows);
      this.seconds[slot] = cost.seconds;
      this.compute[slot] = cost.compute;
      this.memory[slot] = cost.memory;
      this.keys[slot] = key;
    }
    return slot;
  }
}
