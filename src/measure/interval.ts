/** How sure a number is: 95% intervals from alike units of which only some were simulated. */
import { sampleVariance } from 'simple-statistics';
import type { Estimate } from './result.js';
import { studentQuantile } from './student.js';

/** The confidence of every interval we publish. */
export const CONFIDENCE = 0.95;

/** Units simulated (replicas, groups or sections of them) out of `population` alike: one pool. Pools with several strata add up. */
export interface Stratum<Unit> {
  readonly units: readonly Unit[];
  /** Units there are; not fewer than were simulated, and not always whole when replicas are bundled into sections. */
  readonly population: number;
}

/** What one unit counted, as a row of numbers that add up. */
export type Row = ArrayLike<number>;

const halfWidth = (variance: number, degrees: number): number =>
  studentQuantile((1 + CONFIDENCE) / 2, degrees) * Math.sqrt(variance);

/** Each stratum's sums, scaled from the simulated units to all of them. */
const expand = (sums: readonly Float64Array[], scales: readonly number[]): Float64Array => {
  const totals = new Float64Array(sums[0]?.length ?? 0);
  sums.forEach((sum, stratum) => {
    for (let column = 0; column < totals.length; column++) totals[column]! += sum[column]! * scales[stratum]!;
  });
  return totals;
};

/** Whole degrees of freedom of a sum of variances, 1 / Σ (share² / degrees), forgiving the last bits of rounding (Satterthwaite, Biometrics Bulletin 2, 1946). */
const satterthwaite = (parts: readonly { readonly share: number; readonly degrees: number }[]): number =>
  Math.floor((1 + 1e-9) / parts.reduce((sum, { share, degrees }) => sum + share ** 2 / degrees, 0));

/**
 * Any smooth statistic of site-wide totals, with a jackknife interval over the simulated units.
 *
 *   totals X = Σ_h (N_h/K_h)·Σ_i x_hi       value = θ(X)       θ_(hi) = θ with unit i of stratum h left out and the rest scaled by N_h/(K_h − 1)
 *   variance = Σ_h (1 − K_h/N_h)·((K_h − 1)/K_h)·Σ_i (θ_(hi) − θ̄_h)²       value ± t·√variance
 *
 * K_h of N_h units simulated; 1 − K/N is the finite population correction; degrees of freedom after Satterthwaite over the strata. For a total this is
 * exactly the textbook interval of a sampled total. Sources: Wolter, Introduction to Variance Estimation, 2nd ed., sections 4.3–4.5; Cochran, Sampling Techniques, 5.4.
 *
 * The interval says how far a run of *all* units may be. It is null when nothing was left out, when a stratum was judged by one unit alone, or when θ does
 * not exist with some unit left out. The whole answer is null when θ does not exist.
 */
export const estimate = (
  strata: readonly Stratum<Row>[],
  statistic: (totals: Float64Array) => number,
): Estimate | null => {
  const present = strata.filter(({ units }) => units.length > 0);
  const sums = present.map(({ units }) => {
    const sum = new Float64Array(units[0]!.length);
    for (const unit of units) for (let column = 0; column < sum.length; column++) sum[column]! += unit[column]!;
    return sum;
  });
  const scales = present.map(({ units, population }) => population / units.length);
  const totals = expand(sums, scales);
  const value = statistic(totals);
  if (!Number.isFinite(value)) return null;
  if (present.every(({ units, population }) => population <= units.length)) return { value, interval: null };

  const parts: { readonly variance: number; readonly degrees: number }[] = [];
  for (const [stratum, { units, population }] of present.entries()) {
    if (population <= units.length) continue;
    if (units.length === 1) return { value, interval: null };
    const sum = sums[stratum]!;
    const scale = scales[stratum]!;
    const wider = population / (units.length - 1);
    const without = units.map((unit) =>
      statistic(totals.map((all, column) => all - scale * sum[column]! + wider * (sum[column]! - unit[column]!))),
    );
    if (!without.every(Number.isFinite)) return { value, interval: null };
    const variance =
      (1 - units.length / population) * (units.length - 1) ** 2 * (sampleVariance(without) / units.length);
    parts.push({ variance, degrees: units.length - 1 });
  }
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return { value, interval: [value, value] };
  const half = halfWidth(
    variance,
    satterthwaite(parts.map((part) => ({ share: part.variance / variance, degrees: part.degrees }))),
  );
  return { value, interval: [value - half, value + half] };
};

/** Site-wide total of one column, with its interval. */
export const totalOf = (strata: readonly Stratum<Row>[], column: number): Estimate =>
  estimate(strata, (totals) => totals[column] ?? 0) ?? { value: 0, interval: null };

/** One site-wide total over another, with its interval; null when the second is zero. */
export const ratioOf = (strata: readonly Stratum<Row>[], above: number, below: number): Estimate | null =>
  estimate(strata, (totals) => totals[above]! / totals[below]!);
