/** What the next token costs: the same day with a little more and a little less of one thing, under the same draws, and the ratio of the differences.
 *
 *   stream × (output, input, requests) × (less, more) ─▶ crew ─▶ Δcost / Δtokens by pair ─▶ jackknife
 *   the day itself ─▶ average cost · machine time ─▶ price of a chip-hour · dearer power ─▶ self-test
 */
import { fullCost } from '../economy/parts.js';
import { shadowPrices } from '../economy/shadow.js';
import type { Verdict } from '../measure/measure.js';
import type { Estimate } from '../measure/result.js';
import { usesSolver } from '../power/plan.js';
import { partsOf } from '../power/tariffs/index.js';
import { spelledOut } from '../scenario/channels.js';
import type { Loaded } from '../scenario/load.js';
import { isReactive, type Scenario } from '../scenario/scenario.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR } from '../units/quantity.js';
import { type Assignment, type CrewOptions, performAll } from './crew.js';
import type { DemandChange, Recorded } from './job.js';
import { worst } from './judged.js';
import { meanOf, ratio } from './paired.js';
import { type Supply, supplyDays, supplyOf } from './supply.js';
import type { Tallied, Tally } from './tally.js';

/** What is varied: tokens written, prompt tokens that must be read, or whole requests. */
export const VARIED = ['output', 'input', 'requests'] as const;
export type Varied = (typeof VARIED)[number];

/** Cost of one more unit [USD per token or request]. */
export interface MarginalCost {
  readonly of: Varied;
  /** Electricity alone: chips, building and staff are paid either way; null where the fleet cannot serve more, or nothing was added. */
  readonly energy: Estimate | null;
  /** Seconds that others wait longer for it; null as above. */
  readonly congestion: Estimate | null;
  /** Where the fleet is full: what the output displaced would have earned, and its own electricity; null where it is not. */
  readonly displaced: Estimate | null;
}

export interface StreamMarginals {
  readonly name: string;
  readonly costs: readonly MarginalCost[];
}

/** Electricity for one more token in one stretch of the day. */
export interface BlockMarginals {
  /** Seconds from the start. */
  readonly from: number;
  readonly output: Estimate | null;
  readonly input: Estimate | null;
}

/** A price that is 0 while there is enough of the thing. */
export interface ShadowPrice {
  readonly of: 'kilowatt-hour' | 'chip-hour';
  readonly isBinding: boolean;
  /** USD per unit. */
  readonly price: Estimate;
  readonly sentence: string;
}

export interface Marginals {
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  readonly verdict: Verdict;
  readonly replications: number;
  readonly simulations: number;
  /** Each thing is varied by this much either way. */
  readonly step: number;
  /** Over all streams. */
  readonly site: readonly MarginalCost[];
  readonly streams: readonly StreamMarginals[];
  readonly blocks: readonly BlockMarginals[];
  /** Per output token: everything, and electricity alone [USD]. */
  readonly average: { readonly full: Estimate | null; readonly electricity: Estimate | null };
  readonly shadow: readonly ShadowPrice[];
  /** dCost/dprice by difference [kWh], energy metered [kWh], and their relative distance; null where supply reacts to its price, or the tariff has a tax or a
   *  minimum, which add to every cent. */
  readonly selfTest: { readonly slope: number; readonly metered: number; readonly distance: number } | null;
  /** Cost against output: levels of demand, who causes the bill, what one more pod costs. */
  readonly supply: Supply;
  /** Plain sentences about what has no meaning here. */
  readonly remarks: readonly string[];
}

export interface MarginalOptions extends CrewOptions {
  /** Pairs of days. */
  readonly replications: number;
}

/** Pairs of days together take this many times the scenario's own time budget. */
const BUDGETS = 4;
/** A cent more and a cent less per kilowatt-hour [USD/kWh]. */
const PRICE_STEP = 0.01;

