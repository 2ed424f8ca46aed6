/** Percentiles of times over all units of all pools, with intervals from the units that were simulated. */

import { CELLS, type Counted, quantileOf } from './cells.js';
import type { Histogram } from './histogram.js';
import { estimate, type Stratum } from './interval.js';
import type { Estimate, Percentiles } from './result.js';

/** All histograms as one, each counting for as many units as it stands for. */
const pooled = (strata: readonly Stratum<Histogram>[]): Counted => {
  const histograms = strata.flatMap(({ units }) => units.filter(({ total }) => total > 0));
  const first = histograms.reduce((cell, unit) => Math.min(cell, unit.first), CELLS);
  const end = histograms.reduce((cell, unit) => Math.max(cell, unit.first + unit.counts.length), first);
  const counts = new Float64Array(end - first);
  let total = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const { units, population } of strata) {
    const scale = population / units.length;
    for (const unit of units) {
      const shift = unit.first - first;
      for (let at = 0; at < unit.counts.length; at++) counts[shift + at]! += unit.counts[at]! * scale;
      total += unit.total * scale;
      least = Math.min(least, unit.least);
      greatest = Math.max(greatest, unit.greatest);
    }
  }
  return { first, counts, total, least, greatest };
};

/** The pooled percentile alone, without an interval [s]; null when nothing was counted. */
export const percentileValue = (strata: readonly Stratum<Histogram>[], share: number): number | null =>
  quantileOf(pooled(strata), share);

/**
 * Woodruff's interval: the share of times below the percentile is a ratio of two totals, whose jackknife interval over units is read back through the
 * pooled distribution. Unlike a jackknife of the percentile itself it needs no density and holds for few units and far tails.
 * Source: Woodruff, Journal of the American Statistical Association 47 (1952) 635–646; Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 5.11.
 */
const percentileOf = (strata: readonly Stratum<Histogram>[], all: Counted, share: number): Estimate => {
  const value = quantileOf(all, share)!;
  const below = estimate(
    strata.map(({ units, population }) => ({
      population,
      units: units.map((unit) => [unit.below(value), unit.total]),
    })),
    (totals) => totals[0]! / totals[1]!,
  );
  if (!below?.interval) return { value, interval: null };
  const half = (below.interval[1] - below.interval[0]) / 2;
  return { value, interval: [quantileOf(all, share - half)!, quantileOf(all, share + half)!] };
};

/** The percentiles of visual note and table, and the mean; null when nothing was counted. A stratum without units is left out. */
export const percentiles = (strata: readonly Stratum<Histogram>[]): Percentiles | null => {
  const present = strata.filter(({ units }) => units.length > 0);
  const all = pooled(present);
  if (all.total === 0) return null;
  const at = (share: number) => percentileOf(present, all, share);
  const sums = present.map(({ units, population }) => ({
    population,
    units: units.map((unit) => [unit.sum, unit.total]),
  }));
  return {
    p5: quantileOf(all, 0.05)!,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    mean: estimate(sums, (totals) => totals[0]! / totals[1]!)!,
  };
};

/** One percentile with its interval, as a promise asks for it; null when nothing was counted. */
export const percentile = (strata: readonly Stratum<Histogram>[], share: number): Estimate | null => {
  const present = strata.filter(({ units }) => units.length > 0);
  const all = pooled(present);
  return all.total === 0 ? null : percentileOf(present, all, share);
};
