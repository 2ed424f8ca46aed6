/** What the next kilowatt-hour costs at the rack: hour by hour, by the unit that gives it, and on the whole. */
import type { Blueprint } from '../factory/blueprint.js';
import type { RackResult } from '../measure/result.js';
import { type RackCost, rackCosts } from '../power/rack.js';
import type { Interval, SiteReport } from '../power/site.js';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../units/quantity.js';
import type { Money } from './money.js';
import type { World } from './world.js';

/** Costs of each coupling interval with scarcity priced; NaN where nobody can price it. */
export interface RackSeries {
  readonly energy: Float64Array;
  readonly full: Float64Array;
}

/** One meter and one price by the kilowatt-hour need no table of their own. */
const isPlain = ({ sources, stores, bill }: SiteReport): boolean =>
  sources.length + stores.length <= 1 && bill.every(({ group }) => group === 'energy');

/** What a joule of chips and servers is worth: the price that covers the full cost and the stated margin of the tokens it writes. */
const worthOf = ({ scenario }: Blueprint, money: Money, { site }: World): number | null => {
  const full = money.boundaries.find(({ code }) => code === 'fullTco')!;
  return full.perOutputToken === null || site.itJoules === 0
    ? null
    : (full.total * (1 + scenario.economy.margin)) / site.itJoules;
};

export const rackSeries = ({ intervals, bill }: SiteReport, worth: number | null): RackSeries => {
  const costs = rackCosts(intervals, bill);
  const energy = ({ energy: cost }: RackCost): number => (Number.isFinite(cost) ? cost : (worth ?? Number.NaN));
  return {
    energy: Float64Array.from(costs, energy),
    full: Float64Array.from(costs, (one) => energy(one) + one.peak),
  };
};

/** null where one meter and one energy price say all. */
export const rackOf = (
  blueprint: Blueprint,
  world: World,
  money: Money,
  regret: RackResult['regret'] = null,
): RackResult | null => {
  const { site } = world;
  if (isPlain(site)) return null;
  const { intervals } = site;
  const worth = worthOf(blueprint, money, world);
  const { energy, full } = rackSeries(site, worth);
  const drawn = intervals.map(({ itJoules }) => itJoules);
  const lasting = intervals.map(({ from, to }) => to - from);
  const start = blueprint.calendar.start + blueprint.zone;
  return {
    average: site.itJoules > 0 ? site.dollars / site.itJoules : null,
    energy: mean(energy, drawn),
    full: mean(full, drawn),
    worth,
    units: shares(intervals).map(({ unit, share }) => ({
      unit,
      share,
      energy: mean(
        energy,
        lasting.map((seconds, at) => (intervals[at]!.next.unit === unit ? seconds : 0)),
      ),
    })),
    hours: grouped(intervals, start).map(({ hour, rows }) => {
      const within = lasting.map((seconds, at) => (rows.has(at) ? seconds : 0));
      return {
        hour,
        energy: mean(energy, within),
        full: mean(full, within),
        unit: shares([...rows].map((at) => intervals[at]!))[0]!.unit,
      };
    }),
    regret,
    carbon:
      site.itJoules > 0
        ? {
            average: site.kilograms / site.itJoules,
            marginal: mean(
              intervals.map(({ marginal, next }) => marginal * next.carbon.marginal),
              drawn,
            )!,
            contractual: site.contractualKilograms / site.itJoules,
          }
        : null,
  };
};

/** Weighted mean of what can be stated; null where nothing can. */
const mean = (values: ArrayLike<number>, weights: readonly number[]): number | null => {
  let [sum, weight] = [0, 0];
  for (const [at, one] of weights.entries()) {
    if (one === 0 || Number.isNaN(values[at])) continue;
    sum += one * values[at]!;
    weight += one;
  }
  return weight > 0 ? sum / weight : null;
};

/** Shares of time of the units that the next joule came from, the largest first. */
const shares = (intervals: readonly Interval[]): { readonly unit: string; readonly share: number }[] => {
  const times = new Map<string, number>();
  let whole = 0;
  for (const { from, to, next } of intervals) {
    times.set(next.unit, (times.get(next.unit) ?? 0) + to - from);
    whole += to - from;
  }
  return [...times].map(([unit, time]) => ({ unit, share: time / whole })).sort((a, b) => b.share - a.share);
};

/** Intervals by the hour of the local day in which they begin. */
const grouped = (
  intervals: readonly Interval[],
  start: number,
): { readonly hour: number; readonly rows: ReadonlySet<number> }[] => {
  const hours = new Map<number, Set<number>>();
  intervals.forEach(({ from }, at) => {
    const hour = Math.floor(
      ((((start + from) % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY) / SECONDS_PER_HOUR,
    );
    hours.set(hour, (hours.get(hour) ?? new Set()).add(at));
  });
  return [...hours].map(([hour, rows]) => ({ hour, rows })).sort((a, b) => a.hour - b.hour);
};
