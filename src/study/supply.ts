/** How cost grows with output: the same day at several levels of demand, what each stretch of it adds, who causes it, and what one more pod would cost.
 *
 *   level × day ─▶ C(s·x) ─▶ marginal cost of each stretch · Aumann–Shapley shares · tokens a pod carries at its promise
 */
import { aumannShapley } from '../economy/joint-cost.js';
import type { Verdict } from '../measure/measure.js';
import type { Estimate } from '../measure/result.js';
import type { DemandChange } from './job.js';
import { worst } from './judged.js';
import { meanOf, ratio } from './paired.js';
import type { Tally } from './tally.js';

/** Demand over the scenario's own. Every second one from 0 to 1 is the middle of a stretch in which the joint cost is split. */
export const LEVELS = [0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1, 1.25, 1.5, 1.75] as const;
/** Rows of LEVELS between which joint cost is split, and the row in each one's middle. */
const STRETCHES = [
  [0, 1, 2],
  [2, 3, 4],
  [4, 5, 6],
] as const;
const MIDDLES = STRETCHES.map(([, middle]) => middle);

/** One level of demand. */
export interface SupplyPoint {
  readonly scale: number;
  readonly verdict: Verdict;
  /** Whether every stream's promises were kept in every replication; true where none is made. */
  readonly isKept: boolean;
  /** Tokens written per second. */
  readonly rate: Estimate;
  /** Electricity of each token that this level has above the one before [USD]; null at the first, and where the fleet is full. */
  readonly marginal: Estimate | null;
}

/** What a stream's tokens of one kind bear of the electricity that tokens cause. */
export interface JointShare {
  readonly stream: string;
  readonly of: 'output' | 'input';
  /** USD over the horizon. */
  readonly dollars: Estimate;
}

export interface JointCost {
  readonly shares: readonly JointShare[];
  /** Electricity of the site with nothing to do: no token causes it [USD]. */
  readonly common: Estimate;
  /** The whole bill; shares and common sum to it [USD]. */
  readonly total: Estimate;
}

/** What one more pod of a pool would cost and carry. */
export interface Expansion {
  readonly pool: string;
  readonly model: string;
  /** Everything but electricity, over the horizon [USD]. */
  readonly podDollars: number;
  /** Tokens written by a pod over the horizon at the highest level that keeps the promises. */
  readonly podTokens: number;
  /** Smoothed: a pod's cost over what it carries, and the electricity of the token [USD per output token]. */
  readonly perToken: number;
  /** Whether it is the cheapest for its model. */
  readonly isCheapest: boolean;
}

export interface Supply {
  readonly points: readonly SupplyPoint[];
  /** null where the fleet is full at some level on the way. */
  readonly joint: JointCost | null;
  /** Empty where no level keeps the promises. */
  readonly expansions: readonly Expansion[];
  /** Highest level that keeps every promise; null where none does. */
  readonly highestKept: number | null;
}

/** What is varied in the middles of the stretches. */
interface Pull {
  readonly stream: number;
  readonly of: 'output' | 'input';
}

const pullsOf = (streams: number): Pull[] =>
  Array.from({ length: streams }, (_, stream) => (['output', 'input'] as const).map((of) => ({ stream, of }))).flat();

/** The days to simulate, in the order in which `supplyOf` reads them. */
export const supplyDays = (streams: number, step: number): DemandChange[] => [
  ...LEVELS.map((scale) => ({ scale })),
  ...MIDDLES.flatMap((middle) =>
    pullsOf(streams).map(({ stream, of }) => ({ scale: LEVELS[middle], streams: [{ stream, [of]: 1 + step }] })),
  ),
];

const isStable = (tallies: readonly Tally[]): boolean => tallies.every(({ verdict }) => verdict === 'STABLE');

/** `days` as ordered by `supplyDays`, each with one tally a replication. */
export const supplyOf = (days: readonly (readonly Tally[])[], streams: readonly string[]): Supply => {
  const levels = days.slice(0, LEVELS.length);
  const seconds = levels[0]![0]!.horizon;
  const points = levels.map((tallies, row): SupplyPoint => {
    const before = levels[row - 1];
    const gained = (read: (tally: Tally) => number): number[] =>
      tallies.map((tally, at) => read(tally) - read(before![at]!));
    const has = before !== undefined && isStable(tallies) && isStable(before);
    return {
      scale: LEVELS[row]!,
      verdict: worst(tallies.map(({ verdict }) => verdict)),
      isKept: isStable(tallies) && tallies.every((tally) => tally.isKept),
      rate: meanOf(tallies.map(({ total }) => total.output / seconds)),
      marginal: has
        ? ratio(
            gained(({ total }) => total.output),
            gained(({ total }) => total.dollars),
          )
        : null,
    };
  });
  const kept = points.findLastIndex(({ isKept, scale }) => isKept && scale > 0);
  return {
    points,
    joint: days.slice(0, 7).every(isStable) ? jointOf(days, streams) : null,
    expansions: kept < 0 ? [] : expansionsOf(levels[kept]![0]!, points[kept]!.marginal?.value ?? 0),
    highestKept: kept < 0 ? null : LEVELS[kept]!,
  };
};

const jointOf = (days: readonly (readonly Tally[])[], streams: readonly string[]): JointCost => {
  const pulls = pullsOf(streams.length);
  const dollars = (row: number, at: number): number => days[row]![at]!.total.dollars;
  const shares = days[0]!.map((_, at) =>
    aumannShapley(
      STRETCHES.map(([from, middle, to], row) => ({
        added: dollars(to, at) - dollars(from, at),
        pulls: pulls.map((__, pull) => dollars(LEVELS.length + row * pulls.length + pull, at) - dollars(middle, at)),
      })),
    ),
  );
  return {
    shares: pulls.map(({ stream, of }, row) => ({
      stream: streams[stream]!,
      of,
      dollars: meanOf(shares.map((own) => own[row]!)),
    })),
    common: meanOf(days[0]!.map(({ total }) => total.dollars)),
    total: meanOf(days[6]!.map(({ total }) => total.dollars)),
  };
};

const expansionsOf = ({ pools }: Tally, energy: number): Expansion[] => {
  const pods = pools
    .filter(({ output }) => output > 0)
    .map(({ name, model, output, capacity, replicas }) => ({
      pool: name,
      model,
      podDollars: capacity / replicas,
      podTokens: output / replicas,
      perToken: capacity / output + energy,
    }));
  return pods.map((pod) => ({
    ...pod,
    isCheapest: pods.every(({ model, perToken }) => model !== pod.model || perToken >= pod.perToken),
  }));
};
