/** Two worlds replication by replication under the same draws: differences and ratios with intervals. */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { CONFIDENCE } from '../measure/interval.js';
import type { Estimate } from '../measure/result.js';
import { studentQuantile } from '../measure/student.js';

/** The mean of independent replications with its t-interval; no interval from fewer than two. */
export const meanOf = (values: readonly number[]): Estimate => {
  const value = mean([...values]);
  if (values.length < 2) return { value, interval: null };
  const half =
    (studentQuantile((1 + CONFIDENCE) / 2, values.length - 1) * sampleStandardDeviation([...values])) /
    Math.sqrt(values.length);
  return { value, interval: [value - half, value + half] };
};

/** other − base, pair by pair (common random numbers), with a paired t-interval. */
export const difference = (base: readonly number[], other: readonly number[]): Estimate =>
  meanOf(other.map((value, pair) => value - base[pair]!));

/** A statistic of two means over the pairs, with a jackknife interval: θ from all pairs, and t times the spread of θ without one of them.
 *  Source: Efron and Tibshirani, An Introduction to the Bootstrap, chapter 11. Null where it does not exist. */
export const jackknifed = (
  base: readonly number[],
  other: readonly number[],
  statistic: (base: number, other: number) => number,
): Estimate | null => {
  const pairs = base.length;
  const sums = [base.reduce((sum, one) => sum + one, 0), other.reduce((sum, one) => sum + one, 0)] as const;
  const value = statistic(sums[0] / pairs, sums[1] / pairs);
  if (!Number.isFinite(value)) return null;
  if (pairs < 2) return { value, interval: null };
  const without = base.map((_, pair) =>
    statistic((sums[0] - base[pair]!) / (pairs - 1), (sums[1] - other[pair]!) / (pairs - 1)),
  );
  if (!without.every(Number.isFinite)) return { value, interval: null };
  const half =
    studentQuantile((1 + CONFIDENCE) / 2, pairs - 1) *
    ((pairs - 1) / Math.sqrt(pairs)) *
    sampleStandardDeviation(without);
  return { value, interval: [value - half, value + half] };
};

/** other / base as a ratio of means. */
export const ratio = (base: readonly number[], other: readonly number[]): Estimate | null =>
  jackknifed(base, other, (one, two) => two / one);
