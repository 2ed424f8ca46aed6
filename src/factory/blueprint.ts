/** From a scenario to a factory on paper: chips, models and layouts looked up, memory checked, capacity and rates worked out, groups chosen.
 *
 *   Scenario ─▶ region, pools (plan, step model, memory) ─▶ capacity ─▶ rates and shares ─▶ replicas within the budget ─▶ groups
 *
 *  Pure: the same scenario, traces and series give the same blueprint in every thread, so workers make their own.
 */
import { catalogueFrom } from '../compute/catalogue.js';
import type { Chip } from '../compute/chips/chip.js';
import { planFrom } from '../compute/fields.js';
import { memoryPlan } from '../compute/memory.js';
import type { Model } from '../compute/models/model.js';
import { type Plan, replicaChips } from '../compute/plan.js';
import { planProblems } from '../compute/plan-problems.js';
import { serverOverhead } from '../compute/server.js';
import { stepModel } from '../compute/step.js';
import type { StepModel } from '../compute/step-model.js';
import { DRAWS, drawnPlan } from '../compute/uncertainty.js';
import type { StreamChange } from '../demand/change.js';
import {
  needsFeedback,
  ownRate,
  type PreparedStream,
  prepareStreams,
  type Traces,
  workOf,
} from '../demand/prepared.js';
import { TICKS_PER_SECOND } from '../demand/request.js';
import { toDollars } from '../economy/price.js';
import { resolveRegion } from '../economy/regions/index.js';
import type { Region } from '../economy/regions/region.js';
import { type Calendar, calendarFrom } from '../power/calendar.js';
import type { SeriesTables } from '../power/series/aligned.js';
import { isReactive, type PoolSpec, type Scenario } from '../scenario/scenario.js';
import { capacity, writingCapacity } from '../serving/capacity.js';
import type { MemorySpec, SchedulerSpec } from '../serving/pool/spec.js';
import { schedulerFrom } from '../serving/schedulers/index.js';
import type { Money } from '../units/parse.js';
import { SECONDS_PER_DAY, type Seconds, type Watts } from '../units/quantity.js';
import { type Link, linkOf } from './link.js';
import { type GroupPlan, groupsOf, inUnits, replicasWithin } from './sampling.js';

/** A pool that can run. */
export interface Pool {
  readonly name: string;
  readonly spec: PoolSpec;
  readonly chip: Chip;
  readonly model: Model;
  readonly plan: Plan;
  readonly chips: number;
  /** null when the plan cannot work; then `trouble` says why and nothing of the pool is simulated. */
  readonly step: StepModel | null;
  /** The step as it may be in truth, one a draw; empty unless the scenario asks for model uncertainty. */
  readonly drawn: readonly StepModel[];
  readonly trouble: string | null;
  readonly memory: MemorySpec;
  readonly scheduler: SchedulerSpec;
  /** Draw of the servers of one replica beside its chips [W]. */
  readonly serverPower: Watts;
  /** Rows of the streams it serves. */
  readonly streams: readonly number[];
  /** Share of every such stream that the front door sends here. */
  readonly share: number;
  /** Where that share begins between 0 and 1 among the pools of the model. */
  readonly shareFrom: number;
  /** Requests per second of its streams' mix at which the whole pool would saturate, closed form; 0 when it cannot run. */
  readonly capacity: number;
  /** Requests per second it is sent. */
  readonly rate: number;
  readonly sampled: number;
  readonly groups: readonly GroupPlan[];
  /** Rows of the pools that write what this one reads, and that read what this one writes; null for a pool that does both. */
  readonly writer: number | null;
  readonly reader: number | null;
  /** The link to the pool that writes; null where it does not hand over. */
  readonly link: Link | null;
  /** Number of its first group among those of the site: draws are keyed by it. */
  readonly firstGroup: number;
}

/** One course of the day that is simulated. */
export interface WorldPlan {
  /** Demand over the scenario's own. */
  readonly demand: number;
  /** Streams of which more or less is asked; rates, shares and what is simulated stay those of the scenario. */
  readonly changes?: readonly StreamChange[];
  /** Draw of the coefficients; null where they are at their best estimate. */
  readonly draw: number | null;
  /** Whether supply and machines hold nothing back: what a reactive day is held against. */
  readonly free: boolean;
}