/** The scenario as the study runs it: one budget for all days, figures of the region written out. */
const settled = (scenario: Scenario, replications: number, days: number): Scenario => ({
  ...spelledOut(scenario),
  uncertainty: 'sampling',
  sampling: { ...scenario.sampling, replications, budget: (scenario.sampling.budget * BUDGETS) / days },
});

/** The same bill with energy dearer by `dollars` a kilowatt-hour. */
const dearer = (scenario: Scenario, dollars: number): Scenario => ({
  ...scenario,
  power: {
    ...scenario.power,
    tariff: [
      ...partsOf(scenario.power.tariff!),
      { kind: 'flat', price: { amount: dollars / JOULES_PER_KILOWATT_HOUR, currency: 'USD' } },
    ],
  },
});

/** One quantity of a pair of days: more − less, pair by pair. */
interface Pairs {
  readonly more: readonly Tally[];
  readonly less: readonly Tally[];
}

const gained = ({ more, less }: Pairs, read: (tally: Tally) => number): number[] =>
  more.map((tally, pair) => read(tally) - read(less[pair]!));

const summed = (columns: readonly (readonly number[])[]): number[] =>
  columns[0]!.map((_, pair) => columns.reduce((sum, column) => sum + column[pair]!, 0));

/** Δcost / Δunits over the pairs; null where nothing was added. */
const perUnit = (units: readonly number[], cost: readonly number[]): Estimate | null =>
  units.reduce((sum, one) => sum + one, 0) > 0 ? ratio(units, cost) : null;

const requestsOf = ({ streams }: Tally): number => streams.reduce((sum, { requests }) => sum + requests, 0);
const unitsOf = (of: Varied, tally: Tally): number => (of === 'requests' ? requestsOf(tally) : tally.total[of]);

/** Seconds that others wait longer: time inside gained, less what the added tokens and requests themselves take at the pace of the undisturbed day
 *  (a request its stream's mean, an answer's token the time between two tokens, a prompt's token the reading of it); null where a stream has no mean. */
const delays = (of: Varied, stream: number, pairs: Pairs, base: readonly Tally[]): number[] | null => {
  const has = [...pairs.more, ...pairs.less].every(({ streams }) =>
    streams.every(({ seconds, requests }) => seconds !== null || requests === 0),
  );
  if (!has) return null;
  const inside = ({ streams }: Tally): number => streams.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  const units = gained(pairs, (tally) => unitsOf(of, tally));
  return gained(pairs, inside).map((seconds, pair) => {
    const { streams, readingPace } = base[pair]!;
    const { requests, seconds: whole, writingPace } = streams[stream]!;
    const own = { output: writingPace, input: readingPace, requests: (whole ?? 0) / Math.max(1, requests) }[of];
    return seconds - units[pair]! * own;
  });
};

/** One thing varied in one stream: units added, dollars of electricity, seconds that others wait. */
interface Column {
  readonly of: Varied;
  readonly units: readonly number[];
  readonly dollars: readonly number[];
  readonly waits: readonly number[] | null;
}

const columnOf = (of: Varied, stream: number, pairs: Pairs, base: readonly Tally[]): Column => ({
  of,
  units: gained(pairs, (tally) => unitsOf(of, tally)),
  dollars: gained(pairs, ({ total }) => total.dollars),
  waits: delays(of, stream, pairs, base),
});

/** Several streams varied one by one, as if together: what they add, added up. */
const together = (columns: readonly Column[]): Column => ({
  of: columns[0]!.of,
  units: summed(columns.map(({ units }) => units)),
  dollars: summed(columns.map(({ dollars }) => dollars)),
  waits: columns.every(({ waits }) => waits !== null) ? summed(columns.map(({ waits }) => waits!)) : null,
});

const costOf = ({ of, units, dollars, waits }: Column): MarginalCost => ({
  of,
  energy: perUnit(units, dollars),
  congestion: waits === null ? null : perUnit(units, waits),
  displaced: null,
});

const NOTHING = { energy: null, congestion: null, displaced: null } as const;

