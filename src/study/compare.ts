/** Two worlds compared: paired replications under the same draws, and the gap between their tokens' prices split among the channels in which they differ.
 *
 *   base, other ─▶ channels ─▶ coalitions: ≤ 16 simulated, the rest priced ─▶ crew ─▶ differences (paired), Shapley values (sum to the gap)
 */
import { workOf } from '../demand/prepared.js';
import { blueprintOf } from '../factory/blueprint.js';
import { fittings } from '../factory/fitting.js';
import type { Verdict } from '../measure/measure.js';
import type { Estimate } from '../measure/result.js';
import { type Channel, channelsBetween, coalition, coarse, spelledOut } from '../scenario/channels.js';
import type { Loaded } from '../scenario/load.js';
import type { Scenario } from '../scenario/scenario.js';
import { VERDICTS } from '../serving/verdict.js';
import { type Assignment, type CrewOptions, performAll } from './crew.js';
import type { Priced, Recorded } from './job.js';
import type { Outcome } from './outcome.js';
import { difference, meanOf, ratio } from './paired.js';
import { shapleyValues } from './shapley.js';

/** A measure in both worlds. */
export interface Compared {
  readonly name: string;
  readonly base: Estimate;
  readonly other: Estimate;
  /** other − base. */
  readonly difference: Estimate;
  /** other / base; null where base is 0. */
  readonly ratio: Estimate | null;
}

/** What one channel adds to the price of a million output tokens when base becomes other. */
export interface Contribution {
  readonly code: string;
  readonly label: string;
  readonly touchesEvents: boolean;
  /** USD per output token. */
  readonly value: Estimate;
}

export interface World {
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  /** The worst verdict of any replication. */
  readonly verdict: Verdict;
  /** What buyers pay per output token: full cost and margin [USD]. */
  readonly price: Estimate;
}

export interface Comparison {
  readonly base: World;
  readonly other: World;
  readonly replications: number;
  readonly simulations: number;
  readonly measures: readonly Compared[];
  /** other − base [USD per output token]. */
  readonly gap: Estimate;
  readonly ratio: Estimate | null;
  /** Largest first; they sum to the gap. Empty where the worlds are the same. */
  readonly channels: readonly Contribution[];
  /** Plain sentences about what limits the comparison. */
  readonly remarks: readonly string[];
}

export interface CompareOptions extends CrewOptions {
  readonly replications: number;
}

/** Unlike things that no difference could explain: other horizons, other exchange rates. Empty where the worlds can be compared. */
export const unlike = (
  base: Scenario,
  other: Scenario,
): readonly { readonly path: string; readonly found: string; readonly expected: string }[] => {
  const rows = [
    ['horizon', base.horizon, other.horizon, (value: number) => `${value} s`],
    ['warmUp', base.warmUp, other.warmUp, (value: number) => `${value} s`],
    ...(['CNY', 'EUR'] as const).map(
      (currency) =>
        [
          `economy.exchange.${currency}`,
          base.economy.exchange[currency],
          other.economy.exchange[currency],
          (value: number) => `${value} per USD`,
        ] as const,
    ),
  ] as const;
  return rows.flatMap(([path, one, two, show]) =>
    one === undefined || two === undefined || one === two
      ? []
      : [
          {
            path,
            found: show(two),
            expected: `${show(one)}, as in the base: two worlds are compared over one time and in one money`,
          },
        ],
  );
};

const priceOf = (scenario: Scenario, { fullCost, outputTokens }: Priced): number =>
  (fullCost * (1 + scenario.economy.margin)) / outputTokens;

/** A mixed world that can run: pools whose plan does not fit take the layout that serves most per chip, on as many chips as before; null where none fits. */
const runnable = (mixed: Scenario, { traces, series }: Recorded): Scenario | null => {
  const { pools, streams } = blueprintOf(mixed, traces, series, 'day');
  const fleet = pools.map((pool) => {
    const served = pool.streams[0];
    if (pool.capacity > 0 || served === undefined) return pool.spec;
    const [best] = fittings(pool.spec, pool.chip, pool.model, workOf(streams[served]!));
    if (best === undefined) return null;
    const replicas = Math.max(1, Math.floor((pool.spec.replicas * pool.chips) / best.chips));
    return { ...pool.spec, layout: best.layout, replicas };
  });
  return fleet.some((pool) => pool === null) ? null : { ...mixed, fleet: fleet.map((pool) => pool!) };
};

/** Where a coalition's price is found: its assignment and the row of its pricings. */
interface Place {
  readonly assignment: number;
  readonly pricing: number;
}

/** What the crew is to do for one pair of worlds. Channels that touch events come first and take the low bits of a coalition's mask. */
interface Plan {
  readonly channels: readonly Channel[];
  readonly assignments: readonly Assignment[];
  readonly places: readonly Place[];
}

