/** Prompt and output of one request together, from two uniform draws that belong to the request. */
import type { Arrivals } from '../request.js';

export interface Lengths {
  /** Mean prompt tokens. */
  readonly prompt: number;
  /** Mean output tokens. */
  readonly output: number;
  /** Writes prompt and output of request `id` into row `row`; both uniforms are in [0, 1). */
  draw(into: Arrivals, row: number, id: number, first: number, second: number): void;
}
