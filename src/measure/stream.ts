/** A stream's figures over every pool that served it: how many requests, how fast, and how many promises were kept. */

import type { Seconds } from '../units/quantity.js';
import type { Histogram } from './histogram.js';
import { ratioOf, type Stratum, totalOf } from './interval.js';
import { TALLIES, type Tally, type Timed, type TimedByInterval } from './latency.js';
import { percentile, percentiles, percentileValue } from './percentile.js';
import type { RecordedLatencies } from './recorded.js';
import type { Estimate, StreamResult } from './result.js';

/** What one pool recorded of the stream. `scale` is replicas there are over replicas simulated (N/K, at least 1). */
export interface Part {
  readonly latencies: RecordedLatencies;
  readonly scale: number;
}

const strata = <Unit>(parts: readonly Part[], unitsOf: (latencies: RecordedLatencies) => Unit[]): Stratum<Unit>[] =>
  parts.map(({ latencies, scale }) => {
    const units = unitsOf(latencies);
    return { units, population: units.length * scale };
  });

const times = (parts: readonly Part[], measure: Timed): Stratum<Histogram>[] =>
  strata(parts, (latencies) => latencies.sectionTimes(measure));

const column = (tally: Tally): number => TALLIES.indexOf(tally);

/** Requests, tokens and times of a stream; the times are null when nothing ended, and goodput also without promises. */
export const streamFigures = (
  parts: readonly Part[],
): Pick<
  StreamResult,
  'requests' | 'refused' | 'promptTokens' | 'outputTokens' | 'ttft' | 'tpot' | 'e2e' | 'goodput'
> => {
  const tallies = strata(parts, (latencies) => latencies.sectionTallies());
  const total = (tally: Tally): Estimate => totalOf(tallies, column(tally));
  const promised = parts.some(({ latencies }) => latencies.plan.promises.length > 0);
  return {
    requests: total('ended'),
    refused: total('refused').value,
    promptTokens: total('promptTokens').value,
    outputTokens: total('outputTokens').value,
    ttft: percentiles(times(parts, 'ttft')),
    tpot: percentiles(times(parts, 'tpot')),
    e2e: percentiles(times(parts, 'e2e')),
    goodput: promised ? ratioOf(tallies, column('kept'), column('ended')) : null,
  };
};

/** What a percentile (`share` 0–1) of a time reached, and whether that keeps a promise of `limit`; null for both when nothing ended. */
export const promiseFigure = (
  parts: readonly Part[],
  measure: Timed,
  share: number,
  limit: Seconds,
): { readonly reached: Estimate | null; readonly kept: boolean | null } => {
  const reached = percentile(times(parts, measure), share);
  return { reached, kept: reached && reached.value <= limit };
};

/** A percentile (`share` 0–1) in each report interval [s], by time of arrival; null where nothing arrived. */
export const percentileSeries = (parts: readonly Part[], measure: TimedByInterval, share: number): (number | null)[] =>
  Array.from({ length: Math.max(0, ...parts.map(({ latencies }) => latencies.intervals)) }, (_, interval) =>
    percentileValue(
      parts.map(({ latencies, scale }) => ({ units: [latencies.intervalTimes(measure, interval)], population: scale })),
      share,
    ),
  );