/** null where some mixture of the worlds fits no layout. */
const planOf = (
  base: Scenario,
  other: Scenario,
  channels: readonly Channel[],
  recorded: Recorded,
  replications: readonly number[],
): Plan | null => {
  const events = channels.filter(({ touchesEvents }) => touchesEvents).length;
  const whole = 2 ** channels.length - 1;
  const assignments: Assignment[] = [];
  const places: Place[] = [];
  for (let event = 0; event < 2 ** events; event++) {
    const masks = Array.from({ length: 2 ** (channels.length - events) }, (_, prices) => event | (prices << events));
    const mixtures = masks.map((mask) => coalition(base, other, channels, mask));
    const simulated = masks.includes(0) || masks.includes(whole) ? mixtures[0]! : runnable(mixtures[0]!, recorded);
    if (simulated === null) return null;
    /** All prices of one simulated day hang on the fleet that was simulated, layouts included. */
    const pricings = mixtures.map((mixture) => ({ ...mixture, fleet: fleetOf(mixture, simulated) }));
    const told = masks.flatMap((mask, row) => (mask === 0 || mask === whole ? [row] : []));
    masks.forEach((mask, row) => {
      places[mask] = { assignment: assignments.length, pricing: row };
    });
    assignments.push({ scenario: simulated, recorded, pricings, told, replications });
  }
  return { channels, assignments, places };
};

const fleetOf = (mixture: Scenario, simulated: Scenario): Scenario['fleet'] =>
  mixture.fleet.map((pool, row) => {
    const { layout, replicas } = simulated.fleet[row]!;
    return { ...pool, layout, replicas };
  });

/** Compares two loaded worlds. Draws, sampling and coupling are the base's in both; replications are numbered from 0.
 *  @throws RangeError for unlike worlds; `unlike` says which before a run */
export const compare = async (base: Loaded, other: Loaded, options: CompareOptions): Promise<Comparison> => {
  const mistakes = unlike(base.scenario, other.scenario);
  if (mistakes.length > 0)
    throw new RangeError(mistakes.map(({ path, expected }) => `${path}: ${expected}`).join('; '));
  const { replications: count } = options;
  const sampling = { ...base.scenario.sampling, replications: count };
  const { seed } = base.scenario;
  const settled = (scenario: Scenario): Scenario => ({
    ...spelledOut(scenario),
    seed,
    sampling,
    power: { ...spelledOut(scenario).power, interval: base.scenario.power.interval },
  });
  const [one, two] = [settled(base.scenario), settled(other.scenario)] as const;
  const recorded: Recorded = {
    traces: new Map([...base.traces, ...other.traces]),
    series: new Map([...base.series, ...other.series]),
  };
  const replications = Array.from({ length: count }, (_, replication) => replication);
  const fine = channelsBetween(one, two);
  const plan =
    planOf(one, two, fine, recorded, replications) ?? planOf(one, two, coarse(fine), recorded, replications)!;
  const results = await performAll(plan.assignments, options);

  const whole = 2 ** plan.channels.length - 1;
  const priceAt = (mask: number, row: number): number => {
    const { assignment, pricing } = plan.places[mask]!;
    return priceOf(plan.assignments[assignment]!.pricings[pricing]!, results[assignment]![row]!.priced[pricing]!);
  };
  const outcomeAt = (mask: number, row: number): Outcome => {
    const { assignment, pricing } = plan.places[mask]!;
    return results[assignment]![row]!.outcomes[plan.assignments[assignment]!.told.indexOf(pricing)]!;
  };
  const prices = [0, whole].map((mask) => replications.map((row) => priceAt(mask, row))) as [number[], number[]];
  const outcomes = [0, whole].map((mask) => replications.map((row) => outcomeAt(mask, row))) as [Outcome[], Outcome[]];
  const split = replications.map((row) => shapleyValues(plan.channels.length, (mask) => priceAt(mask, row)));
  const channels = plan.channels.map(({ code, label, touchesEvents }, at) => ({
    code,
    label,
    touchesEvents,
    value: meanOf(split.map((values) => values[at]!)),
  }));
  return {
    base: worldOf(base, outcomes[0], prices[0]),
    other: worldOf(other, outcomes[1], prices[1]),
    replications: count,
    simulations: plan.assignments.length,
    measures: comparedOf(...outcomes),
    gap: difference(...prices),
    ratio: ratio(...prices),
    channels: channels.sort((a, b) => Math.abs(b.value.value) - Math.abs(a.value.value)),
    remarks:
      plan.channels.length === fine.length
        ? []
        : [
            'Some mixtures of the two worlds fit no layout, so what touches requests and chips is shown as one channel.',
          ],
  };
};

const worldOf = ({ name, scenario, hash }: Loaded, outcomes: readonly Outcome[], prices: readonly number[]): World => ({
  name,
  title: scenario.title,
  hash,
  verdict: VERDICTS[Math.max(...outcomes.map(({ verdict }) => VERDICTS.indexOf(verdict)))]!,
  price: meanOf(prices),
});

/** Every measure that has a value in every replication of both worlds. */
const comparedOf = (base: readonly Outcome[], other: readonly Outcome[]): readonly Compared[] =>
  Object.keys(base[0]!.values).flatMap((name) => {
    const read = (outcomes: readonly Outcome[]) => outcomes.map(({ values }) => values[name] ?? null);
    const isWhole = (values: readonly (number | null)[]): values is readonly number[] => !values.includes(null);
    const [one, two] = [read(base), read(other)];
    if (!isWhole(one) || !isWhole(two)) return [];
    return [{ name, base: meanOf(one), other: meanOf(two), difference: difference(one, two), ratio: ratio(one, two) }];
  });
