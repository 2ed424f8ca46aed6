/** Times of one stream in one pool, counted as its requests end: by section of replicas, by report interval, and against the stream's promises. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Finished } from '../serving/pool/spec.js';
import type { Seconds } from '../units/quantity.js';
import { type Histogram, type PackedHistograms, packHistograms, unpackHistograms } from './histogram.js';
import type { Sections } from './section.js';
import { TimeRecorder } from './time-recorder.js';

/** `ttft` arrival to first token · `tpot` (last − first token) / (output − 1), for answers of 2 tokens or more · `e2e` arrival to last token. */
export const TIMED = ['ttft', 'tpot', 'e2e'] as const;
export type Timed = (typeof TIMED)[number];

/** What is counted of the requests of a section; all add up. `ended` includes the refused; `kept` are those that kept every promise. */
export const TALLIES = ['ended', 'refused', 'promptTokens', 'outputTokens', 'kept'] as const;
export type Tally = (typeof TALLIES)[number];

export interface LatencyPlan {
  /** Row of the stream in the scenario: rows of other streams are passed over. */
  readonly stream: number;
  /** Length of a window. */
  readonly window: Seconds;
  /** Requests that arrive before `from` (warm-up) or at or after `until` are not measured; both count from the start of window 0. */
  readonly from: Seconds;
  readonly until: Seconds;
  /** Length of a report interval; the first begins at `from`. A request belongs to the interval in which it arrived. */
  readonly interval: Seconds;
  readonly sections: Sections;
  /** A request keeps its promises when each of its times is within the limit, whatever percentile the promise is about. */
  readonly promises: readonly { readonly measure: Timed; readonly limit: Seconds }[];
}

/** A recorder's contents as typed arrays, for another thread. */
export interface PackedLatencies {
  readonly tallies: Float64Array;
  readonly histograms: PackedHistograms;
}

export class LatencyRecorder {
  /** Number of report intervals. */
  readonly intervals: number;
  /** TALLIES of each section, one row after the other. */
  private readonly tallies: Float64Array;
  /** TIMED of each section, then of each report interval. */
  private readonly times: TimeRecorder;
  private readonly ttftLimit: Seconds;
  private readonly tpotLimit: Seconds;
  private readonly e2eLimit: Seconds;

  constructor(readonly plan: LatencyPlan) {
    this.intervals = Math.max(0, Math.ceil((plan.until - plan.from) / plan.interval));
    this.tallies = new Float64Array(plan.sections.count * TALLIES.length);
    this.times = new TimeRecorder((plan.sections.count + this.intervals) * TIMED.length);
    const tightest = (measure: Timed) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...plan.promises.filter((promise) => promise.measure === measure).map(({ limit }) => limit),
      );
    this.ttftLimit = tightest('ttft');
    this.tpotLimit = tightest('tpot');
    this.e2eLimit = tightest('e2e');
  }

  /** Counts the rows of this stream that arrived in the measured time. Allocates only when a histogram meets a new range of times. */
  absorb(finished: Finished): void {
    this.absorbSections(finished);
    this.absorbIntervals(finished);
  }

  private absorbSections(finished: Finished): void {
    const { stream, window, from, until, sections } = this.plan;
    const { times, tallies } = this;
    for (let row = 0; row < finished.count; row++) {
      if (finished.stream[row] !== stream) continue;
      const time = finished.window[row]! * window + finished.arrival[row]! / TICKS_PER_SECOND;
      if (time < from || time >= until) continue;
      const replica = finished.replica[row]!;
      const section = sections.of[replica];
      if (section === undefined) throw new RangeError(`replica ${replica} belongs to no section`);
      const tally = section * TALLIES.length;
      tallies[tally]!++;
      if (finished.refused[row] === 1) {
        tallies[tally + 1]!++;
        continue;
      }
      const output = finished.output[row]!;
      tallies[tally + 2]! += finished.prompt[row]!;
      tallies[tally + 3]! += output;

      const ofSection = section * TIMED.length;
      const ttft = finished.firstToken[row]! / TICKS_PER_SECOND;
      const e2e = finished.lastToken[row]! / TICKS_PER_SECOND;
      let kept = ttft <= this.ttftLimit && e2e <= this.e2eLimit;
      times.add(ofSection, ttft);
      if (output >= 2) {
        const tpot = (e2e - ttft) / (output - 1);
        kept = kept && tpot <= this.tpotLimit;
        times.add(ofSection + 1, tpot);
      }
      times.add(ofSection + 2, e2e);
      if (kept) tallies[tally + 4]!++;
    }
  }

  /** A loop of its own: with both in one a row took about twice as long under Node 20. */
  private absorbIntervals(finished: Finished): void {
    const { stream, window, from, until, interval, sections } = this.plan;
    const { times } = this;
    for (let row = 0; row < finished.count; row++) {
      if (finished.stream[row] !== stream || finished.refused[row] === 1) continue;
      const time = finished.window[row]! * window + finished.arrival[row]! / TICKS_PER_SECOND;
      if (time < from || time >= until) continue;
      const first = (sections.count + (((time - from) / interval) | 0)) * TIMED.length; // a double as an index would be slow
      const ttft = finished.firstToken[row]! / TICKS_PER_SECOND;
      const e2e = finished.lastToken[row]! / TICKS_PER_SECOND;
      const output = finished.output[row]!;
      times.add(first, ttft);
      if (output >= 2) times.add(first + 1, (e2e - ttft) / (output - 1));
      times.add(first + 2, e2e);
    }
  }

  /** Adds what another recorder of the same plan has counted, on this thread or another. */
  merge(packed: PackedLatencies): void {
    const histograms = unpackHistograms(packed.histograms);
    if (packed.tallies.length !== this.tallies.length || histograms.length !== this.times.rows) {
      throw new RangeError('recorders of different plans cannot be merged');
    }
    packed.tallies.forEach((value, at) => {
      this.tallies[at]! += value;
    });
    histograms.forEach((histogram, row) => {
      this.times.addAll(row, histogram);
    });
  }

  pack(): PackedLatencies {
    const all = Array.from({ length: this.times.rows }, (_, row) => this.times.histogram(row));
    return { tallies: this.tallies.slice(), histograms: packHistograms(all) };
  }

  /** Times of one kind in each section. */
  sectionTimes(measure: Timed): Histogram[] {
    return Array.from({ length: this.plan.sections.count }, (_, section) =>
      this.times.histogram(section * TIMED.length + TIMED.indexOf(measure)),
    );
  }

  /** Times of one kind of the requests that arrived in a report interval. */
  intervalTimes(measure: Timed, interval: number): Histogram {
    return this.times.histogram((this.plan.sections.count + interval) * TIMED.length + TIMED.indexOf(measure));
  }

  /** Each section's TALLIES. */
  sectionTallies(): Float64Array[] {
    return Array.from({ length: this.plan.sections.count }, (_, section) =>
      this.tallies.slice(section * TALLIES.length, (section + 1) * TALLIES.length),
    );
  }
}
