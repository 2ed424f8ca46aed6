/** What not knowing the coefficients does to each published number, apart from what sampling does. */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { CONFIDENCE } from '../measure/interval.js';
import type { Measure, Verdict } from '../measure/measure.js';
import type { ModelUncertainty } from '../measure/result.js';
import { studentQuantile } from '../measure/student.js';

/** The day under one draw of the coefficients. */
export interface DrawnWorld {
  readonly verdict: Verdict;
  readonly measures: readonly Measure[];
}

/** Where the next draw of the coefficients would put the number, in 95 of 100 cases: value + mean shift ± t·s·√(1 + 1/n) over the shifts of n draws,
 *  all with the demand of the day itself (common random numbers), so that sampling is no part of it. Shifts of a log-normal factor are skewed to the
 *  larger side; a number that cannot be negative does not become so. Null where some draw has no such number. */
const intervalOf = (measure: Measure, drawn: readonly (number | null)[]): readonly [number, number] | null => {
  const { value } = measure;
  const seen = drawn.filter((one): one is number => one !== null);
  if (value === null || seen.length < drawn.length || seen.length < 2) return null;
  const shifts = seen.map((one) => one - value);
  const half =
    studentQuantile((1 + CONFIDENCE) / 2, seen.length - 1) *
    sampleStandardDeviation(shifts) *
    Math.sqrt(1 + 1 / seen.length);
  const middle = value + mean(shifts);
  const low = middle - half;
  return [value >= 0 && seen.every((one) => one >= 0) ? Math.max(0, low) : low, middle + half];
};

/** The measures of the day, each with its interval of model uncertainty; as they are where nothing was drawn. */
export const withModelIntervals = (measures: readonly Measure[], drawn: readonly DrawnWorld[]): readonly Measure[] => {
  if (drawn.length === 0) return measures;
  const byName = drawn.map((world) => new Map(world.measures.map(({ name, value }) => [name, value])));
  return measures.map((measure) => ({
    ...measure,
    modelInterval: intervalOf(
      measure,
      byName.map((values) => values.get(measure.name) ?? null),
    ),
  }));
};

/** The draws in words; null where there were none. */
export const uncertaintyOf = (drawn: readonly DrawnWorld[]): ModelUncertainty | null => {
  if (drawn.length === 0) return null;
  const overloaded = drawn.filter(({ verdict }) => verdict === 'OVERLOADED').length;
  return {
    draws: drawn.length,
    overloaded,
    sentence: `The day was run ${drawn.length} more times with step times and draws moved within the bands of their evidence, demand and prices as they are.${
      overloaded === 0
        ? ''
        : ` In ${overloaded} of them the fleet could not keep up, so waiting times have no interval.`
    }`,
  };
};
