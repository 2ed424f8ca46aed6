/** The same day with a little more asked of one stream: what a marginal cost is measured with. All draws stay where they are. */

/** Factors by which one stream differs from what the scenario states; 1 leaves it alone. */
export interface StreamChange {
  /** Row of the stream in the scenario. */
  readonly stream: number;
  /** More requests: times between arrivals shrink by it, and crowds of users grow. */
  readonly requests?: number;
  /** Longer prompts: each is stretched by it, rounded up or down by a draw of its own so that the mean is exact. */
  readonly input?: number;
  /** Longer answers, likewise. */
  readonly output?: number;
}

/** tokens·factor rounded by the request's own uniform in [0, 1): ⌊tokens·factor + u⌋ has the mean tokens·factor, never falls when the
 *  factor grows, and is `tokens` at 1. */
export const stretched = (tokens: number, factor: number, uniform: number, longest: number): number =>
  Math.min(longest, Math.max(1, Math.floor(tokens * factor + uniform)));
