/** A year of hourly values that nobody recorded, with the statistics of one that somebody did: its quantiles to the letter, its months, its days, its memory.
 *
 *   z = month + hour of the day + memory ─▶ rank in the year ─▶ quantile
 */
import type { Stream } from '../../kernel/chance.js';
import { SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';
import { remembering } from '../weather/chance.js';

/** What is known of a recorded year. Offsets are in standard deviations of its normal scores. */
export interface YearStatistics {
  readonly name: string;
  readonly doc: string;
  readonly source: string;
  /** Local time of the place [s east of UTC]. */
  readonly zone: Seconds;
  /** Share of hours at or below each value, ascending from 0 to 1, and the values in canonical units. */
  readonly quantiles: readonly (readonly [share: number, value: number])[];
  /** January first. */
  readonly months: readonly number[];
  /** Offsets of the local hours of the day, in the months of the cold and of the warm half year (May to September). */
  readonly hours: { readonly cold: readonly number[]; readonly warm: readonly number[] };
  /** What is left: its standard deviation, and the two memories with the share of the slow one. */
  readonly rest: {
    readonly deviation: number;
    readonly fast: Seconds;
    readonly slow: Seconds;
    readonly slowShare: number;
  };
}

const HOURS = 8760;

const quantileAt = (quantiles: YearStatistics['quantiles'], share: number): number => {
  const above = Math.max(
    1,
    quantiles.findIndex(([at]) => at >= share),
  );
  const [low, from] = quantiles[above - 1]!;
  const [high, to] = quantiles[above]!;
  return from + ((share - low) / (high - low)) * (to - from);
};

/** 8,760 values, hour by hour of a common year in UTC. Sorted, they are the quantiles; the stream decides only which hour gets which. */
export const syntheticYear = (statistics: YearStatistics, stream: (purpose: string) => Stream): Float64Array => {
  const { zone, quantiles, months, hours, rest } = statistics;
  const fast = remembering(stream('fast'), SECONDS_PER_HOUR, rest.fast);
  const slow = remembering(stream('slow'), SECONDS_PER_HOUR, rest.slow);
  const scores = Float64Array.from({ length: HOURS }, (_, hour) => {
    const local = new Date(hour * SECONDS_PER_HOUR * 1000 + zone * 1000); // 1970 was a common year
    const month = local.getUTCMonth();
    const day = month >= 4 && month <= 8 ? hours.warm : hours.cold;
    const noise = Math.sqrt(1 - rest.slowShare) * fast(hour) + Math.sqrt(rest.slowShare) * slow(hour);
    return months[month]! + day[local.getUTCHours()]! + rest.deviation * noise;
  });
  const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]! || a - b);
  const values = new Float64Array(HOURS);
  order.forEach((hour, rank) => {
    values[hour] = quantileAt(quantiles, (rank + 0.5) / HOURS);
  });
  return values;
};
