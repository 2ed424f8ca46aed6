/** Simulates one piece, or all pieces of a course together, and keeps what its answer needs: counters, times, a sample of requests. Runs in any thread. */

import type { Blueprint } from '../factory/blueprint.js';
import { Course, type CourseReport } from '../factory/course.js';
import { lineOf, type Piece, relayOf } from '../factory/line.js';
import type { Law } from '../kernel/component.js';
import { enforced } from '../kernel/component.js';
import { LatencyRecorder, type PackedLatencies } from '../measure/latency.js';
import { type PackedSample, RequestSample } from '../measure/sample.js';
import { sections } from '../measure/section.js';
import type { Group } from '../serving/pool/group.js';
import { COUNTERS, counterIndex, type Finished } from '../serving/pool/spec.js';
import { endedHere } from '../serving/relay.js';
import { settleWritten } from './written.js';

/** What is kept of a piece, as plain data and typed arrays for another thread. */
export interface PieceResult {
  readonly piece: Piece;
  /** Counters of the group in each window, warm-up included. */
  readonly windows: Float64Array;
  /** Requests inside the group, and those of them in a queue, at the end of each window. */
  readonly outstanding: Float64Array;
  readonly waiting: Float64Array;
  /** Times of each stream of the pool, in the pool's order. */
  readonly times: readonly PackedLatencies[];
  /** Kept records; only of the first world. */
  readonly sample: PackedSample | null;
  /** Requests that ended over the whole piece. */
  readonly simulated: number;
  /** What its course left behind, kept with the first piece of a course that was stepped together with its supply. */
  readonly course: CourseReport | null;
}

export const latencyPlan = (blueprint: Blueprint, pool: number, group: number, stream: number) => {
  const { window, warmUpWindows, windows, scenario, streams } = blueprint;
  const { promise } = streams[stream]!.spec;
  const { replicas, first } = blueprint.pools[pool]!.groups[group]!;
  const bundles = sections(replicas);
  return {
    stream,
    window,
    from: warmUpWindows * window,
    until: windows * window,
    interval: scenario.sampling.report,
    sections: {
      count: bundles.count,
      of: Int32Array.from({ length: first + replicas }, (_, replica) =>
        replica < first ? 0 : bundles.of[replica - first]!,
      ),
    },
    promises: (['ttft', 'tpot', 'e2e'] as const).flatMap((measure) => {
      const limit = promise?.[measure]?.within;
      return limit === undefined ? [] : [{ measure, limit }];
    }),
  };
};

/** @param records most request records kept, 0 for none; `advanced` is called after each window */
export const simulate = (blueprint: Blueprint, piece: Piece, records: number, advanced: () => void): PieceResult => {
  const group = lineOf(blueprint, piece);
  const kept = new PieceRecorder(blueprint, piece, group, records);
  for (let index = 0; index < blueprint.windows; index++) {
    group.advance(index);
    kept.absorb(index);
    advanced();
  }
  return kept.result(null);
};

/** A piece that reads prompts and the one that writes what it reads: nothing goes back, so each window is read whole before it is written. */
export const simulatePair = (
  blueprint: Blueprint,
  reading: Piece,
  writing: Piece,
  records: number,
  advanced: () => void,
): PieceResult[] => {
  const relay = relayOf(blueprint, reading);
  const reader = lineOf(blueprint, reading);
  const writer = lineOf(blueprint, writing, relay);
  const kept = [
    new PieceRecorder(blueprint, reading, reader, records),
    new PieceRecorder(blueprint, writing, writer, records),
  ] as const;
  for (let index = 0; index < blueprint.windows; index++) {
    reader.advance(index);
    const done = reader.drainFinished();
    relay.take(done);
    writer.advance(index);
    kept[0].absorb(index, endedHere(done));
    kept[1].absorb(index);
    advanced();
  }
  return kept.map((recorder) => recorder.result(null));
};

/** All pieces of one world and replication, stepped together with their supply; `advanced` is called after each window. */
export const simulateCourse = (
  blueprint: Blueprint,
  { world, replication }: Pick<Piece, 'world' | 'replication'>,
  records: number,
  advanced: () => void,
): PieceResult[] => {
  const course = new Course(blueprint, world, replication);
  const kept = course.pieces.map(({ piece, group }) => new PieceRecorder(blueprint, piece, group, records));
  for (let index = 0; index < blueprint.windows; index++) {
    course.run(index);
    for (const recorder of kept) recorder.absorb(index);
    advanced();
  }
  const report = course.report();
  return kept.map((recorder, at) => recorder.result(at === 0 ? report : null));
};

/** Writes down what a group leaves behind, window after window. */
class PieceRecorder {
  private readonly recorders: readonly LatencyRecorder[];
  private readonly sample: RequestSample | null;
  private readonly windows: Float64Array;
  private readonly outstanding: Float64Array;
  private readonly waiting: Float64Array;

  constructor(
    private readonly blueprint: Blueprint,
    private readonly piece: Piece,
    private readonly group: Group,
    records: number,
  ) {
    const { windows, window, scenario, pools, streams } = blueprint;
    this.recorders = pools[piece.pool]!.streams.map(
      (stream) => new LatencyRecorder(latencyPlan(blueprint, piece.pool, piece.group, stream)),
    );
    this.sample =
      records > 0 && piece.world === 0 && piece.replication === 0
        ? new RequestSample(scenario.seed, streams.length, window, records)
        : null;
    this.windows = new Float64Array(windows * COUNTERS.length);
    this.outstanding = new Float64Array(windows);
    this.waiting = new Float64Array(windows);
  }

  /** Takes what the window just run left behind. */
  absorb(index: number, finished: Finished = this.group.drainFinished()): void {
    const { group } = this;
    for (const recorder of this.recorders) recorder.absorb(finished);
    this.sample?.absorb(finished, this.piece.pool);
    this.windows.set(group.windowCounters(), index * COUNTERS.length);
    this.outstanding[index] = group.outstanding;
    this.waiting[index] = group.waiting;
  }

  result(course: CourseReport | null): PieceResult {
    const { piece, windows, outstanding, waiting, blueprint } = this;
    const law: Law = enforced(blueprint.pools[piece.pool]!.name, blueprint.windows * blueprint.window);
    this.group.checkLaws(law);
    settleWritten(windows);
    let simulated = 0;
    for (let at = counterIndex.finished; at < windows.length; at += COUNTERS.length) simulated += windows[at]!;
    return {
      piece,
      windows,
      outstanding,
      waiting,
      times: this.recorders.map((recorder) => recorder.pack()),
      sample: this.sample?.pack() ?? null,
      simulated,
      course,
    };
  }
}
