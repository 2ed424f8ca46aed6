/** From streams to requests: merges all streams that reach one group of replicas in order of time, window by window.
 *
 *    process ─gaps─▶ warp by rate × shape ─times─┐
 *    trace ─────────────────────────────────────┼─▶ merge by (time, stream, number) ─▶ every m-th ─▶ lengths by number ─▶ Arrivals
 *    sessions, tasks ────────────────────first──┘                                                        ▲
 *    users, next turns ──────────────────────────────────────────────── Feedback ────────────────────────┘
 */
import { chance } from '../kernel/chance.js';
import { makeArrivals } from './arrivals/index.js';
import { Conversations } from './callers/conversations.js';
import type { StreamChange } from './change.js';
import { Draws, Purpose } from './draws.js';
import { GROUP_SPAN, MOST_GROUPS, SESSION_STEP } from './numbering.js';
import { prefixesOf } from './prefixes.js';
import { needsFeedback, type PreparedStream } from './prepared.js';
import { type Arrivals, arrivals, type Demand } from './request.js';
import { makeShape } from './shapes/index.js';
import { product } from './shapes/shape.js';
import type { Source } from './source.js';
import { StreamDraws } from './stream-draws.js';
import { Replay } from './traces/replay.js';
import { meanRate } from './traces/trace.js';
import { WarpedArrivals } from './warp.js';

export interface DemandOptions {
  readonly seed: number;
  readonly replication: number;
  /** Number of the group of replicas; each group has draws of its own. */
  readonly group: number;
  /** The random share of all requests that this group receives, (0, 1]. */
  readonly share: number;
  /** Where the group's share begins on the scale from 0 to 1 when shares differ between groups; group·share when left out. */
  readonly shareFrom?: number;
  /** Keeps only requests `offset`, `offset + of`, … of the merged stream: what round robin would hand to one replica of `of`. */
  readonly replicaStride?: { readonly of: number; readonly offset: number };
  /** Rows of the streams that reach the group; all when left out. */
  readonly rows?: readonly number[];
  readonly windowTicks: number;
  /** Mean requests per second of each stream on the whole site; ignored for users, who set their own pace. */
  readonly rates: readonly number[];
  /** Multiplies every rate and every crowd of users (1.05 for +5 %); the same draws arrive sooner. */
  readonly scale?: number;
  /** Streams that differ from what is stated; their draws are the same. */
  readonly changes?: readonly StreamChange[];
  /** Local time of day when the run starts [s since midnight]. */
  readonly clock?: number;
  /** Whether a policy reads guesses of answers; true when left out. Where none does, `predicted` is the truth and nothing is drawn for it. */
  readonly guesses?: boolean;
}

/** The requests that reach one group. Ties in time are ordered by stream row, then by number. */
export const compileDemand = (streams: readonly PreparedStream[], options: DemandOptions): Demand => {
  if (!(options.share > 0 && options.share <= 1)) throw new RangeError(`share ${options.share} is not in (0, 1]`);
  if (options.group >= MOST_GROUPS) throw new RangeError(`group ${options.group} is past the last of ${MOST_GROUPS}`);
  if (streams.length > 256) throw new RangeError(`${streams.length} streams are more than 256`);
  const reaching = options.rows ?? streams.map((_, row) => row);
  const rows = reaching.map((row) => compileStream(streams[row]!, row, options));
  const feedback = needsFeedback(reaching.map((row) => streams[row]!))
    ? new Conversations(
        rows.map((row) => row.draws),
        options,
      )
    : null;
  if (feedback !== null && options.replicaStride !== undefined)
    throw new RangeError(
      'users, sessions and agents wait for answers, so a replica cannot be simulated without its group',
    );
  const open = rows.filter((row): row is OpenStream => row.source !== null);
  const merged = new MergedDemand(open, feedback, options.replicaStride ?? { of: 1, offset: 0 });
  return {
    window: (index) => merged.window(index),
    prefixes: prefixesOf(streams),
    ...(feedback === null ? {} : { feedback }),
  };
};

