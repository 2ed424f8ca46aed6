/** One course of the day judged: whether each pool kept up, what everything cost, what each pool did and each stream got. */
import type { Blueprint } from '../factory/blueprint.js';
import type { Verdict } from '../measure/measure.js';
import type { PoolResult, StreamResult } from '../measure/result.js';
import { VERDICTS, verdict as verdictOf } from '../serving/verdict.js';
import { type Money, moneyOf } from './money.js';
import { poolResults } from './pools.js';
import { streamResults } from './streams.js';
import type { PoolWorld, World } from './world.js';

export interface Judged {
  /** The worst of the pools'. */
  readonly verdict: Verdict;
  /** Models some pool of which cannot keep up: their times have no mean. */
  readonly unbounded: ReadonlySet<string>;
  readonly money: Money;
  readonly pools: readonly PoolResult[];
  readonly streams: readonly StreamResult[];
}

export const judged = (blueprint: Blueprint, world: World): Judged => {
  const verdicts = world.pools.map(poolVerdict);
  const unbounded = unboundedModels(world, verdicts);
  const money = moneyOf(blueprint, world);
  return {
    verdict: worst(verdicts),
    unbounded,
    money,
    pools: poolResults(blueprint, world, money, verdicts),
    streams: streamResults(blueprint, world, unbounded),
  };
};

/** Models some pool of which cannot keep up: their times have no mean. */
const unboundedModels = ({ pools }: World, verdicts: readonly Verdict[]): ReadonlySet<string> =>
  new Set(
    pools.flatMap(({ pool }, row) =>
      verdicts[row] === 'OVERLOADED' || pool.trouble !== null ? [pool.spec.model] : [],
    ),
  );

export const worst = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS[Math.max(0, ...verdicts.map((one) => VERDICTS.indexOf(one)))]!;

export const poolVerdict = ({ pool, loads }: PoolWorld): Verdict => {
  if (pool.trouble !== null) return pool.streams.length > 0 ? 'OVERLOADED' : 'STABLE';
  return verdictOf(loads);
};
