/** Every way to serve a model on the chips that may be bought, worked out in closed form, and the few that are worth simulating. */
import { catalogueFrom } from '../../compute/catalogue.js';
import { planFrom } from '../../compute/fields.js';
import { memoryPlan } from '../../compute/memory.js';
import { type Plan, replicaChips } from '../../compute/plan.js';
import { planProblems } from '../../compute/plan-problems.js';
import { stepModel } from '../../compute/step.js';
import type { StepModel } from '../../compute/step-model.js';
import { chipCapacity } from '../../economy/capacity.js';
import { fullCost, yearlyCapacity } from '../../economy/parts.js';
import { toDollars } from '../../economy/price.js';
import type { Blueprint } from '../../factory/blueprint.js';
import { chance } from '../../kernel/chance.js';
import { flatLoadPrice, flatLoadPue } from '../../power/plan.js';
import type { PoolSpec, Scenario } from '../../scenario/scenario.js';
import { saturated } from '../../serving/capacity.js';
import { expectedAt } from '../../serving/expected.js';
import type { MemorySpec } from '../../serving/pool/spec.js';
import { schedulerFrom } from '../../serving/schedulers/index.js';
import type { Money } from '../../units/parse.js';
import { type Dollars, SECONDS_PER_YEAR, type Seconds, type Watts } from '../../units/quantity.js';
import type { Allowed, AskedModel } from './asked.js';

/** Shares of its closed-form capacity at which a way is tried: the same whatever is promised, so that a looser promise never costs more. */
export const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.58, 0.66, 0.74, 0.82, 0.9] as const;

const TENSOR = [1, 2, 4, 8, 16] as const;
const DATA = [1, 2, 4, 8, 16, 32] as const;
const PIPELINE = [1, 2, 4] as const;
const BATCHES = [32, 128, 512] as const;

/** One way to serve a model: a pool of one replica, and what a replica can do and costs. */
export interface Way {
  /** The pool, for any number of replicas. */
  readonly pool: PoolSpec;
  /** Row of the class of chips among those allowed. */
  readonly allowed: number;
  readonly plan: Plan;
  readonly chips: number;
  /** Requests per second of one replica at saturation. */
  readonly capacity: number;
  /** Site power provisioned for one replica, cooling included. */
  readonly watts: Watts;
  /** Purchase of one replica: machines and building. */
  readonly outlay: Dollars;
  /** Cost of one replica and year at saturation: everything, electricity at the price of a flat load. */
  readonly yearly: Dollars;
  /** What each level would give; null where it would not keep up. */
  readonly levels: readonly (Expectation | null)[];
}

export interface Expectation {
  /** USD per year for each request per second. */
  readonly cost: number;
  readonly watts: number;
  readonly tpot: Seconds;
  readonly ttft: Seconds;
}

/** Loads of several streams add up: requests per second of their mix at saturation. */
const mixed = (loads: AskedModel['loads'], alone: readonly number[]): number => {
  const total = loads.reduce((sum, { rate }) => sum + rate, 0);
  const load = loads.reduce((sum, { rate }, row) => sum + rate / alone[row]!, 0);
  return load > 0 && Number.isFinite(load) ? total / load : 0;
};

/** The mean request of the mix. */
export const meanWork = (loads: AskedModel['loads']) => {
  const total = loads.reduce((sum, { rate }) => sum + rate, 0);
  const mean = (of: 'prompt' | 'output') => loads.reduce((sum, { work, rate }) => sum + rate * work[of], 0) / total;
  return { prompt: mean('prompt'), output: mean('output') };
};

