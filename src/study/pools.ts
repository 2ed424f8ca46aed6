/** What each pool did: busy hours, batch, watts, tokens, and what they cost. */

import { planTier } from '../compute/evidence.js';
import { type Layout, stagesOf } from '../compute/layout.js';
import { fullCost } from '../economy/parts.js';
import type { Blueprint, Pool } from '../factory/blueprint.js';
import { chipJoules } from '../measure/energy.js';
import type { Verdict } from '../measure/measure.js';
import type { Estimate, PoolResult } from '../measure/result.js';
import { busyShare, meanBatch, outputTokensOf, promptTokensOf } from '../measure/throughput.js';
import { weakest } from '../schema/fact.js';
import type { Money } from './money.js';
import { counterTotal, type PoolWorld, serverPower, type World } from './world.js';

const NOTHING: Estimate = { value: 0, interval: null };

export const poolResults = (
  blueprint: Blueprint,
  world: World,
  money: Money,
  verdicts: readonly Verdict[],
): PoolResult[] => world.pools.map((pool, row) => poolResult(blueprint, pool, money.byPool[row]!, verdicts[row]!));

const poolResult = (
  blueprint: Blueprint,
  world: PoolWorld,
  own: Money['byPool'][number],
  verdict: Verdict,
): PoolResult => {
  const { pool, counters } = world;
  const { chip, model, plan, spec } = pool;
  const horizon = (blueprint.windows - blueprint.warmUpWindows) * blueprint.window;
  const ran = counters.length > 0;
  const server = serverPower(world, horizon, counterTotal(world, 'darkTicks'));
  const joules = ran ? chipJoules(counters) : NOTHING;
  const output = ran ? outputTokensOf(counters) : NOTHING;
  const power = (value: number): number => value / horizon + server;
  return {
    name: pool.name,
    chip: { id: chip.id, name: chip.name, family: chip.family },
    model: { id: model.id, name: model.name },
    layout: layoutText(pool.plan.layout),
    replicas: spec.replicas,
    chipsPerReplica: pool.chips,
    sampled: pool.sampled,
    verdict,
    trouble: pool.trouble ?? (verdict === 'OVERLOADED' ? overloadSentence(pool) : null),
    capacity: pool.capacity,
    load: pool.capacity > 0 ? pool.rate / pool.capacity : 0,
    itPower: {
      value: power(joules.value),
      interval: joules.interval && [power(joules.interval[0]), power(joules.interval[1])],
    },
    busy: ran ? (busyShare(counters)?.value ?? 0) : 0,
    meanBatch: ran ? (meanBatch(counters)?.value ?? 0) : 0,
    outputTokens: output,
    promptTokens: ran ? promptTokensOf(counters) : NOTHING,
    joulesPerOutputToken: output.value > 0 ? (power(joules.value) * horizon) / output.value : 0,
    costPerOutputToken: output.value > 0 ? fullCost(own.parts) / output.value : 0,
    tier: pool.trouble === null ? weakest(planTier(plan), ...own.capacity.facts.map(({ tier }) => tier)) : 'estimate',
  };
};

const layoutText = (layout: Layout): string => {
  const { tensor, data, expert } = layout;
  const further = Object.entries({ DP: data, EP: expert, PP: stagesOf(layout) }).filter(([, degree]) => degree > 1);
  return [`TP ${tensor}`, ...further.map(([name, degree]) => `${name} ${degree}`)].join(' · ');
};

const overloadSentence = ({ name, rate, capacity }: Pool): string =>
  `${name} is asked for ${rate.toPrecision(3)} requests a second and can serve about ${capacity.toPrecision(3)}: its queue grows as long as the run lasts.`;

/** A pool that fell behind and had not caught up at the end: no promise of times is refused, but they belong to this stretch alone. */
export const backlogSentence = (name: string): string =>
  `${name} ends the run with more requests waiting than chance explains: a past peak is still being worked off.`;