export interface Blueprint {
  readonly scenario: Scenario;
  readonly streams: readonly PreparedStream[];
  /** Mean requests per second of each stream on the whole site. */
  readonly rates: readonly number[];
  readonly region: Region;
  readonly calendar: Calendar;
  readonly zone: Seconds;
  /** Files of prices, carbon and weather that the power block names. */
  readonly series: SeriesTables;
  readonly pools: readonly Pool[];
  /** Length of a window: the coupling interval of chips and meters. */
  readonly window: Seconds;
  readonly windowTicks: number;
  /** Windows before the start that are simulated and not counted. */
  readonly warmUpWindows: number;
  /** Windows in all. */
  readonly windows: number;
  /** The day itself, the paired day with more demand that says what the next tokens cost, and the day under each draw of the coefficients. */
  readonly worlds: readonly WorldPlan[];
  /** Whether supply, failures or load reach back to the fleet, so that all groups of a world are stepped together. */
  readonly reactive: boolean;
}

/** Which courses of the day a run simulates: `answer` the day, the paired day with more demand, the draws of the coefficients and, where supply reaches back to
 *  the chips, the day unhindered; `day` the day alone. */
export type Courses = 'answer' | 'day';

export const blueprintOf = (
  scenario: Scenario,
  traces: Traces = new Map(),
  series: SeriesTables = new Map(),
  courses: Courses = 'answer',
): Blueprint => {
  const dollars = (money: Money) => toDollars(money, scenario.economy.exchange);
  const { catalogue } = catalogueFrom(scenario.catalogue, dollars);
  const streams = prepareStreams(scenario.demand, traces);
  const region = resolveRegion(scenario.site.region, dollars);
  const zone = scenario.site.zone ?? region.zone;
  const window = scenario.power.interval;
  const windowTicks = Math.round(window * TICKS_PER_SECOND);
  const warmUpWindows = Math.ceil(scenario.warmUp / window);
  const windows = warmUpWindows + Math.ceil(scenario.horizon / window);

  const rowOf = (name: string | undefined): number => scenario.fleet.findIndex((pool) => pool.name === name);
  const sketches = scenario.fleet.map((spec, row) => {
    const chip = catalogue.chip(spec.chip)!;
    const model = catalogue.model(spec.model)!;
    const plan = planFrom(spec, chip, model);
    const [trouble = null] = planProblems(plan);
    const writer = spec.handsOver === undefined ? null : rowOf(spec.handsOver.to);
    const readers = scenario.fleet.flatMap(({ handsOver }, at) => (handsOver?.to === spec.name ? [at] : []));
    return { spec, row, chip, model, plan, trouble, writer, reader: readers[0] ?? null };
  });
  const designs = sketches.map((sketch) => {
    const { spec, plan, writer, reader } = sketch;
    const other = sketches[writer ?? reader ?? sketch.row]!;
    const trouble =
      sketch.trouble ??
      (other.trouble === null
        ? null
        : `${spec.name} and ${other.spec.name} work together, and ${other.spec.name} cannot run. ${other.trouble}`);
    const step = trouble === null ? stepModel(plan) : null;
    const link = spec.handsOver === undefined ? null : linkOf(spec.handsOver, plan, other.plan);
    const { blocks, fixedBlocks, maxContext } = memoryPlan(plan);
    const scheduler = schedulerFrom(spec.scheduler);
    const memory = { blocks, fixedBlocks, maxContext };
    const rows = streams.flatMap((stream, row) => (stream.spec.model === spec.model ? [row] : []));
    /** Requests per second of one replica when it does its part of one stream alone. */
    const alone = rows.map((row) => {
      if (step === null) return 0;
      const work = workOf(streams[row]!);
      const cap = plan.cap * step.chips;
      if (reader !== null) return writingCapacity(step, memory, scheduler, work, cap);
      if (link === null) return capacity(step, memory, scheduler, work, cap);
      const reads = capacity(step, memory, scheduler, { ...work, output: 1 }, cap);
      return Math.min(reads, link.bandwidth / link.bytes(work.prompt));
    });
    return { ...sketch, trouble, step, link, memory, scheduler, rows, alone };
  });
  /** What a front door sees: a pool that hands over serves no more than the one that writes; that one is not asked itself. */
  const drafts = designs.map((design) => {
    const { alone, writer, reader, spec } = design;
    const writing = writer === null ? null : designs[writer]!;
    const asked =
      reader !== null
        ? alone.map(() => 0)
        : alone.map((rate, at) =>
            writing === null ? rate : Math.min(rate, (writing.alone[at]! * writing.spec.replicas) / spec.replicas),
          );
    return { ...design, own: alone, alone: asked };
  });

  const rates = streams.map((stream, row) => rateOf(stream, row, streams, drafts));
  /** Requests per second at which one replica saturates with the mix of its streams: loads add up. */
  const saturation = (rows: readonly number[], alone: readonly number[]): number => {
    const total = rows.reduce((sum, row) => sum + rates[row]!, 0);
    const load = rows.reduce((sum, row, at) => sum + (alone[at]! > 0 ? rates[row]! / alone[at]! : 0), 0);
    return load > 0 ? total / load : (alone[0] ?? 0);
  };
  const mixed = drafts.map(({ rows, alone }) => saturation(rows, alone));

  const count = courses === 'answer' && scenario.uncertainty === 'model' ? DRAWS : 0;
  const draws = Array.from({ length: count }, (_, draw) => draw);
  const reactive =
    isReactive(scenario) ||
    scenario.failures.length > 0 ||
    scenario.fleet.some(({ autoscale }) => autoscale !== undefined);
  const day: WorldPlan = { demand: 1, draw: null, free: !reactive };
  const worlds: readonly WorldPlan[] =
    courses === 'day'
      ? [day]
      : [
          day,
          { ...day, demand: 1 + scenario.sampling.demandStep },
          ...draws.map((draw) => ({ ...day, draw })),
          ...(reactive ? [{ ...day, free: true }] : []),
        ];
  const runs = worlds.length * scenario.sampling.replications;
  const shared = drafts.map((draft, index) => {
    const peers = drafts.flatMap((other, at) => (other.spec.model === draft.spec.model ? [at] : []));
    const serves = peers.some((at) => mixed[at]! > 0);
    /** Where no pool can serve the mean request, those that run share what comes and refuse most of it. */
    const worth = (at: number): number =>
      serves ? mixed[at]! : drafts[at]!.step === null || drafts[at]!.reader !== null ? 0 : 1;
    const weight = (at: number): number => worth(at) * drafts[at]!.spec.replicas;
    const whole = peers.reduce((sum, at) => sum + weight(at), 0);
    const share = whole > 0 ? weight(index) / whole : 0;
    const shareFrom = whole > 0 ? peers.filter((at) => at < index).reduce((sum, at) => sum + weight(at), 0) / whole : 0;
    const rate = share * draft.rows.reduce((sum, row) => sum + rates[row]!, 0);
    const output = draft.rows.reduce((sum, row) => sum + rates[row]! * workOf(streams[row]!).output, 0);
    const total = draft.rows.reduce((sum, row) => sum + rates[row]!, 0);
    return {
      ...draft,
      share,
      shareFrom,
      rate,
      capacity: saturation(draft.rows, draft.own) * draft.spec.replicas,
      meanOutput: total > 0 ? output / total : 0,
    };
  });

  /** A pool that writes is sent what its reader is. */
  const placed = shared.map((draft) =>
    draft.reader === null ? draft : { ...draft, rate: shared[draft.reader]!.rate },
  );

  const { sample, budget, group } = scenario.sampling;
  /** What is sampled together: one replica, or the fewest of a pair of pools that stand in the proportion of all. */
  const unitOf = ({ spec, writer, reader }: (typeof placed)[number]): number => {
    const other = placed[writer ?? reader ?? -1];
    return other === undefined ? 1 : spec.replicas / greatestCommonDivisor(spec.replicas, other.spec.replicas);
  };
  const loads = placed.map((draft) => {
    const units = draft.spec.replicas / unitOf(draft);
    return {
      replicas: draft.step === null || draft.reader !== null ? 0 : units,
      requestsPerReplica: (draft.rate / units) * windows * window,
      meanOutput: draft.meanOutput,
    };
  });
  const chosen =
    sample === 'budget'
      ? replicasWithin(budget, runs, loads)
      : loads.map(({ replicas }, row) =>
          sample === 'all' ? replicas : Math.min(Math.ceil(sample / unitOf(placed[row]!)), replicas),
        );

  let firstGroup = 0;
  const pools = placed.map(({ rows, row: _, own: __, alone: ___, meanOutput: ____, ...draft }, index): Pool => {
    const { reader, writer } = draft;
    const unit = unitOf(placed[index]!);
    const units = chosen[reader ?? index]!;
    const widest = Math.max(unit, ...[reader, writer].map((row) => (row === null ? 1 : unitOf(placed[row]!))));
    const groups =
      units > 0 && rows.length > 0
        ? groupsOf(units, Math.max(1, Math.floor(group / widest))).map((plan) => inUnits(plan, unit))
        : [];
    const pool: Pool = {
      ...draft,
      drawn: draft.step === null ? [] : draws.map((draw) => stepModel(drawnPlan(draft.plan, scenario.seed, draw))),
      name: draft.spec.name,
      chips: replicaChips(draft.plan),
      serverPower: serverOverhead(draft.plan),
      streams: rows,
      sampled: groups.length > 0 ? units * unit : 0,
      groups,
      firstGroup,
    };
    firstGroup += groups.length;
    return pool;
  });

  return {
    scenario,
    streams,
    rates,
    region,
    calendar: calendarFrom(scenario.start, zone)!,
    zone,
    series,
    pools,
    window,
    windowTicks,
    warmUpWindows,
    windows,
    worlds,
    reactive,
  };
};

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** The same factory under another scenario's prices: region, tariff, building and money; whatever moves a request stays as it is. */
export const withPrices = (blueprint: Blueprint, scenario: Scenario): Blueprint => ({
  ...blueprint,
  scenario,
  region: resolveRegion(scenario.site.region, (money) => toDollars(money, scenario.economy.exchange)),
  pools: blueprint.pools.map((pool, row) => ({ ...pool, spec: scenario.fleet[row]! })),
});

