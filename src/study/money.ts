/** What the horizon cost: the bill, the chips and the building, by boundary and by token. */

import { TICKS_PER_SECOND } from '../demand/request.js';
import { boundaryRows } from '../economy/boundary.js';
import { type Capacity, chipCapacity } from '../economy/capacity.js';
import { energyChain } from '../economy/chain.js';
import { costByType, type PoolCost } from '../economy/cost.js';
import { addParts, type CostParts, fullCost, scaleParts, yearlyCapacity } from '../economy/parts.js';
import type { Blueprint } from '../factory/blueprint.js';
import type { BoundaryResult, Chain, CostByType } from '../measure/result.js';
import { SECONDS_PER_YEAR, type Seconds } from '../units/quantity.js';
import { account, booksOf, PHASES, type Phase } from './books.js';
import { counterTotal, type World } from './world.js';

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
  const capacities = capacitiesOf(blueprint);
  const dues = pools.map(({ spec, chips }, row) =>
    scaleParts(yearlyCapacity(capacities[row]!.terms), (spec.replicas * chips * horizon) / SECONDS_PER_YEAR),
  );
  const books = booksOf(blueprint, world, dues);
  const electricity = (row: number, phase: Phase): number =>
    books.balance(account.electricity(pools[row]!.name, phase));
  const own = pools.map((_, row) => PHASES.reduce((sum, phase) => sum + electricity(row, phase), 0));
  const caused = own.reduce((sum, dollars) => sum + dollars, 0);
  /** The hall's fixed losses are shared out by draw where a pool's whole cost is asked for. */
  const byPool = pools.map((_, row) => ({
    capacity: capacities[row]!,
    parts: addParts([{ electricity: caused > 0 ? (own[row]! * site.dollars) / caused : 0 }, dues[row]!]),
  }));
  const parts = addParts([{ electricity: site.dollars }, ...dues]);
  const written = books.balance(account.tokens('written'));
  const read = books.balance(account.tokens('read'));

  const costs = world.pools.map((pool, row): PoolCost => {
    const phase = (counter: 'decodeTicks' | 'prefillTicks' | 'idleTicks', name: Phase) => ({
      seconds: counterTotal(pool, counter) / TICKS_PER_SECOND,
      electricity: electricity(row, name),
    });
    return {
      decode: phase('decodeTicks', 'writing'),
      prefill: phase('prefillTicks', 'reading'),
      cached: Math.min(1, counterTotal(pool, 'cachedTicks') / Math.max(1, counterTotal(pool, 'prefillTicks'))),
      idle: phase('idleTicks', 'idle'),
      capacity: fullCost({ ...dues[row]!, electricity: 0 }),
    };
  });
  const joules = (use: Parameters<typeof account.joules>[0]): number => books.balance(account.joules(use));

  return {
    parts,
    byPool,
    boundaries: boundaryRows(parts, written, rentOf(blueprint, capacities, horizon)),
    byType: costByType('fullTco', costs, books.balance(account.hall), {
      output: written,
      input: read,
      ...(pools.some(({ spec }) => spec.prefixCache)
        ? { cached: world.pools.reduce((sum, pool) => sum + counterTotal(pool, 'cachedTokens'), 0) }
        : {}),
    }),
    chain: energyChain({
      sources: site.sources,
      uses: {
        writing: joules('writing'),
        reading: joules('reading'),
        idle: joules('idle'),
        server: joules('server'),
        facility: joules('facility'),
        elsewhere: joules('elsewhere'),
      },
      tokens: { written, read },
      costs: parts,
      kilograms: books.balance(account.carbon),
    }),
  };
};

/** What a tenant would pay for all chips over the horizon [USD]; null when nobody quotes a rent for one of them. */
const rentOf = ({ pools }: Blueprint, capacities: readonly Capacity[], horizon: Seconds): number | null =>
  pools.reduce<number | null>((sum, { spec, chips }, row) => {
    const { rent } = capacities[row]!;
    return sum === null || rent === null ? null : sum + rent * spec.replicas * chips * horizon;
  }, 0);
