/** The value at which two worlds are worth the same: scanned along an axis under the same draws, then narrowed where the difference changes sign. */
import type { Verdict } from '../measure/measure.js';
import type { Estimate } from '../measure/result.js';
import type { Loaded } from '../scenario/load.js';
import type { Seconds } from '../units/quantity.js';
import { type Axis, spelt } from './axis.js';
import type { CrewOptions } from './crew.js';
import { worst } from './judged.js';
import type { Outcome } from './outcome.js';
import { difference, meanOf } from './paired.js';
import { runWorlds, simulationsOf, withBudget } from './worlds.js';

/** Base and other with the varied value in place. */
export type Pair = readonly [base: Loaded, other: Loaded];

/** Both worlds at one value. */
export interface PairAt {
  readonly value: number;
  /** As `--set` takes it. */
  readonly text: string;
  /** The worse of the two. */
  readonly verdict: Verdict;
  /** Null where a world has no such number, or cannot keep up with demand. */
  readonly told: { readonly base: Estimate; readonly other: Estimate; readonly difference: Estimate } | null;
}

/** Where other − base changes its sign. */
export interface Crossing {
  /** Neighbours of the scan between which it lies. */
  readonly between: readonly [string, string];
  /** Whether the other world is the lesser below the crossing. */
  readonly otherIsLessBelow: boolean;
  /** The value, in the axis' unit, with a 95% interval; null where the scenario takes no value between its neighbours (whole numbers). */
  readonly at: Estimate | null;
}

export interface BreakEven {
  readonly axis: Axis;
  readonly measure: string;
  readonly replications: number;
  /** The values of the axis, in its order. */
  readonly points: readonly PairAt[];
  readonly crossings: readonly Crossing[];
}

export interface BreakEvenOptions extends CrewOptions {
  readonly replications: number;
  /** Time on two cores that all simulations of the scan share. */
  readonly budget: Seconds;
}

/** Values tried between two neighbours. */
const MOST_STEPS = 12;
/** The difference is as good as zero where it is this share of the numbers compared, or of its own uncertainty. */
const SAME = 1e-10;
const SAME_WITHIN = 0.01;

/**
 * @param axis numbers of one unit, rising or falling
 * @param pairAt both worlds at a value, or null where the scenario refuses it
 * @throws RangeError for an axis of words or one with a value that is refused
 */
export const breakEven = async (
  axis: Axis,
  measure: string,
  pairAt: (text: string) => Pair | null,
  { replications, budget, ...crew }: BreakEvenOptions,
): Promise<BreakEven> => {
  if (axis.scale === null) throw new RangeError(`${axis.path}: expected numbers of one unit`);
  const { numbers, unit } = axis.scale;
  const pairs = axis.values.map((text) => {
    const pair = pairAt(text);
    if (pair === null) throw new RangeError(`${axis.path}: ${text} is refused`);
    return pair;
  });
  const share = budget / simulationsOf(pairs.flat());
  const pointsOf = async (values: readonly number[], worlds: readonly Pair[]): Promise<readonly PairAt[]> => {
    const { outcomes } = await runWorlds(
      worlds.flat().map((world) => withBudget(world, share)),
      replications,
      crew,
    );
    return values.map((value, row) =>
      compared(value, spelt(value, unit), measure, outcomes[2 * row]!, outcomes[2 * row + 1]!),
    );
  };
  const points = (await pointsOf(numbers, pairs)).toSorted((a, b) => a.value - b.value);

  const crossings: Crossing[] = [];
  for (let row = 1; row < points.length; row++) {
    const [low, high] = [points[row - 1]!, points[row]!];
    if (low.told === null || high.told === null) continue;
    const [left, right] = [low.told.difference.value, high.told.difference.value];
    if (left * right > 0 || left === right || (left === 0 && row > 1)) continue;
    const narrowed = await narrow(low, high, axis.scale.isLog, async (value) => {
      const pair = pairAt(spelt(value, unit));
      return pair === null ? null : (await pointsOf([value], [pair]))[0]!;
    });
    crossings.push({ between: [low.text, high.text], otherIsLessBelow: left < 0 || right > 0, at: narrowed });
  }
  return { axis, measure, replications, points, crossings };
};

const compared = (
  value: number,
  text: string,
  measure: string,
  base: readonly Outcome[],
  other: readonly Outcome[],
): PairAt => {
  const verdict = worst([...base, ...other].map((outcome) => outcome.verdict));
  const [one, two] = [base, other].map((outcomes) => outcomes.map(({ values }) => values[measure] ?? null)) as [
    (number | null)[],
    (number | null)[],
  ];
  const isWhole = (values: readonly (number | null)[]): values is readonly number[] => !values.includes(null);
  if (verdict === 'OVERLOADED' || !isWhole(one) || !isWhole(two)) return { value, text, verdict, told: null };
  return { value, text, verdict, told: { base: meanOf(one), other: meanOf(two), difference: difference(one, two) } };
};

/**
 * The root between two values by false position, the end that stays halved in weight (Illinois: Dowell and Jarratt, BIT 11, 1971), on a logarithmic axis in logarithms.
 * Its interval is the paired interval of the difference there, divided by the slope between the nearest values tried.
 */
const narrow = async (
  low: PairAt,
  high: PairAt,
  isLog: boolean,
  tryAt: (value: number) => Promise<PairAt | null>,
): Promise<Estimate | null> => {
  const [into, back] = isLog ? [Math.log, Math.exp] : [(value: number) => value, (value: number) => value];
  const gap = (point: PairAt): number => point.told!.difference.value;
  const isSame = ({ told }: PairAt): boolean => {
    const { value, interval } = told!.difference;
    const half = interval === null ? 0 : (interval[1] - interval[0]) / 2;
    return Math.abs(value) <= Math.max(SAME * Math.abs(told!.base.value), SAME_WITHIN * half);
  };
  let [left, right] = [low, high];
  let [leftGap, rightGap] = [gap(low), gap(high)];
  let best = isSame(low) ? low : high;
  let kept = 0;
  for (let step = 0; step < MOST_STEPS && !isSame(best); step++) {
    const [from, to] = [into(left.value), into(right.value)];
    const tried = await tryAt(back((from * rightGap - to * leftGap) / (rightGap - leftGap)));
    if (tried === null || tried.told === null) return null;
    if (tried.value <= left.value || tried.value >= right.value) break;
    best = tried;
    if (gap(tried) * gap(right) > 0) {
      [right, rightGap] = [tried, gap(tried)];
      if (kept === -1) leftGap /= 2;
      kept = -1;
    } else {
      [left, leftGap] = [tried, gap(tried)];
      if (kept === 1) rightGap /= 2;
      kept = 1;
    }
  }
  const [from, to] = best === left ? [left, right] : best === right ? [left, right] : [low, high];
  const slope = (gap(to) - gap(from)) / (into(to.value) - into(from.value));
  const { interval } = best.told!.difference;
  if (interval === null || !(Math.abs(slope) > 0)) return { value: best.value, interval: null };
  const half = (interval[1] - interval[0]) / 2 / Math.abs(slope);
  return { value: best.value, interval: [back(into(best.value) - half), back(into(best.value) + half)] };
};
