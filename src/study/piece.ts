/** Simulates one piece and keeps what its answer needs: counters, times, a sample of requests. Runs in any thread. */

import type { Blueprint } from '../factory/blueprint.js';
import { lineOf, type Piece } from '../factory/line.js';
import type { Law } from '../kernel/component.js';
import { enforced } from '../kernel/component.js';
import { LatencyRecorder, type PackedLatencies } from '../measure/latency.js';
import { type PackedSample, RequestSample } from '../measure/sample.js';
import { sections } from '../measure/section.js';
import { COUNTERS, counterIndex } from '../serving/pool/spec.js';

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
  const { windows, window, scenario } = blueprint;
  const pool = blueprint.pools[piece.pool]!;
  const group = lineOf(blueprint, piece);
  const recorders = pool.streams.map(
    (stream) => new LatencyRecorder(latencyPlan(blueprint, piece.pool, piece.group, stream)),
  );
  const sample =
    records > 0 && piece.world === 0 && piece.replication === 0
      ? new RequestSample(scenario.seed, blueprint.streams.length, window, records)
      : null;
  const perWindow = new Float64Array(windows * COUNTERS.length);
  const outstanding = new Float64Array(windows);
  const waiting = new Float64Array(windows);
  for (let index = 0; index < windows; index++) {
    group.advance(index);
    const finished = group.drainFinished();
    for (const recorder of recorders) recorder.absorb(finished);
    sample?.absorb(finished, piece.pool);
    perWindow.set(group.windowCounters(), index * COUNTERS.length);
    outstanding[index] = group.outstanding;
    waiting[index] = group.waiting;
    advanced();
  }
  const law: Law = enforced(pool.name, windows * window);
  group.checkLaws(law);
  let simulated = 0;
  for (let at = counterIndex.finished; at < perWindow.length; at += COUNTERS.length) simulated += perWindow[at]!;
  return {
    piece,
    windows: perWindow,
    outstanding,
    waiting,
    times: recorders.map((recorder) => recorder.pack()),
    sample: sample?.pack() ?? null,
    simulated,
  };
};