/** What buyers pay for the day [USD]: the full cost and the margin. */
const revenueOf = ({ parts }: Tally, margin: number): number => fullCost(parts) * (1 + margin);

/** A full fleet: a token costs what its machine time would have earned on other tokens, R · (machine time of the token) / (machine time at work). */
const displacedBy = (of: Varied, base: readonly Tally[], margin: number): MarginalCost => {
  const use = (tally: Tally): number => {
    const { writing, reading } = tally.machines;
    return { output: writing, input: reading, requests: writing + reading }[of];
  };
  const worth = base.map((tally) => {
    const { writing, reading } = tally.machines;
    return writing + reading > 0 ? (revenueOf(tally, margin) * use(tally)) / (writing + reading) : 0;
  });
  const units = base.map((tally) => unitsOf(of, tally));
  return { ...NOTHING, of, displaced: perUnit(units, worth) };
};

const shadowOf = (base: readonly Tally[], verdict: Verdict, margin: number): ShadowPrice[] => {
  const isFull = verdict !== 'STABLE';
  const isShort = base.some((tally) => tally.isShort);
  const earned = (tally: Tally) =>
    shadowPrices({
      revenue: revenueOf(tally, margin),
      electricity: tally.parts.electricity,
      cash: tally.parts.facilityOperations + tally.parts.itOperations,
      annuities: tally.parts.facilityCapital + tally.parts.itCapital,
      energy: tally.total.joules,
      machines: tally.machines.all,
    });
  const price = (isBinding: boolean, read: (tally: Tally) => number): Estimate =>
    isBinding ? meanOf(base.map(read)) : { value: 0, interval: null };
  return [
    {
      of: 'chip-hour',
      isBinding: isFull && !isShort,
      price: price(isFull && !isShort, (tally) => earned(tally).machine * SECONDS_PER_HOUR),
      sentence: isShort
        ? 'Power runs short before chips do: another chip would find no power.'
        : isFull
          ? 'Chips are what runs out.'
          : 'Slack: all that is asked for is served, so another chip would earn nothing.',
    },
    {
      of: 'kilowatt-hour',
      isBinding: isShort,
      price: price(isShort, (tally) => earned(tally).energyWithOwnChips * JOULES_PER_KILOWATT_HOUR),
      sentence: isShort
        ? 'The connection is what runs out.'
        : 'Slack: the connection carries all that is asked for, so more of it would earn nothing; energy costs its tariff.',
    },
  ];
};

