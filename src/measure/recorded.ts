/** What a latency recorder packed, read in place: times and tallies by section, times by report interval. */
import { type Histogram, unpackHistograms } from './histogram.js';
import {
  intervalsOf,
  type LatencyPlan,
  type PackedLatencies,
  TALLIES,
  TIMED,
  TIMED_BY_INTERVAL,
  type Timed,
  type TimedByInterval,
} from './latency.js';

export class RecordedLatencies {
  /** Number of report intervals. */
  readonly intervals: number;
  private readonly histograms: readonly Histogram[];
  private readonly tallies: Float64Array;

  /** `plan` is that of the recorder which packed them. */
  constructor(
    readonly plan: LatencyPlan,
    packed: PackedLatencies,
  ) {
    this.intervals = intervalsOf(plan);
    this.histograms = unpackHistograms(packed.histograms);
    this.tallies = packed.tallies;
  }

  /** Times of one kind in each section. */
  sectionTimes(measure: Timed): Histogram[] {
    return Array.from(
      { length: this.plan.sections.count },
      (_, section) => this.histograms[section * TIMED.length + TIMED.indexOf(measure)]!,
    );
  }

  /** Times of one kind of the requests that arrived in a report interval. */
  intervalTimes(measure: TimedByInterval, interval: number): Histogram {
    const place = interval * TIMED_BY_INTERVAL.length + TIMED_BY_INTERVAL.indexOf(measure);
    return this.histograms[this.plan.sections.count * TIMED.length + place]!;
  }

  /** Each section's TALLIES. */
  sectionTallies(): Float64Array[] {
    return Array.from({ length: this.plan.sections.count }, (_, section) =>
      this.tallies.subarray(section * TALLIES.length, (section + 1) * TALLIES.length),
    );
  }
}
