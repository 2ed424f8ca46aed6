/** What one simulated day gave, as far as differences between days need it: dollars, joules and tokens by block of time, machine time, and waiting. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import { type CostParts, fullCost } from '../economy/parts.js';
import type { Verdict } from '../measure/measure.js';
import { COUNTERS, type Counter, counterIndex } from '../serving/pool/spec.js';
import { type Joules, SECONDS_PER_HOUR, type Seconds } from '../units/quantity.js';
import { judged } from './judged.js';
import type { Day } from './outcome.js';
import { promiseResults } from './streams.js';
import { counterTotal, type World } from './world.js';

/** Most blocks a day is told in. */
const MOST_BLOCKS = 24;

export const TALLIED = ['dollars', 'joules', 'output', 'input'] as const;
/** Electricity paid [USD], energy at the site meter [J], tokens written, prompt tokens read. */
export type Tallied = (typeof TALLIED)[number];
export type Amounts = Readonly<Record<Tallied, number>>;

export interface Tally {
  readonly verdict: Verdict;
  /** Whether every stream kept its promises; true where none is made. */
  readonly isKept: boolean;
  /** Measured time [s]. */
  readonly horizon: Seconds;
  /** What each pool wrote, and what it costs beside electricity over the horizon [USD]. */
  readonly pools: readonly {
    readonly name: string;
    readonly model: string;
    readonly replicas: number;
    readonly output: number;
    readonly capacity: number;
  }[];
  /** Over the horizon. */
  readonly total: Amounts;
  /** The same by block, in order of time. */
  readonly blocks: readonly Amounts[];
  /** Length of a block [s]; the last may be shorter. */
  readonly block: Seconds;
  /** What was spent, electricity included: its parts sum to the full cost [USD]. */
  readonly parts: CostParts;
  /** Whether power ran short and held the chips back. */
  readonly isShort: boolean;
  /** Energy through the tariff's meter [J]. */
  readonly imported: Joules;
  /** Requests turned away: too long, or not let in. */
  readonly refused: number;
  /** Time of all accelerators by use [chip-seconds]; all there are, working or not. */
  readonly machines: { readonly writing: Seconds; readonly reading: Seconds; readonly all: Seconds };
  /** Time that a replica needs for one more prompt token [s]. */
  readonly readingPace: Seconds;
  /** By row of the stream: requests that ended, their time from arrival to last token [s], null where it has no mean, and the time between two tokens. */
  readonly streams: readonly {
    readonly requests: number;
    readonly seconds: Seconds | null;
    readonly writingPace: Seconds;
  }[];
}

/** Length of the blocks that a horizon is told in: an hour, or as much longer as keeps them to 24. */
export const blockOf = (horizon: Seconds): Seconds =>
  Math.max(SECONDS_PER_HOUR, Math.ceil(horizon / MOST_BLOCKS / SECONDS_PER_HOUR) * SECONDS_PER_HOUR);

export const tallyOf = ({ blueprint, world }: Day): Tally => {
  const { verdict, unbounded, money, streams } = judged(blueprint, world);
  const { intervals } = world.site;
  const { window } = blueprint;
  const block = blockOf(intervals.length * window);
  const per = Math.max(1, Math.round(block / window));
  const blocks = Array.from({ length: Math.ceil(intervals.length / per) }, (_, row) =>
    amountsOf(world, row * per, Math.min(intervals.length, (row + 1) * per)),
  );
  const counted = (counter: Counter): number => world.pools.reduce((sum, own) => sum + counterTotal(own, counter), 0);
  const replicaSeconds = (counter: Counter): Seconds => counted(counter) / TICKS_PER_SECOND;
  const chipSeconds = (counter: Counter): Seconds =>
    world.pools.reduce((sum, own) => sum + (counterTotal(own, counter) / TICKS_PER_SECOND) * own.pool.chips, 0);
  return {
    verdict,
    isKept: promiseResults(blueprint, world, unbounded).every(({ kept }) => kept !== false),
    horizon: intervals.length * window,
    pools: world.pools.map((own, row) => ({
      name: own.pool.name,
      model: own.pool.spec.model,
      replicas: own.pool.spec.replicas,
      output: counterTotal(own, 'outputTokens'),
      capacity: fullCost({ ...money.byPool[row]!.parts, electricity: 0 }),
    })),
    total: Object.fromEntries(
      TALLIED.map((name) => [name, blocks.reduce((sum, one) => sum + one[name], 0)]),
    ) as unknown as Amounts,
    blocks,
    block,
    parts: money.parts,
    isShort: (world.course?.episodes.length ?? 0) > 0,
    imported: world.site.balance.imported,
    refused: world.pools.reduce((sum, own) => sum + counterTotal(own, 'refused') + counterTotal(own, 'shed'), 0),
    machines: {
      writing: chipSeconds('decodeTicks'),
      reading: chipSeconds('prefillTicks'),
      all: world.pools.reduce((sum, { pool }) => sum + pool.spec.replicas * pool.chips, 0) * intervals.length * window,
    },
    readingPace: replicaSeconds('prefillTicks') / Math.max(1, counted('promptTokens')),
    streams: streams.map(({ requests, e2e, tpot }) => ({
      requests: requests.value,
      seconds: e2e === null ? null : e2e.mean.value * requests.value,
      writingPace: tpot?.mean.value ?? 0,
    })),
  };
};

const amountsOf = ({ pools, site }: World, from: number, until: number): Amounts => {
  const amounts = { dollars: 0, joules: 0, output: 0, input: 0 };
  for (let at = from; at < until; at++) {
    amounts.dollars += site.intervals[at]!.dollars;
    amounts.joules += site.intervals[at]!.siteJoules;
    for (const { windows } of pools) {
      amounts.output += windows[at * COUNTERS.length + counterIndex.outputTokens]!;
      amounts.input += windows[at * COUNTERS.length + counterIndex.promptTokens]!;
    }
  }
  return amounts;
};