/** The pool that the fleet already has for a model on a chip, else its first pool of the model on that chip instead; under its name, so that a scenario that extends this one need only say what changes. */
const templateOf = ({ fleet }: Scenario, model: string, allowed: Allowed): PoolSpec => {
  const own = fleet.find((pool) => pool.model === model && pool.chip === allowed.chip);
  const sameChip = fleet.find((pool) => pool.chip === allowed.chip);
  const base = own ?? fleet.find((pool) => pool.model === model)!;
  const {
    precision,
    price,
    provisioned,
    rental,
    cap: _cap,
    autoscale: _autoscale,
    handsOver: _handsOver,
    ...rest
  } = base;
  const money = own ?? sameChip;
  const wanted = allowed.precision ?? (own === undefined ? undefined : precision);
  const paid = allowed.price ?? money?.price;
  return {
    ...rest,
    chip: allowed.chip,
    replicas: 1,
    ...(wanted === undefined ? {} : { precision: wanted }),
    ...(paid === undefined ? {} : { price: paid }),
    ...(money?.provisioned === undefined ? {} : { provisioned: money.provisioned }),
    ...(money?.rental === undefined ? {} : { rental: money.rental }),
  };
};

export interface Prices {
  /** USD per joule of IT energy, cooling included. */
  readonly joule: number;
  readonly pue: number;
}

/** What a flat load pays for a joule of chips and servers. */
export const pricesOf = ({ scenario, region, calendar, zone, series }: Blueprint): Prices => {
  const dollars = (money: Money) => toDollars(money, scenario.economy.exchange);
  const pue = flatLoadPue(scenario.power, { calendar, series, region, provisioned: 1e6 }, 1);
  const price = flatLoadPrice(scenario.power, {
    calendar,
    zone,
    series,
    dollars,
    region,
    chance: (purpose) => chance(scenario.seed, 0, purpose),
  });
  return { joule: price * pue, pue };
};

/** All ways that run, and one sentence for each class of chips on which none does. */
export const waysOf = (
  blueprint: Blueprint,
  asked: AskedModel,
  allowed: readonly Allowed[],
  prices: Prices,
): { readonly ways: readonly Way[]; readonly troubles: readonly string[] } => {
  const { scenario } = blueprint;
  const dollars = (money: Money) => toDollars(money, scenario.economy.exchange);
  const { catalogue } = catalogueFrom(scenario.catalogue, dollars);
  const model = catalogue.model(asked.model)!;
  const isExpert = model.feedForward.some(({ bank }) => bank !== undefined);
  const most = scenario.plan?.mostChips ?? 64;
  const troubles: string[] = [];
  const ways = allowed.flatMap((one, row): readonly Way[] => {
    const chip = catalogue.chip(one.chip)!;
    const template = templateOf(scenario, asked.model, one);
    const { terms } = chipCapacity(scenario.economy, template, chip, blueprint.region, `plan.chips[${row}]`);
    const outlay = (1 - terms.subsidy) * (terms.itPrice + terms.facilityPrice * terms.provisioned);
    const upkeep = fullCost({ electricity: 0, ...yearlyCapacity(terms) });
    const layouts = TENSOR.flatMap((tensor) =>
      DATA.flatMap((data) => PIPELINE.map((pipeline) => ({ tensor, data, pipeline, expert: undefined }))),
    ).filter(({ tensor, data, pipeline }) => tensor * data * pipeline <= most && (isExpert || data === 1));
    let trouble: string | null = null;
    let longest = 0;
    const found = layouts.flatMap((layout): readonly Way[] => {
      const spec = { ...template, layout };
      const plan = planFrom(spec, chip, model);
      const [problem] = planProblems(plan);
      if (problem !== undefined) {
        /** The widest layout tried says best why none fits. */
        if (replicaChips(plan) >= longest) [trouble, longest] = [problem, replicaChips(plan)];
        return [];
      }
      const step = stepModel(plan);
      const { blocks, fixedBlocks, maxContext } = memoryPlan(plan);
      const memory = { blocks, fixedBlocks, maxContext };
      const batches = [...new Set([...BATCHES, spec.scheduler.maxBatch])].sort((a, b) => a - b);
      return batches.flatMap((maxBatch): readonly Way[] => {
        const pool = { ...spec, scheduler: { ...spec.scheduler, maxBatch } };
        const base = { pool, allowed: row, plan, chips: step.chips };
        const watts = step.chips * terms.provisioned * prices.pue;
        const sized = sizedWay(
          step,
          memory,
          pool,
          asked,
          watts,
          (mean) =>
            step.chips * (upkeep + (mean / step.chips + chip.power.server.value) * prices.joule * SECONDS_PER_YEAR),
        );
        return sized === null ? [] : [{ ...base, watts, outlay: step.chips * outlay, ...sized }];
      });
    });
    if (found.length === 0)
      troubles.push(trouble ?? `${chip.name} serves ${model.name} in no layout of at most ${most} chips.`);
    return found;
  });
  return { ways, troubles };
};

