/** One replication of one scenario, and the same day under other prices: what a thread of a study does. */
import type { StreamChange } from '../demand/change.js';
import { fullCost } from '../economy/parts.js';
import { type Blueprint, blueprintOf } from '../factory/blueprint.js';
import type { Loaded } from '../scenario/load.js';
import type { Scenario } from '../scenario/scenario.js';
import { moneyOf } from './money.js';
import { type Day, dayOf, type Outcome, outcomeOf } from './outcome.js';
import { ready } from './ready.js';
import { repriced } from './reprice.js';
import { type Tally, tallyOf } from './tally.js';

export interface Job {
  /** Whose day is simulated. */
  readonly scenario: Scenario;
  readonly recorded: Recorded;
  /** Prices under which the day is priced; their events are those of `scenario`. */
  readonly pricings: readonly Scenario[];
  /** Rows of `pricings` under which the day is told in full. */
  readonly told: readonly number[];
  readonly replication: number;
  /** The day with more or less asked of it than the scenario states; rates, shares and what is simulated stay the scenario's. */
  readonly demand?: DemandChange | undefined;
  /** Whether each pricing is told as a tally too. */
  readonly tallied?: boolean | undefined;
}

/** More or less of everything, and of single streams. */
export interface DemandChange {
  /** Over the scenario's own. */
  readonly scale?: number;
  readonly streams?: readonly StreamChange[];
}

/** What a door opened for the scenario: recorded requests, and series of prices and weather. */
export type Recorded = Pick<Loaded, 'traces' | 'series'>;

/** What a day cost under some prices. */
export interface Priced {
  /** Everything, chips and building as annuities [USD]. */
  readonly fullCost: number;
  readonly outputTokens: number;
}

export interface JobResult {
  /** In the order of the job's pricings. */
  readonly priced: readonly Priced[];
  /** In the order of `told`. */
  readonly outcomes: readonly Outcome[];
  /** In the order of the job's pricings; empty where none were asked for. */
  readonly tallies: readonly Tally[];
}

const pricedOf = ({ blueprint, world }: Day): Priced => {
  const { parts, chain } = moneyOf(blueprint, world);
  return { fullCost: fullCost(parts), outputTokens: chain.tokens.written };
};

/** The last blueprint made: replications of one scenario often follow each other in a thread. */
let last: { readonly text: string; readonly blueprint: Blueprint } | null = null;

const blueprintFor = (scenario: Scenario, { traces, series }: Recorded): Blueprint => {
  const text = JSON.stringify(scenario);
  if (traces.size + series.size > 0 || last?.text !== text)
    last = { text, blueprint: blueprintOf(scenario, traces, series, 'day') };
  return last.blueprint;
};

const asked = (blueprint: Blueprint, { scale = 1, streams = [] }: DemandChange): Blueprint => ({
  ...blueprint,
  worlds: blueprint.worlds.map((world) => ({ ...world, demand: world.demand * scale, changes: streams })),
});

export const perform = async ({
  scenario,
  recorded,
  pricings,
  told,
  replication,
  demand,
  tallied,
}: Job): Promise<JobResult> => {
  await Promise.all([scenario, ...pricings].map(ready));
  const blueprint = blueprintFor(scenario, recorded);
  const day = dayOf(demand === undefined ? blueprint : asked(blueprint, demand), replication);
  const days = pricings.map((prices) => repriced(day, prices));
  return {
    priced: days.map(pricedOf),
    outcomes: told.map((row) => outcomeOf(days[row]!)),
    tallies: tallied === true ? days.map(tallyOf) : [],
  };
};
