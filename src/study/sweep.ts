/** A grid of worlds: every combination of the axes' values under the same draws; points whose events are the same share one simulation.
 *
 *   axes ─▶ points ─▶ grouped by events ─▶ crew ─▶ measures of each point with intervals over replications
 */
import type { Verdict } from '../measure/measure.js';
import type { Estimate } from '../measure/result.js';
import type { Loaded } from '../scenario/load.js';
import type { Seconds } from '../units/quantity.js';
import type { Axis } from './axis.js';
import type { CrewOptions } from './crew.js';
import { worst } from './judged.js';
import { meanOf } from './paired.js';
import { runWorlds, simulationsOf, withBudget } from './worlds.js';

/** Axes that one page can show. */
export const MOST_AXES = 3;
/** Points that one table can hold. */
export const MOST_POINTS = 10_000;

export interface SweepPoint {
  /** Number of the value on each axis. */
  readonly at: readonly number[];
  readonly values: readonly string[];
  /** The worst verdict of any replication. */
  readonly verdict: Verdict;
  /** Every measure that has a value in each replication. */
  readonly measures: Readonly<Record<string, Estimate>>;
}

export interface Sweep {
  readonly axes: readonly Axis[];
  readonly replications: number;
  /** Worlds simulated; the other points are those worlds under other prices. */
  readonly simulations: number;
  readonly points: readonly SweepPoint[];
}

export interface SweepOptions extends CrewOptions {
  readonly replications: number;
  /** Time on two cores that all simulations share. */
  readonly budget: Seconds;
}

/** Every combination, the last axis fastest, as numbers of the values. */
export const grid = (axes: readonly Axis[]): readonly (readonly number[])[] =>
  axes.reduce<readonly (readonly number[])[]>(
    (points, { values }) => points.flatMap((point) => values.map((_, at) => [...point, at])),
    [[]],
  );

/** @param worlds the loaded scenario of each point of `grid(axes)`, in its order */
export const sweep = async (
  axes: readonly Axis[],
  worlds: readonly Loaded[],
  { replications: count, budget, ...crew }: SweepOptions,
): Promise<Sweep> => {
  const share = budget / simulationsOf(worlds);
  const { outcomes: found, simulations } = await runWorlds(
    worlds.map((world) => withBudget(world, share)),
    count,
    crew,
  );
  const points = grid(axes).map((at, row): SweepPoint => {
    const outcomes = found[row]!;
    const measures = Object.keys(outcomes[0]!.values).flatMap((name) => {
      const values = outcomes.map((outcome) => outcome.values[name] ?? null);
      return values.includes(null) ? [] : [[name, meanOf(values as number[])] as const];
    });
    return {
      at,
      values: at.map((value, axis) => axes[axis]!.values[value]!),
      verdict: worst(outcomes.map(({ verdict }) => verdict)),
      measures: Object.fromEntries(measures),
    };
  });
  return { axes, replications: count, simulations, points };
};
