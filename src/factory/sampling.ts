/** How many replicas of each pool are simulated within the time budget, and how they are grouped behind the front door. */
import type { Seconds } from '../units/quantity.js';

/** Reference cost of one simulated request on one core, draw to record. A constant, never a stopwatch, so that the same scenario
 *  gives the same bytes everywhere; measured by `npm run bench` and rounded up (docs/decisions/0005). */
const REFERENCE_SECONDS_PER_REQUEST: Seconds = 1.6e-6;
/** Further cost of each token written: longer answers need more segments. */
const REFERENCE_SECONDS_PER_OUTPUT_TOKEN: Seconds = 2e-9;
/** Cores that the budget is stated for. */
const REFERENCE_CORES = 2;
/** Fewest replicas of a pool, so that an interval can be stated. */
const FEWEST = 4;

export interface PoolLoad {
  readonly replicas: number;
  /** Requests one replica receives over warm-up and horizon. */
  readonly requestsPerReplica: number;
  readonly meanOutput: number;
}

/** One group of replicas behind the front door that is simulated. */
export interface GroupPlan {
  /** Number of the group in its pool: its draws are keyed by it. */
  readonly index: number;
  /** Number of its first replica among the simulated ones of the pool. */
  readonly first: number;
  readonly replicas: number;
}

/** Replicas simulated of each pool: equal core time for every pool, whole pools where the budget allows, leftovers handed on. `runs` is the
 *  number of times the day is simulated (worlds × replications). */
export const replicasWithin = (budget: Seconds, runs: number, pools: readonly PoolLoad[]): number[] => {
  const costs = pools.map(
    ({ requestsPerReplica, meanOutput }) =>
      runs * requestsPerReplica * (REFERENCE_SECONDS_PER_REQUEST + meanOutput * REFERENCE_SECONDS_PER_OUTPUT_TOKEN),
  );
  const chosen = pools.map(() => 0);
  let left = budget * REFERENCE_CORES;
  const byWish = pools
    .map((_, pool) => pool)
    .sort((a, b) => pools[a]!.replicas * costs[a]! - pools[b]!.replicas * costs[b]!);
  for (const [done, pool] of byWish.entries()) {
    const share = left / (byWish.length - done);
    const { replicas } = pools[pool]!;
    const affordable = costs[pool]! > 0 ? Math.floor(share / costs[pool]!) : replicas;
    chosen[pool] = Math.min(replicas, Math.max(FEWEST, affordable));
    left = Math.max(0, left - chosen[pool]! * costs[pool]!);
  }
  return chosen;
};

/** A group of units of so many replicas each. */
export const inUnits = ({ index, first, replicas }: GroupPlan, unit: number): GroupPlan => ({
  index,
  first: first * unit,
  replicas: replicas * unit,
});

/** Splits simulated replicas into groups of at most `size`, as equal as possible. Fewer than one full group stand in for it. */
export const groupsOf = (replicas: number, size: number): GroupPlan[] => {
  const count = Math.ceil(replicas / size);
  const groups: GroupPlan[] = [];
  let first = 0;
  for (let index = 0; index < count; index++) {
    const members = Math.floor(replicas / count) + (index < replicas % count ? 1 : 0);
    groups.push({ index, first, replicas: members });
    first += members;
  }
  return groups;
};
