/** One production line of the factory: a group of replicas with the requests that reach it. */
import { compileDemand } from '../demand/compile.js';
import { type Demand, TICKS_PER_SECOND } from '../demand/request.js';
import { keyOf } from '../kernel/keyed.js';
import { frontEndOf } from '../serving/front-end.js';
import { Group } from '../serving/pool/group.js';
import { Relay } from '../serving/relay.js';
import { type Blueprint, clockOf, type Pool } from './blueprint.js';
import type { GroupPlan } from './sampling.js';

/** What is simulated as one piece: a group of a pool in one world and one replication. Pieces share nothing, so any thread may take any of them. */
export interface Piece {
  readonly world: number;
  readonly replication: number;
  /** Row of the pool in the blueprint. */
  readonly pool: number;
  /** Row of the group in its pool. */
  readonly group: number;
}

/** All pieces of a blueprint in the order in which their results are put together. */
export const piecesOf = (blueprint: Blueprint): Piece[] =>
  blueprint.worlds.flatMap((_, world) =>
    Array.from({ length: blueprint.scenario.sampling.replications }, (__, replication) => replication).flatMap(
      (replication) =>
        blueprint.pools.flatMap(({ groups }, pool) =>
          groups.map((___, group) => ({ world, replication, pool, group })),
        ),
    ),
  );

/** Expected requests of a piece: what its work is proportional to. */
export const requestsOf = (blueprint: Blueprint, { world, pool: row, group }: Piece): number => {
  const pool = blueprint.pools[row]!;
  const share = pool.groups[group]!.replicas / pool.spec.replicas;
  return pool.rate * share * blueprint.worlds[world]!.demand * blueprint.windows * blueprint.window;
};

/** The piece that writes what a piece reads; null where a piece does both. */
export const writingPiece = ({ pools }: Blueprint, piece: Piece): Piece | null => {
  const { writer } = pools[piece.pool]!;
  return writer === null ? null : { ...piece, pool: writer };
};

/** The link between the group of a piece that reads and the one that writes. */
export const relayOf = ({ pools, windowTicks }: Blueprint, piece: Piece): Relay => {
  const { transfer } = pools[piece.pool]!.link!;
  return new Relay(windowTicks, (tokens) => Math.round(transfer(tokens) * TICKS_PER_SECOND));
};

/** Wires the group of a piece; `relay` brings what another group has read. @throws Error for a pool that cannot run; its pieces do not exist */
export const lineOf = (
  blueprint: Blueprint,
  { world, replication, pool: row, group: number }: Piece,
  relay?: Relay,
): Group => {
  const { scenario, streams, windowTicks } = blueprint;
  const pool: Pool = blueprint.pools[row]!;
  const group: GroupPlan = pool.groups[number]!;
  const { demand: scale, changes = [], draw, free } = blueprint.worlds[world]!;
  const step = draw === null ? pool.step : pool.drawn[draw]!;
  if (step === null) throw new Error(`pool ${pool.name} cannot run`);
  /** A pool that the front door sends nothing still burns its idle power. */
  const isAsked = pool.share > 0;
  const asked = (): Demand =>
    compileDemand(streams, {
      seed: scenario.seed,
      replication,
      group: pool.firstGroup + group.index,
      share: isAsked ? (pool.share * group.replicas) / pool.spec.replicas : 1,
      shareFrom: pool.shareFrom + (pool.share * group.first) / pool.spec.replicas,
      rows: isAsked ? pool.streams : [],
      windowTicks,
      rates: blueprint.rates,
      scale,
      changes,
      clock: clockOf(blueprint),
      guesses: pool.scheduler.order === 'shortest-predicted',
    });
  const line = new Group(
    {
      replicas: group.replicas,
      step,
      memory: pool.memory,
      scheduler: pool.scheduler,
      router: pool.spec.router,
      ...(pool.spec.prefixCache ? { prefixCache: { blocks: Number.POSITIVE_INFINITY } } : {}),
      windowTicks,
      seed: keyOf(`${scenario.seed}/${replication}/router/${pool.name}`),
      firstReplica: group.first,
      frontEnd: frontEndOf(pool.plan.framework),
      handsOver: pool.writer !== null,
    },
    relay ?? asked(),
    { metered: !free, coupled: !free },
  );
  if (pool.plan.cap < Number.POSITIVE_INFINITY) line.setCap(pool.plan.cap * pool.chips, 0);
  return line;
};