interface CompiledStream {
  readonly draws: StreamDraws;
  readonly source: Source | null;
}
type OpenStream = CompiledStream & { readonly source: Source };

const compileStream = (stream: PreparedStream, row: number, options: DemandOptions): CompiledStream => {
  const { seed, replication, group, share, windowTicks, clock = 0, scale = 1, guesses = true } = options;
  const { spec, trace, dialogue } = stream;
  const keyed = new Draws(seed, replication, spec.name);
  const change = options.changes?.find((one) => one.stream === row);
  const draws = new StreamDraws(row, stream, keyed, guesses, change);
  const rate = options.rates[row]! * scale * (change?.requests ?? 1);
  if (trace !== null) {
    const from = options.shareFrom ?? group * share;
    const keeps = (id: number) => {
      if (share >= 1) return true;
      keyed.pair(Purpose.group, id);
      return keyed.first >= from && keyed.first < from + share;
    };
    return { draws, source: new Replay(trace, rate / meanRate(trace), spec.trace!.repeat, keeps, windowTicks) };
  }
  if (dialogue?.population !== undefined) return { draws, source: null };
  const process = makeArrivals(spec.arrivals);
  const path = process.path?.(chance(seed, replication, `path/${spec.name}`));
  const shape = makeShape(spec.shape, clock);
  const source = new WarpedArrivals(
    process.gaps(chance(seed, replication, `arrivals/${spec.name}/${group}`), share),
    path === undefined ? shape : product([shape, path]),
    rate / (dialogue?.meanTurns ?? 1),
    group * GROUP_SPAN,
    dialogue === null ? 1 : SESSION_STEP,
    windowTicks,
  );
  return { draws, source };
};

/** Merges sorted columns; the few streams of a site are compared one by one. */
class MergedDemand {
  private into: Arrivals = arrivals(1024);
  private readonly cursors: Int32Array;
  private readonly ends: Int32Array;
  /** Time of each stream's next request in the window, Infinity after its last. */
  private readonly heads: Float64Array;
  /** Requests passed so far, modulo the stride. */
  private turn = 0;

  constructor(
    private readonly streams: readonly OpenStream[],
    private readonly conversations: Conversations | null,
    private readonly stride: { readonly of: number; readonly offset: number },
  ) {
    this.cursors = new Int32Array(streams.length);
    this.ends = new Int32Array(streams.length);
    this.heads = new Float64Array(streams.length);
  }

  window(index: number): Arrivals {
    const { streams, cursors, heads, stride } = this;
    let total = 0;
    for (let i = 0; i < streams.length; i++) {
      cursors[i] = 0;
      const { source } = streams[i]!;
      const count = source.window(index);
      total += count;
      this.ends[i] = count;
      heads[i] = count > 0 ? source.times[0]! : Number.POSITIVE_INFINITY;
    }
    const most = Math.ceil(total / stride.of) + 1;
    if (this.into.time.length < most) this.into = arrivals(2 * most);
    const { into } = this;
    let row = 0;
    for (let left = total; left > 0; left--) {
      let first = 0;
      let time = heads[0]!;
      for (let i = 1; i < heads.length; i++) {
        if (heads[i]! < time) {
          time = heads[i]!;
          first = i;
        }
      }
      const { source, draws } = streams[first]!;
      const at = cursors[first]!++;
      heads[first] = at + 1 < this.ends[first]! ? source.times[at + 1]! : Number.POSITIVE_INFINITY;
      const { turn } = this;
      this.turn = turn + 1 === stride.of ? 0 : turn + 1;
      if (turn !== stride.offset) continue;
      const id = source.ids[at]!;
      into.time[row] = time;
      draws.write(into, row, id);
      if (draws.prepared.dialogue !== null) into.owner[row] = this.conversations!.begin(draws, id, into, row);
      row++;
    }
    into.count = row;
    return into;
  }
}
