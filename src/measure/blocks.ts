/** Sampling error of a group of replicas from its own course over time: neighbouring stretches differ by chance, and hardly by the hour of the day. */
import type { Stratum } from './interval.js';

/** Fewest stretches a run is cut into, where it has as many windows. */
const FEWEST = 8;

/**
 * Cuts a group's windows into stretches of `per` windows and pairs neighbours as strata of two units (the last one of three where their number is odd).
 * The variance of their sums is then that of successive differences: a balancing router makes replicas of one group too alike to judge the group by
 * them, but it cannot even out what arrives at the group from one stretch to the next. A slow wave over the day cancels; what is left of it, and bursts
 * that all groups share, make the interval a little wide. Source: Wolter, Introduction to Variance Estimation, 2nd ed., section 8.2 (estimators v2, v3).
 *
 * @param windows counters of the group, one row of `width` after the other
 * @param scale groups of this kind there are over groups simulated
 */
export const blockStrata = (
  windows: Float64Array,
  width: number,
  per: number,
  scale: number,
): Stratum<Float64Array>[] => {
  const count = windows.length / width;
  const length = Math.max(1, Math.min(per, Math.floor(count / FEWEST)));
  const number = Math.max(1, Math.floor(count / length));
  const blocks = Array.from({ length: number }, (_, block) => {
    const sum = new Float64Array(width);
    const end = block === number - 1 ? count : (block + 1) * length;
    for (let at = block * length; at < end; at++)
      for (let column = 0; column < width; column++) sum[column]! += windows[at * width + column]!;
    return sum;
  });
  const pairs = Math.max(1, Math.floor(number / 2));
  return Array.from({ length: pairs }, (_, pair) => {
    const units = blocks.slice(2 * pair, pair === pairs - 1 ? number : 2 * pair + 2);
    return { units, population: units.length * scale };
  });
};