const sizedWay = (
  step: StepModel,
  memory: MemorySpec,
  pool: PoolSpec,
  { loads }: AskedModel,
  watts: Watts,
  yearlyAt: (mean: Watts) => Dollars,
): Pick<Way, 'capacity' | 'yearly' | 'levels'> | null => {
  const scheduler = schedulerFrom(pool.scheduler);
  const alone = loads.map(({ work }) => saturated(step, memory, scheduler, work));
  const capacity = mixed(
    loads,
    alone.map(({ rate }) => rate),
  );
  if (capacity <= 0) return null;
  const yearly = yearlyAt(alone.reduce((sum, one) => sum + one.watts, 0) / alone.length);
  const work = meanWork(loads);
  const levels = LEVELS.map((share): Expectation | null => {
    const rate = share * capacity;
    const expected = expectedAt(step, memory, scheduler, { work, rate });
    return expected && { cost: yearly / rate, watts: watts / rate, tpot: expected.tpot, ttft: expected.ttft };
  });
  return { capacity, yearly, levels };
};

/** Levels of latency at which the cheapest way is looked for, between the least and the most that any way has. */
const TPOT_GRID = 8;
const TTFT_GRID = 4;

const grid = (values: readonly number[], count: number): readonly number[] => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: count }, (_, at) => low * (high / low) ** ((at + 1) / count) * (1 + 1e-12));
};

/**
 * The ways that are worth simulating: at each pair of latencies of a grid the cheapest, counted by how often; always among them the cheapest of all, that
 * of each class of chips, the quickest, and the one with least power. What is promised has no say, so that promises can be compared.
 */
export const finalistsOf = (ways: readonly Way[], count: number): readonly Way[] => {
  if (ways.length <= count) return ways;
  const points = ways.flatMap((way) => way.levels.flatMap((level) => (level === null ? [] : [{ way, ...level }])));
  if (points.length === 0) return ways.slice(0, count);
  type Point = (typeof points)[number];
  const least = (of: (point: Point) => number, among: readonly Point[]): readonly Way[] =>
    among.length === 0 ? [] : [among.reduce((best, point) => (of(point) < of(best) ? point : best)).way];
  const cost = ({ cost }: Point) => cost;
  const first = [
    ...least(cost, points),
    ...[...new Set(ways.map(({ allowed }) => allowed))].flatMap((row) =>
      least(
        cost,
        points.filter(({ way }) => way.allowed === row),
      ),
    ),
    ...least(({ tpot }) => tpot, points),
    ...least(({ watts }) => watts, points),
    ...least(({ ttft }) => ttft, points),
  ];
  const wins = new Map<Way, number>();
  for (const tpot of grid(
    points.map((point) => point.tpot),
    TPOT_GRID,
  ))
    for (const ttft of grid(
      points.map((point) => point.ttft),
      TTFT_GRID,
    ))
      for (const way of least(
        cost,
        points.filter((point) => point.tpot <= tpot && point.ttft <= ttft),
      ))
        wins.set(way, (wins.get(way) ?? 0) + 1);
  const byWins = [...wins].sort((a, b) => b[1] - a[1]).map(([way]) => way);
  return [...new Set([...first.slice(0, 2), ...byWins.slice(0, 2), ...first, ...byWins])].slice(0, count);
};
