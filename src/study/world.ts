/** One world's pieces put together: counters and times of every pool, scaled from the replicas simulated to all there are. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Blueprint, Pool } from '../factory/blueprint.js';
import type { CourseReport } from '../factory/course.js';
import { electricityOf } from '../factory/electricity.js';
import { blockStrata } from '../measure/blocks.js';
import type { Stratum } from '../measure/interval.js';
import { RecordedLatencies } from '../measure/recorded.js';
import type { Part } from '../measure/stream.js';
import type { SiteReport } from '../power/site.js';
import { COUNTERS, counterIndex } from '../serving/pool/spec.js';
import type { WindowLoad } from '../serving/verdict.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import { meanReport } from './mean-report.js';
import { latencyPlan, type PieceResult } from './piece.js';

const WIDTH = COUNTERS.length;
const { decodeJoules, prefillJoules, idleJoules, darkTicks } = counterIndex;

export interface PoolWorld {
  readonly pool: Pool;
  /** Replicas there are over replicas simulated, over all replications. */
  readonly scale: number;
  /** Counters of the simulated groups over the measured time: pairs of neighbouring stretches of each group and replication. */
  readonly counters: readonly Stratum<Float64Array>[];
  /** Counters of the whole pool in each measured window. */
  readonly windows: Float64Array;
  /** Load of the simulated replicas in each measured window. */
  readonly loads: readonly WindowLoad[];
  /** Times of each of the pool's streams, by row of the stream. */
  readonly parts: ReadonlyMap<number, readonly Part[]>;
  readonly simulated: number;
}

export interface World {
  readonly pools: readonly PoolWorld[];
  readonly site: SiteReport;
  /** Energy of servers beside the chips over the horizon [J]. */
  readonly serverJoules: Joules;
  /** How supply reached back to the chips; null where it could not. */
  readonly course: CourseReport | null;
}

export const worldOf = (blueprint: Blueprint, results: readonly PieceResult[], world: number): World => {
  const { windows, warmUpWindows, window, scenario } = blueprint;
  const measured = windows - warmUpWindows;
  const per = Math.max(1, Math.round(scenario.sampling.report / window));
  const pools = blueprint.pools.map((pool, row): PoolWorld => {
    const own = results.filter(({ piece }) => piece.world === world && piece.pool === row);
    const scale = pool.sampled > 0 ? pool.spec.replicas / (pool.sampled * scenario.sampling.replications) : 0;
    const sums = new Float64Array(measured * WIDTH);
    for (const result of own) {
      const offset = warmUpWindows * WIDTH;
      for (let at = 0; at < sums.length; at++) sums[at]! += scale * result.windows[offset + at]!;
    }
    return {
      pool,
      scale,
      counters: own.flatMap((result) => blockStrata(result.windows.subarray(warmUpWindows * WIDTH), WIDTH, per, scale)),
      windows: sums,
      loads: Array.from({ length: measured }, (_, at) => loadOf(own, warmUpWindows + at)),
      parts: new Map(
        pool.streams.map((stream, at) => [
          stream,
          own.map(({ piece, times }) => {
            const plan = latencyPlan(blueprint, row, piece.group, stream);
            return { scale, latencies: new RecordedLatencies(plan, times[at]!) };
          }),
        ]),
      ),
      simulated: own.reduce((sum, { simulated }) => sum + simulated, 0),
    };
  });

  const serverJoules = pools.reduce(
    (sum, pool) => sum + serverPower(pool, measured * window, counterTotal(pool, 'darkTicks')) * measured * window,
    0,
  );
  const [first, ...others] = results.flatMap(({ piece, course }) =>
    piece.world === world && course !== null ? [course] : [],
  );
  const course = first === undefined ? null : meanReport([first, ...others]);
  const site = course?.site ?? electricityOf(blueprint, siteDraw(pools, measured, window));
  return { pools, site, serverJoules, course };
};

/** Mean draw of a pool's servers beside their chips over `seconds` [W]: of all replicas, but for the ticks that some of them were dark. */
export const serverPower = ({ pool }: PoolWorld, seconds: Seconds, darkTicks: number): Watts =>
  pool.step === null ? 0 : pool.serverPower * (pool.spec.replicas - darkTicks / TICKS_PER_SECOND / seconds);

/** Energy of all chips and servers in each measured window [J]. */
export const siteDraw = (pools: readonly PoolWorld[], windows: number, window: Seconds): Float64Array => {
  const itJoules = new Float64Array(windows);
  for (const pool of pools)
    poolJoules(pool, window).forEach((joules, at) => {
      itJoules[at]! += joules;
    });
  return itJoules;
};

/** What one window left behind in all pieces of a pool. */
const loadOf = (pieces: readonly PieceResult[], window: number): WindowLoad => {
  const sum = (of: (piece: PieceResult) => number): number => pieces.reduce((total, piece) => total + of(piece), 0);
  const counter = (name: keyof typeof counterIndex) =>
    sum((piece) => piece.windows[window * WIDTH + counterIndex[name]]!);
  return {
    arrived: counter('arrived'),
    ended: counter('finished') + counter('refused') + counter('handedOver'),
    waiting: sum(({ waiting }) => waiting[window]!),
    outstanding: sum(({ outstanding }) => outstanding[window]!),
  };
};

/** Energy of a pool's chips and servers in each measured window [J]. */
export const poolJoules = (pool: PoolWorld, window: Seconds): Float64Array => {
  const { windows } = pool;
  return Float64Array.from(
    { length: windows.length / WIDTH },
    (_, at) =>
      windows[at * WIDTH + decodeJoules]! +
      windows[at * WIDTH + prefillJoules]! +
      windows[at * WIDTH + idleJoules]! +
      serverPower(pool, window, windows[at * WIDTH + darkTicks]!) * window,
  );
};

/** A counter of a pool summed over its measured windows. */
export const counterTotal = ({ windows }: PoolWorld, counter: keyof typeof counterIndex): number => {
  let sum = 0;
  for (let at = counterIndex[counter]; at < windows.length; at += WIDTH) sum += windows[at]!;
  return sum;
};

/** What one more joule of chips costs a pool at the meter [USD/J]: the price when the pool draws it, times the marginal PUE. */
export const jouleCost = (world: PoolWorld, site: SiteReport): number => {
  let dollars = 0;
  let joules = 0;
  site.intervals.forEach(({ price }, at) => {
    const chips =
      world.windows[at * WIDTH + decodeJoules]! +
      world.windows[at * WIDTH + prefillJoules]! +
      world.windows[at * WIDTH + idleJoules]!;
    dollars += chips * price;
    joules += chips;
  });
  return joules > 0 ? (dollars / joules) * site.pue.marginal : 0;
};
