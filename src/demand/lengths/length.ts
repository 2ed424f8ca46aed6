/** How many tokens: a whole number at least 1 as a function of one uniform draw. */

/** The largest length the factory accepts anywhere: ten million tokens. */
export const LONGEST = 10_000_000;

export interface Length {
  /** Mean tokens, counting the rounding to whole tokens. */
  readonly mean: number;
  /** Tokens at the uniform draw u in [0, 1): never falls when u grows, so that equal draws keep their rank between worlds. */
  at(uniform: number): number;
}

/** A stated length cannot be built; the message says what would be possible, as in "expected …". */
export class Unbuildable extends Error {
  override readonly name = 'Unbuildable';
}
