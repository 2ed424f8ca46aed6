/** What one more joule for chips and servers costs in each coupling interval, by its marginal unit and by what it adds to charges for peaks.
 *
 *   next watt on the bus ─× marginal PUE─▶ energy        peak prices of the bill ─× marginal PUE─▶ peak
 */
import type { DollarsPerJoule } from '../units/quantity.js';
import type { Interval } from './site.js';
import type { BillLine } from './tariffs/part.js';

/** One more joule at the rack in one interval (docs/model.md, the next kilowatt-hour). */
export interface RackCost {
  /** Its energy alone, taxes included [USD/J]; Infinity in scarcity. */
  readonly energy: DollarsPerJoule;
  /** What it adds to charges for peaks [USD/J]: nothing where it does not come through the meter. */
  readonly peak: DollarsPerJoule;
}

/** λ = PUE_marg · (λ_bus + D): D are the peak prices of the bill, known after the fact, as means over each interval.
 *  @param intervals in order of time */
export const rackCosts = (intervals: readonly Interval[], bill: readonly BillLine[]): readonly RackCost[] => {
  const peaks = new Float64Array(intervals.length);
  for (const { from, to, price } of bill.flatMap((line) => line.peaks ?? []))
    for (let at = firstAfter(intervals, from); at < intervals.length && intervals[at]!.from < to; at++) {
      const one = intervals[at]!;
      peaks[at]! += (price * (Math.min(to, one.to) - Math.max(from, one.from))) / (one.to - one.from);
    }
  return intervals.map(({ marginal, next, levy }, at) => ({
    energy: (marginal * (next.cost + (next.isMetered ? levy : 0))) as DollarsPerJoule,
    peak: (next.isMetered ? marginal * peaks[at]! : 0) as DollarsPerJoule,
  }));
};

/** The first interval that ends after an instant. */
const firstAfter = (intervals: readonly Interval[], time: number): number => {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intervals[middle]!.to > time) high = middle;
    else low = middle + 1;
  }
  return low;
};
