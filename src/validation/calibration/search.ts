/** Bounded minimisation without derivatives, for the few positive figures of a kernel curve. */

/** First and last step, in logarithms: a factor of 1.6, and one percent. */
const FIRST = 0.5;
const LAST = 0.01;
/** No search of a smooth curve needs more rounds at one step. */
const MOST_ROUNDS = 30;

/** The figures between `low` and `high`, all above zero, at which `loss` is least: each in turn is moved by a factor as long as that helps, then by a smaller one. */
export const searched = (
  loss: (figures: readonly number[]) => number,
  start: readonly number[],
  low: readonly number[],
  high: readonly number[],
): readonly number[] => {
  let best = start.map((figure, index) => Math.min(high[index]!, Math.max(low[index]!, figure)));
  let least = loss(best);
  for (let step = FIRST; step >= LAST; step /= 2) {
    for (let round = 0, better = true; better && round < MOST_ROUNDS; round++) {
      better = false;
      for (let index = 0; index < best.length; index++)
        for (const factor of [Math.exp(step), Math.exp(-step)]) {
          const figure = Math.min(high[index]!, Math.max(low[index]!, best[index]! * factor));
          const tried = best.map((value, at) => (at === index ? figure : value));
          const found = loss(tried);
          if (found < least - 1e-12) [best, least, better] = [tried, found, true];
        }
    }
  }
  return best;
};
