/** What can be compared at all. */
import { isSkip, type Verdict } from './comparison.js';

/** A comparison that no ratio can be formed of counts as skipped. */
export const usable = (verdict: Verdict): Verdict => {
  if (isSkip(verdict)) return verdict;
  const { line, measured, predicted } = verdict;
  const part = verdict.part === undefined ? {} : { part: verdict.part };
  if (!(measured > 0)) return { line, skipped: `no ${verdict.measure} above zero was measured`, ...part };
  if (!(predicted > 0 && Number.isFinite(predicted)))
    return { line, skipped: `the model has no ${verdict.measure} for this plan`, ...part };
  return verdict;
};
