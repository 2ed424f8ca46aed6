/** One size for each model, so that the whole costs least within the limits of power, money and chips. */
import type { Allowed, Limits } from './asked.js';
import type { Point } from './points.js';

/** A fleet: a point for each model, in their order, and what they add up to. */
export interface Fleet {
  readonly points: readonly Point[];
  /** Full cost of the simulated time [USD]. */
  readonly cost: number;
  readonly watts: number;
  readonly outlay: number;
  /** Accelerators of each class allowed. */
  readonly chips: readonly number[];
}

/** What may hold a fleet back. */
export type Limit = 'watts' | 'dollars' | 'chips';
export const LIMITS: readonly Limit[] = ['watts', 'dollars', 'chips'];

export const fleetOf = (points: readonly Point[], allowed: readonly Allowed[]): Fleet => {
  const sum = (of: (point: Point) => number): number => points.reduce((total, point) => total + of(point), 0);
  return {
    points,
    cost: sum(({ cost }) => cost),
    watts: sum(({ way, replicas }) => replicas * way.watts),
    outlay: sum(({ way, replicas }) => replicas * way.outlay),
    chips: allowed.map((_, row) => sum(({ way, replicas }) => (way.allowed === row ? replicas * way.chips : 0))),
  };
};

/** Whether a fleet lies within the limits, but for those left out of account. */
export const isWithin = (
  { watts, outlay, chips }: Fleet,
  limits: Limits,
  allowed: readonly Allowed[],
  ignored: readonly Limit[],
): boolean =>
  (ignored.includes('watts') || watts <= limits.watts) &&
  (ignored.includes('dollars') || outlay <= limits.dollars) &&
  (ignored.includes('chips') || chips.every((count, row) => count <= (allowed[row]!.most ?? Number.POSITIVE_INFINITY)));

/** Fleets within the limits, the cheapest first, at most `count`: branch and bound over one option a model. */
export const cheapest = (
  options: readonly (readonly Point[])[],
  limits: Limits,
  allowed: readonly Allowed[],
  count = 1,
  ignored: readonly Limit[] = [],
  cost: (point: Point) => number = (point) => point.cost,
): readonly Fleet[] => {
  const sorted = options.map((own) => [...own].sort((a, b) => cost(a) - cost(b)));
  if (sorted.some((own) => own.length === 0)) return [];
  /** Least that the models from a row on add. */
  const rest = sorted.map((_, row) => sorted.slice(row).reduce((sum, own) => sum + cost(own[0]!), 0));
  const found: { readonly fleet: Fleet; readonly cost: number }[] = [];
  const search = (chosen: readonly Point[], spent: number): void => {
    const row = chosen.length;
    if (found.length === count && spent + (rest[row] ?? 0) >= found.at(-1)!.cost) return;
    if (!isWithin(fleetOf(chosen, allowed), limits, allowed, ignored)) return;
    if (row === sorted.length) {
      found.push({ fleet: fleetOf(chosen, allowed), cost: spent });
      found.sort((a, b) => a.cost - b.cost);
      found.length = Math.min(found.length, count);
      return;
    }
    for (const point of sorted[row]!) search([...chosen, point], spent + cost(point));
  };
  search([], 0);
  return found.map(({ fleet }) => fleet);
};
