/** What the horizon cost: the bill, the chips and the building, by boundary and by token. */

import { TICKS_PER_SECOND } from '../demand/request.js';
import { boundaryRows } from '../economy/boundary.js';
import { type Capacity, chipCapacity } from '../economy/capacity.js';
import { energyChain } from '../economy/chain.js';
import { costByType, electricityByDraw, type PoolCost } from '../economy/cost.js';
import { addParts, type CostParts, fullCost, scaleParts, yearlyCapacity } from '../economy/parts.js';
import type { Blueprint } from '../factory/blueprint.js';
import type { BoundaryResult, Chain, CostByType } from '../factory/result.js';
import { COUNTERS, counterIndex } from '../serving/pool/spec.js';
import { SECONDS_PER_YEAR } from '../units/quantity.js';
import { counterTotal, type PoolWorld, type World } from './world.js';

export interface Money {
  readonly parts: CostParts;
  readonly byPool: readonly { readonly capacity: Capacity; readonly parts: CostParts }[];
  readonly boundaries: readonly BoundaryResult[];
  readonly byType: CostByType;
  readonly chain: Chain;
}

/** Cost of capacity of each pool; does not depend on what was simulated. */
export const capacitiesOf = ({ scenario, pools, region }: Blueprint): Capacity[] =>
  pools.map(({ spec, chip }, row) => chipCapacity(scenario.economy, spec, chip, region, `fleet[${row}]`));

export const moneyOf = (blueprint: Blueprint, world: World): Money => {
  const { pools, window } = blueprint;
  const { site } = world;
  const horizon = site.intervals.length * window;
  const years = horizon / SECONDS_PER_YEAR;
  const capacities = capacitiesOf(blueprint);
  const { phases, shared } = electricityByPhase(blueprint, world);
  const caused = site.dollars - shared;
  const byPool = pools.map(({ spec, chips }, row) => {
    const own = phases[row]!.reduce((sum, dollars) => sum + dollars, 0);
    return {
      capacity: capacities[row]!,
      parts: addParts([
        { electricity: caused > 0 ? (own * site.dollars) / caused : 0 },
        scaleParts(yearlyCapacity(capacities[row]!.terms), spec.replicas * chips * years),
      ]),
    };
  });
  const parts = addParts([{ electricity: site.dollars }, ...byPool.map((pool) => ({ ...pool.parts, electricity: 0 }))]);

  const written = total(world, 'outputTokens');
  const read = total(world, 'promptTokens');
  const rents = pools.map(({ spec, chips }, row) => {
    const { rent } = capacities[row]!;
    return rent === null ? null : rent * spec.replicas * chips * horizon;
  });
  const rent = rents.every((one) => one !== null) ? rents.reduce((sum, one) => sum + one, 0) : null;

  const costs = world.pools.map((pool, row): PoolCost => {
    const [decode, prefill, idle] = phases[row]!;
    const phase = (counter: 'decodeTicks' | 'prefillTicks' | 'idleTicks', electricity: number) => ({
      seconds: counterTotal(pool, counter) / TICKS_PER_SECOND,
      electricity,
    });
    return {
      decode: phase('decodeTicks', decode),
      prefill: phase('prefillTicks', prefill),
      idle: phase('idleTicks', idle),
      capacity: fullCost({ ...byPool[row]!.parts, electricity: 0 }),
    };
  });

  return {
    parts,
    byPool,
    boundaries: boundaryRows(parts, written, rent),
    byType: costByType('fullTco', costs, shared, { output: written, input: read }),
    chain: energyChain({
      sources: site.sources,
      uses: {
        writing: total(world, 'decodeJoules'),
        reading: total(world, 'prefillJoules'),
        idle: total(world, 'idleJoules'),
        server: world.serverJoules,
        facility: site.facilityJoules,
      },
      tokens: { written, read },
      costs: parts,
      kilograms: site.kilograms,
    }),
  };
};

type ByPhase = readonly [decode: number, prefill: number, idle: number];

/** What the energy of each pool costs by phase; servers follow the time of their chips' phases. Fixed losses of the hall belong to nobody [USD]. */
const electricityByPhase = (
  { window }: Blueprint,
  { pools, site }: World,
): { readonly phases: readonly ByPhase[]; readonly shared: number } => {
  const phases = pools.map(() => [0, 0, 0] as [number, number, number]);
  let shared = 0;
  site.intervals.forEach(({ dollars, siteJoules }, at) => {
    const draws = pools.flatMap((pool) => phaseJoules(pool, at, window));
    const split = electricityByDraw(dollars, siteJoules, site.pue.marginal, draws);
    split.dollars.forEach((paid, index) => {
      phases[Math.floor(index / 3)]![(index % 3) as 0 | 1 | 2] += paid;
    });
    shared += split.shared;
  });
  return { phases, shared };
};

/** Joules of a pool's chips and servers in one window, by phase. */
const phaseJoules = ({ pool, windows }: PoolWorld, at: number, window: number): ByPhase => {
  const value = (counter: keyof typeof counterIndex): number => windows[at * COUNTERS.length + counterIndex[counter]]!;
  const ticks = value('decodeTicks') + value('prefillTicks') + value('idleTicks');
  const server = pool.step === null ? 0 : pool.serverPower * pool.spec.replicas * window;
  const served = (counter: 'decodeTicks' | 'prefillTicks' | 'idleTicks'): number =>
    ticks > 0 ? (server * value(counter)) / ticks : 0;
  return [
    value('decodeJoules') + served('decodeTicks'),
    value('prefillJoules') + served('prefillTicks'),
    ticks > 0 ? value('idleJoules') + served('idleTicks') : server,
  ];
};

const total = ({ pools }: World, counter: Parameters<typeof counterTotal>[1]): number =>
  pools.reduce((sum, pool) => sum + counterTotal(pool, counter), 0);
