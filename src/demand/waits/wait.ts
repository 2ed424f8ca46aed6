/** How long somebody waits before asking again, as a function of one uniform draw. */
import type { Seconds } from '../../units/quantity.js';

export interface Wait {
  readonly mean: Seconds;
  /** Seconds at the uniform draw u in [0, 1): never falls when u grows. */
  at(uniform: number): Seconds;
}
