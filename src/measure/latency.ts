/** Times of one stream in one pool, counted as its requests end: by section of replicas, by report interval, and against the stream's promises. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Finished } from '../serving/pool/spec.js';
import type { Seconds } from '../units/quantity.js';
import { type PackedHistograms, packHistograms, unpackHistograms } from './histogram.js';
import type { Sections } from './section.js';
import { TimeRecorder } from './time-recorder.js';

/** `ttft` arrival to first token · `tpot` (last − first token) / (output − 1), for answers of 2 tokens or more · `e2e` arrival to last token. */
export const TIMED = ['ttft', 'tpot', 'e2e'] as const;
export type Timed = (typeof TIMED)[number];

/** Which of them are also counted by report interval: those that the series show. */
export const TIMED_BY_INTERVAL = ['ttft', 'tpot'] as const;
export type TimedByInterval = (typeof TIMED_BY_INTERVAL)[number];

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

/** Report intervals of a plan. */
export const intervalsOf = ({ from, until, interval }: LatencyPlan): number =>
  Math.max(0, Math.ceil((until - from) / interval));

/** Most times of one request: three in its section, two in its interval. */
const TIMES = TIMED.length + TIMED_BY_INTERVAL.length;

export class LatencyRecorder {
  /** TALLIES of each section, one row after the other. */
  private readonly tallies: Float64Array;
  /** TIMED of each section, then TIMED_BY_INTERVAL of each report interval. */
  private readonly times: TimeRecorder;
  private readonly ttftLimit: Seconds;
  private readonly tpotLimit: Seconds;
  private readonly e2eLimit: Seconds;
  /** Rows of the batch that belong to the stream. */
  private rows = new Int32Array(0);
  /** Times of the batch [s], and the histogram that each is counted in. */
  private seconds = new Float64Array(0);
  private places = new Int32Array(0);

  constructor(readonly plan: LatencyPlan) {
    this.tallies = new Float64Array(plan.sections.count * TALLIES.length);
    this.times = new TimeRecorder(plan.sections.count * TIMED.length + intervalsOf(plan) * TIMED_BY_INTERVAL.length);
    const tightest = (measure: Timed) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...plan.promises.filter((promise) => promise.measure === measure).map(({ limit }) => limit),
      );
    this.ttftLimit = tightest('ttft');
    this.tpotLimit = tightest('tpot');
    this.e2eLimit = tightest('e2e');
  }

  /** Counts the rows of this stream that arrived in the measured time. Allocates only when a batch is larger than any before or a histogram meets a new range of times. */
  absorb(finished: Finished): void {
    if (finished.count > this.rows.length) {
      this.rows = new Int32Array(2 * finished.count);
      this.seconds = new Float64Array(this.rows.length * TIMES);
      this.places = new Int32Array(this.rows.length * TIMES);
    }
    this.times.addEach(this.places, this.seconds, this.tally(finished, this.select(finished)));
  }

  /** Finds the rows of the stream without a branch, because which stream a row belongs to cannot be foreseen. */
  private select({ count, stream: streams }: Finished): number {
    const { rows } = this;
    const { stream } = this.plan;
    let selected = 0;
    for (let row = 0; row < count; row++) {
      rows[selected] = row;
      selected += ((streams[row]! ^ stream) - 1) >>> 31;
    }
    return selected;
  }

  /** Tallies the selected rows, and lists their times and where to count them. Returns how many times there are. */
  private tally(finished: Finished, selected: number): number {
    const { window, from, until, interval, sections } = this.plan;
    const { rows, seconds, places, tallies } = this;
    const intervals = sections.count * TIMED.length;
    let listed = 0;
    for (let at = 0; at < selected; at++) {
      const row = rows[at]!;
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
      const ofInterval = intervals + (((time - from) / interval) | 0) * TIMED_BY_INTERVAL.length; // a double as an index would be slow
      const ttft = finished.firstToken[row]! / TICKS_PER_SECOND;
      const e2e = finished.lastToken[row]! / TICKS_PER_SECOND;
      let kept = ttft <= this.ttftLimit && e2e <= this.e2eLimit;
      places[listed] = ofSection;
      seconds[listed++] = ttft;
      places[listed] = ofInterval;
      seconds[listed++] = ttft;
      places[listed] = ofSection + 2;
      seconds[listed++] = e2e;
      if (output >= 2) {
        const tpot = (e2e - ttft) / (output - 1);
        kept = kept && tpot <= this.tpotLimit;
        places[listed] = ofSection + 1;
        seconds[listed++] = tpot;
        places[listed] = ofInterval + 1;
        seconds[listed++] = tpot;
      }
      if (kept) tallies[tally + 4]!++;
    }
    return listed;
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
}
