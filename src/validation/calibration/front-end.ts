/** Fits what a request waits outside the chips before its first token: a fixed time, and a number of writing steps until the scheduler looks for newcomers. */
import type { Comparison } from '../comparison.js';

/** fixed [ms], and steps of the run it delays. */
export interface Wait {
  readonly fixed: number;
  readonly steps: number;
}

/** Waits tried; a front end that takes longer is broken. Both at once cannot be told apart finely: a grid is as good as the data. */
const FIXED = [0, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 130, 170, 220] as const;
const STEPS = [0, 0.5, 1, 2, 3, 4, 5, 7, 9, 12, 15, 20, 25, 30] as const;
const TRIED: readonly Wait[] = FIXED.flatMap((fixed) => STEPS.map((steps) => ({ fixed, steps })));

/** A fit counts for nothing with no run, and outweighs what was known before with some three. */
const SHRINKAGE = 3;
/** A fast and a slow model [ms a step], for which the wait is pulled towards what was known; below some ms nobody can tell. */
const TYPICAL_STEPS = [5, 30] as const;
const NEGLIGIBLE = 5;

/** Time to the first token [ms]: what the chips and the queue take, and the wait before. */
export const withWait = ({ predicted, step = 0 }: Pick<Comparison, 'predicted' | 'step'>, wait: Wait): number =>
  predicted + wait.fixed + wait.steps * step;

const pull = (wait: Wait, prior: Wait): number =>
  TYPICAL_STEPS.reduce((sum, step) => {
    const ratio = (wait.fixed + wait.steps * step + NEGLIGIBLE) / (prior.fixed + prior.steps * step + NEGLIGIBLE);
    return sum + Math.log(ratio) ** 2 / TYPICAL_STEPS.length;
  }, 0);

/** The wait with the least Σ |ln(predicted + wait) − ln measured| over TTFT comparisons predicted without any, pulled towards `prior` as if by three runs. */
export const fitWait = (runs: readonly Comparison[], prior?: Wait): Wait => {
  let [best, least] = [prior ?? TRIED[0]!, Number.POSITIVE_INFINITY];
  for (const wait of TRIED) {
    let loss = prior === undefined ? 0 : SHRINKAGE * pull(wait, prior);
    for (const run of runs) loss += Math.abs(Math.log(withWait(run, wait) / run.measured));
    if (loss < least) [best, least] = [wait, loss];
  }
  return best;
};