interface Draft {
  readonly spec: PoolSpec;
  readonly rows: readonly number[];
  readonly alone: readonly number[];
}

/** Mean requests per second of a stream. A share of capacity is a share of what the pools of its model serve of it alone; streams of one
 *  model that state a `weight` divide one such share as their requests' mix. */
const rateOf = (
  stream: PreparedStream,
  row: number,
  streams: readonly PreparedStream[],
  drafts: readonly Draft[],
): number => {
  const { rate, weight, model } = stream.spec;
  if (rate === undefined) return ownRate(stream) ?? 0;
  if (rate.of === 'time') return rate.perSecond;
  const aloneOf = (wanted: number): number =>
    drafts.reduce((sum, { spec, rows, alone }) => sum + (alone[rows.indexOf(wanted)] ?? 0) * spec.replicas, 0);
  if (weight === undefined) return rate.share * aloneOf(row);
  const mix = streams.flatMap((other, at) =>
    other.spec.model === model && other.spec.weight !== undefined ? [at] : [],
  );
  const loadPerWeight = mix.reduce((sum, at) => sum + streams[at]!.spec.weight! / aloneOf(at), 0);
  return Number.isFinite(loadPerWeight) && loadPerWeight > 0 ? (rate.share * weight) / loadPerWeight : 0;
};

/** Local time of day at which window 0 begins [s since midnight]. */
export const clockOf = ({ calendar, zone, warmUpWindows, window }: Blueprint): Seconds => {
  const local = calendar.start + zone - warmUpWindows * window;
  return ((local % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY;
};

/** Whether some stream of the pool waits for answers before it asks again. */
export const isClosed = (blueprint: Blueprint, pool: Pool): boolean =>
  needsFeedback(pool.streams.map((row) => blueprint.streams[row]!));