/** What the next token costs in a loaded scenario. Replications are numbered from 0; the answer does not depend on threads. */
export const marginal = async (loaded: Loaded, options: MarginalOptions): Promise<Marginals> => {
  const { name, hash, traces, series } = loaded;
  const { replications: count } = options;
  const rows = loaded.scenario.demand.flatMap((_, stream) => VARIED.map((of) => ({ stream, of })));
  const step = loaded.scenario.sampling.demandStep / 2;
  const called = loaded.scenario.demand.map((stream) => stream.name);
  const levels = supplyDays(called.length, 2 * step);
  const scenario = settled(loaded.scenario, count, 1 + 2 * rows.length + levels.length);
  const recorded: Recorded = { traces, series };
  const replications = Array.from({ length: count }, (_, replication) => replication);
  const day = (demand?: DemandChange, pricings: readonly Scenario[] = [scenario]): Assignment => ({
    scenario,
    recorded,
    pricings,
    told: [],
    replications,
    tallied: true,
    demand,
  });
  const reacts =
    isReactive(scenario) ||
    usesSolver(scenario.power) ||
    partsOf(scenario.power.tariff!).some(({ kind }) => kind === 'tax' || kind === 'minimum');
  const priced = reacts ? [scenario] : [scenario, dearer(scenario, PRICE_STEP), dearer(scenario, -PRICE_STEP)];
  const assignments = [
    day(undefined, priced),
    ...rows.flatMap(({ stream, of }) => [1 + step, 1 - step].map((by) => day({ streams: [{ stream, [of]: by }] }))),
    ...levels.map((level) => day(level)),
  ];
  const results = await performAll(assignments, options);
  const tallies = (row: number, pricing = 0): Tally[] => results[row]!.map((one) => one.tallies[pricing]!);
  const base = tallies(0);
  const pairs = rows.map((_, row): Pairs => ({ more: tallies(1 + 2 * row), less: tallies(2 + 2 * row) }));
  const verdict = worst(
    results.slice(0, 1 + 2 * rows.length).flatMap((row) => row.map((one) => one.tallies[0]!.verdict)),
  );
  const { margin } = scenario.economy;
  const isMeaningful = verdict === 'STABLE';

  const columns = rows.map(({ stream, of }, row) => ({ stream, ...columnOf(of, stream, pairs[row]!, base) }));
  const blocks = base[0]!.blocks.map((_, at): BlockMarginals => {
    const inBlock = (of: 'output' | 'input'): Estimate | null => {
      const own = pairs.filter((_, row) => rows[row]!.of === of);
      const added = (read: Tallied) => summed(own.map((pair) => gained(pair, ({ blocks: all }) => all[at]![read])));
      return perUnit(added(of), added('dollars'));
    };
    return {
      from: at * base[0]!.block,
      output: isMeaningful ? inBlock('output') : null,
      input: isMeaningful ? inBlock('input') : null,
    };
  });
  const perOutput = (dollars: (tally: Tally) => number): Estimate | null =>
    perUnit(
      base.map(({ total }) => total.output),
      base.map(dollars),
    );
  return {
    name,
    title: scenario.title,
    hash,
    verdict,
    replications: count,
    simulations: assignments.length,
    step,
    site: VARIED.map((of) =>
      isMeaningful ? costOf(together(columns.filter((column) => column.of === of))) : displacedBy(of, base, margin),
    ),
    streams: called.map((own, stream) => ({
      name: own,
      costs: columns
        .filter((column) => column.stream === stream)
        .map((column) => (isMeaningful ? costOf(column) : { ...NOTHING, of: column.of })),
    })),
    blocks,
    average: {
      full: perOutput(({ parts }) => fullCost(parts)),
      electricity: perOutput(({ parts }) => parts.electricity),
    },
    shadow: shadowOf(base, verdict, margin),
    selfTest: reacts ? null : selfTestOf(base, tallies(0, 1), tallies(0, 2)),
    supply: supplyOf(
      levels.map((_, row) => tallies(1 + 2 * rows.length + row)),
      called,
    ),
    remarks: isMeaningful
      ? []
      : [
          verdict === 'OVERLOADED'
            ? 'The fleet has no room for more requests, so a difference has no meaning: the next token costs what the token it displaces would have earned.'
            : 'Queues do not drain before the run ends, so a difference has no meaning: the next token costs what the token it displaces would have earned.',
        ],
  };
};

/** (C(p + h) − C(p − h)) / 2h against the energy that the meter saw, over all replications; null where the price moved the energy. */
const selfTestOf = (base: readonly Tally[], dear: readonly Tally[], cheap: readonly Tally[]): Marginals['selfTest'] => {
  const moved = [dear, cheap].some((other) => other.some(({ imported }, row) => imported !== base[row]!.imported));
  if (moved) return null;
  const total = (tallies: readonly Tally[], read: (tally: Tally) => number) =>
    tallies.reduce((sum, tally) => sum + read(tally), 0) / tallies.length;
  const paid = ({ total: { dollars } }: Tally): number => dollars;
  const slope = (total(dear, paid) - total(cheap, paid)) / (2 * PRICE_STEP);
  const metered = total(base, ({ imported }) => imported) / JOULES_PER_KILOWATT_HOUR;
  return { slope, metered, distance: metered === 0 ? 0 : Math.abs(slope / metered - 1) };
};
