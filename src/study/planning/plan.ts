/** The cheapest fleet that keeps a promise: every way in closed form, the finalists simulated, the best fleets run against each other under the same draws.
 *
 *   Loaded ─▶ asked ─▶ ways (closed form) ─▶ finalists ─▶ sizes (simulated) ─▶ fleets within the limits ─▶ paired runs ─▶ Planned
 */
import { blueprintOf } from '../../factory/blueprint.js';
import { VERSION } from '../../factory/version.js';
import type { Estimate, PromiseResult } from '../../measure/result.js';
import type { Loaded } from '../../scenario/load.js';
import type { PoolSpec, Scenario } from '../../scenario/scenario.js';
import { type CrewOptions, performAll } from '../crew.js';
import { difference, meanOf } from '../paired.js';
import { type Asked, type AskedModel, askedOf, stretched } from './asked.js';
import { cheapest, type Fleet, LIMITS, type Limit } from './fleet.js';
import { type Lever, leversOf } from './levers.js';
import { type TooFast, tooFast } from './light.js';
import { type Point, Points, SAMPLE, sizes } from './points.js';
import { finalistsOf, LEVELS, pricesOf, waysOf } from './ways.js';

/** One pool of a fleet, as plain data. */
export interface PlannedPool {
  readonly name: string;
  readonly model: string;
  readonly chip: string;
  readonly layout: { readonly tensor: number; readonly data: number; readonly pipeline: number };
  readonly precision: string;
  readonly maxBatch: number;
  readonly replicas: number;
  readonly chips: number;
  /** Share of its closed-form capacity at which it works. */
  readonly load: number;
  /** Full cost per output token [USD]. */
  readonly perOutputToken: number;
  readonly promises: readonly PromiseResult[];
  readonly goodput: number;
  /** What a tenth more of each resource would serve at equal latency; only of the chosen fleet. */
  readonly levers: readonly { readonly lever: Lever; readonly gain: number }[];
}

export interface PlannedFleet {
  readonly pools: readonly PlannedPool[];
  /** Full cost a year, from the simulated time [USD]. */
  readonly yearly: number;
  readonly perOutputToken: number;
  /** Power of the site at full load [W], and what machines and building cost to buy [USD]. */
  readonly watts: number;
  readonly outlay: number;
  readonly chips: readonly { readonly chip: string; readonly count: number }[];
  /** Largest of what was reached over what was promised. */
  readonly strain: number;
}

/** A fleet of the last round, run as a whole site beside the others under the same draws. */
export interface Finalist {
  readonly fleet: PlannedFleet;
  /** Full cost per output token over the replications [USD], and against the chosen fleet. */
  readonly perOutputToken: Estimate;
  readonly difference: Estimate | null;
  /** Promises that the whole site missed on average, though each pool kept them alone. */
  readonly missed: readonly PromiseResult[];
}

export interface Planned {
  readonly version: string;
  readonly scenario: string;
  readonly title: string;
  readonly hash: string;
  /** `kept`: a fleet keeps the promise. `unsure`: each pool of one keeps it alone, yet none does on the mean of the last round's whole sites.
   *  `nearest`: none does, one keeps a longer promise. `impossible`: not even that. */
  readonly verdict: 'kept' | 'unsure' | 'nearest' | 'impossible';
  /** Every promise times this is what the chosen fleet keeps: 1 but for `nearest`. */
  readonly stretch: number;
  /** The promises that the chosen fleet keeps. */
  readonly promises: readonly {
    readonly stream: string;
    readonly measure: string;
    readonly percentile: number;
    readonly within: number;
  }[];
  readonly limits: { readonly watts: number | null; readonly dollars: number | null };
  readonly chosen: PlannedFleet | null;
  /** Limits that hold the fleet back: what it would cost a year without each [USD]; null where without it nothing keeps the promise either. */
  readonly binding: readonly {
    readonly limit: Limit;
    readonly yearlyWithout: number | null;
    readonly needs: number | null;
  }[];
  readonly finalists: readonly Finalist[];
  /** Non-dominated fleets within the limits: the shorter the promise (as a multiple of the one asked), the dearer. */
  readonly front: readonly PlannedFleet[];
  /** Chips on which a model fits in no layout; promises below the speed of light. */
  readonly troubles: readonly string[];
  readonly tooFast: readonly TooFast[];
  readonly counts: { readonly ways: number; readonly simulated: number };
}

export interface PlanOptions extends CrewOptions {
  /** Days on which the best fleets are run against each other; 2 or more. */
  readonly replications: number;
  /** Called with a share of the work, 0–1, and what is being done. */
  readonly doing?: ((share: number, doing: string) => void) | undefined;
}

export interface PlanAnswer {
  readonly planned: Planned;
  /** Pools and streams of the chosen fleet as a scenario has them; null where there is none. */
  readonly chosen: { readonly fleet: readonly PoolSpec[]; readonly demand: Scenario['demand'] } | null;
}

/** Fleets of the last round, and how much dearer than the cheapest they may be. */
const LAST = 3;
const WORTH_COMPARING = 1.25;
/** Steps and end of the search for the nearest promise: times 1.05 each, to 100 times. */
const STRETCH_STEP = 1.05;
const STRETCHES = 95;
const SECONDS_PER_YEAR = 31_536_000;

/** Plans for a loaded scenario. `planningIssues` says before whether it can be asked. */
export const plan = async (loaded: Loaded, options: PlanOptions): Promise<PlanAnswer> => {
  const { scenario, traces, series } = loaded;
  const { doing = () => {} } = options;
  doing(0, 'laying out');
  const blueprint = blueprintOf(scenario, traces, series, 'day');
  const asked = askedOf(blueprint);
  const prices = pricesOf(blueprint);
  const perModel = asked.models.map((one) => ({ asked: one, ...waysOf(blueprint, one, asked.allowed, prices) }));
  const finalists = perModel.map(({ ways }) => finalistsOf(ways, scenario.plan?.finalists ?? 6));
  const contestants = finalists.flatMap((ways, row) => ways.map((way) => ({ way, asked: asked.models[row]!, row })));
  const expected = Math.max(1, Math.ceil(Math.log2(LEVELS.length + 1)) * contestants.length);
  const points = new Points(scenario, { traces, series }, asked.goodput, options, (done) =>
    doing(Math.min(0.8, (0.8 * done) / expected), 'simulating finalists'),
  );
  const base = {
    version: VERSION,
    scenario: loaded.name,
    title: scenario.title,
    hash: loaded.hash,
    limits: { watts: finite(asked.limits.watts), dollars: finite(asked.limits.dollars) },
    troubles: perModel.flatMap(({ troubles }) => troubles),
    tooFast: perModel.flatMap((one) => (one.ways.length === 0 ? [] : tooFast(one.asked, blueprint.streams, one.ways))),
  };
  const counts = () => ({
    ways: perModel.reduce((sum, { ways }) => sum + ways.length, 0),
    simulated: points.simulations,
  });
  const nothing = (): PlanAnswer => ({
    chosen: null,
    planned: {
      ...base,
      verdict: 'impossible',
      stretch: 1,
      promises: [],
      chosen: null,
      binding: [],
      finalists: [],
      front: [],
      counts: counts(),
    },
  });
  if (perModel.some(({ ways }) => ways.length === 0)) return nothing();

  const horizon = Math.min(scenario.horizon, 86_400);
  const optionsAt = async (stretch: number): Promise<readonly (readonly Point[])[]> => {
    const found = await sizes(points, asked, contestants, stretch);
    return asked.models.map((_, row) =>
      contestants.flatMap((one, at) => (one.row === row && found[at] !== null ? [found[at]!] : [])),
    );
  };
  const told = (fleet: Fleet, withLevers = false): PlannedFleet => toldFleet(fleet, asked, horizon, withLevers);

  const atOne = await optionsAt(1);
  let stretch = 1;
  let fleets = cheapest(atOne, asked.limits, asked.allowed, LAST);
  if (fleets.length === 0) {
    let [low, high] = [0, STRETCHES + 1];
    while (high - low > 1) {
      options.signal?.throwIfAborted();
      const middle = Math.floor((low + high) / 2);
      const longer = STRETCH_STEP ** middle;
      doing(0.8, 'looking for the nearest promise');
      const loose = await optionsAt(longer);
      const found = cheapest(loose, asked.limits, asked.allowed, LAST);
      if (found.length > 0) [high, stretch, fleets] = [middle, longer, found];
      else low = middle;
    }
  }
  const binding = bindingOf(atOne, asked, fleets[0] !== undefined && stretch === 1 ? fleets[0] : null, horizon);
  if (fleets.length === 0) return { ...nothing(), planned: { ...nothing().planned, binding } };

  doing(0.8, 'comparing fleets');
  const close = fleets.filter(({ cost }) => cost <= WORTH_COMPARING * fleets[0]!.cost);
  const last = await lastRound(loaded, asked, close, stretch, options);
  const best = last[0]!;
  const promises = asked.models.flatMap(({ streams }) =>
    stretched(streams, stretch).flatMap(({ name, promise }) =>
      Object.entries(promise ?? {}).map(([measure, limit]) => ({
        stream: name,
        measure,
        percentile: limit!.percentile,
        within: limit!.within,
      })),
    ),
  );
  return {
    chosen: scenarioOf(best.fleet, asked, stretch),
    planned: {
      ...base,
      verdict: stretch !== 1 ? 'nearest' : best.missed.length > 0 ? 'unsure' : 'kept',
      stretch,
      promises,
      chosen: told(best.fleet, true),
      binding,
      finalists: last.map(({ fleet, ...rest }) => ({ fleet: told(fleet), ...rest })),
      front: frontOf(points.all, asked).map((fleet) => told(fleet)),
      counts: counts(),
    },
  };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const perYear = (cost: number, horizon: number): number => (cost * SECONDS_PER_YEAR) / horizon;

const toldFleet = (fleet: Fleet, asked: Asked, horizon: number, withLevers: boolean): PlannedFleet => ({
  pools: fleet.points.map((point, row): PlannedPool => {
    const { way, replicas, level } = point;
    const { tensor, data, pipeline } = way.pool.layout;
    return {
      name: way.pool.name,
      model: way.pool.model,
      chip: way.pool.chip,
      layout: { tensor, data, pipeline },
      precision: way.plan.precision,
      maxBatch: way.pool.scheduler.maxBatch,
      replicas,
      chips: replicas * way.chips,
      load: asked.models[row]!.rate / (replicas * way.capacity),
      perOutputToken: point.cost / point.outputTokens,
      promises: point.promises,
      goodput: point.goodput,
      levers: withLevers ? leversOf({ ...point, level }, asked.models[row]!) : [],
    };
  }),
  yearly: perYear(fleet.cost, horizon),
  perOutputToken: fleet.cost / fleet.points.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  watts: fleet.watts,
  outlay: fleet.outlay,
  chips: asked.allowed.flatMap(({ chip }, row) => (fleet.chips[row]! > 0 ? [{ chip, count: fleet.chips[row]! }] : [])),
  strain: Math.max(...fleet.points.map(({ strain }) => strain)),
});

/** A limit binds where the fleet would be cheaper without it, or where there is a fleet only without it. */
const bindingOf = (
  options: readonly (readonly Point[])[],
  asked: Asked,
  chosen: Fleet | null,
  horizon: number,
): Planned['binding'] =>
  LIMITS.flatMap((limit) => {
    const [free] = cheapest(options, asked.limits, asked.allowed, 1, [limit]);
    if (chosen !== null && (free === undefined || free.cost >= chosen.cost * (1 - 1e-9))) return [];
    const need: (point: Point) => number =
      limit === 'watts'
        ? ({ way, replicas }) => replicas * way.watts
        : limit === 'dollars'
          ? ({ way, replicas }) => replicas * way.outlay
          : ({ way, replicas }) => replicas * way.chips;
    const [least] = cheapest(options, asked.limits, asked.allowed, 1, [limit], need);
    if (chosen === null && free === undefined) return [];
    return [
      {
        limit,
        yearlyWithout: free === undefined ? null : perYear(free.cost, horizon),
        needs:
          chosen !== null || least === undefined ? null : least.points.reduce((sum, point) => sum + need(point), 0),
      },
    ];
  });

/** Fleets of all points simulated, within the limits, none of which another beats in both cost and strain. */
const frontOf = (all: readonly Point[], asked: Asked): readonly Fleet[] => {
  const perModel = asked.models.map(({ model }) =>
    all.filter(({ way, strain }) => way.pool.model === model && Number.isFinite(strain)),
  );
  const strains = [...new Set(perModel.flat().map(({ strain }) => strain))].sort((a, b) => b - a);
  const front: Fleet[] = [];
  for (const strain of strains) {
    const [fleet] = cheapest(
      perModel.map((own) => own.filter((point) => point.strain <= strain)),
      asked.limits,
      asked.allowed,
    );
    if (fleet === undefined) break;
    if (front.length === 0 || fleet.cost > front.at(-1)!.cost * (1 + 1e-9)) front.push(fleet);
    else front[front.length - 1] = fleet;
  }
  return front;
};

/** Pools and streams of a fleet as a scenario has them. */
const scenarioOf = (
  { points }: Fleet,
  asked: Asked,
  stretch: number,
): { readonly fleet: PoolSpec[]; readonly demand: Scenario['demand'] } => ({
  fleet: points.map(({ way, replicas }) => ({ ...way.pool, replicas })),
  demand: asked.models.flatMap(({ streams }: AskedModel) => stretched(streams, stretch)),
});

/** Failures of pools that are no longer there fall away, with all others: who fails together cannot be told. */
export const failuresFor = ({ failures }: Scenario, pools: readonly string[]): Scenario['failures'] =>
  failures.every((failure) => failure.pools?.every((name) => pools.includes(name)) ?? true) ? failures : [];

/** The best fleets as whole sites under the same draws: those that keep every promise before those that do not, the cheaper first. */
const lastRound = async (
  { scenario, traces, series }: Loaded,
  asked: Asked,
  fleets: readonly Fleet[],
  stretch: number,
  options: PlanOptions,
) => {
  const replications = Array.from({ length: options.replications }, (_, replication) => replication);
  const recorded = { traces, series };
  const assignments = fleets.map((fleet) => {
    const { plan: _, assert: __, ...rest } = scenario;
    const whole: Scenario = {
      ...rest,
      ...scenarioOf(fleet, asked, stretch),
      horizon: Math.min(scenario.horizon, 86_400),
      failures: failuresFor(
        scenario,
        fleet.points.map(({ way }) => way.pool.name),
      ),
      uncertainty: 'sampling',
      sampling: { ...scenario.sampling, sample: SAMPLE, replications: options.replications },
    };
    return { scenario: whole, recorded, pricings: [whole], told: [0], replications };
  });
  const results = await performAll(assignments, {
    ...options,
    progress: (share) => options.doing?.(0.8 + 0.2 * share, 'comparing fleets'),
  });
  const runs = results.map((own) => own.map(({ priced }) => priced[0]!.fullCost / priced[0]!.outputTokens));
  const missed = results.map((own) => missedOf(own.map(({ outcomes }) => outcomes[0]!.promises)));
  const order = fleets
    .map((_, row) => row)
    .sort(
      (a, b) =>
        Math.sign(missed[a]!.length) - Math.sign(missed[b]!.length) || meanOf(runs[a]!).value - meanOf(runs[b]!).value,
    );
  const first = order[0]!;
  return order.map((row) => ({
    fleet: fleets[row]!,
    perOutputToken: meanOf(runs[row]!),
    difference: row === first ? null : difference(runs[first]!, runs[row]!),
    missed: missed[row]!,
  }));
};

/** Promises whose mean over the replications lies past their limit. */
const missedOf = (runs: readonly (readonly PromiseResult[])[]): readonly PromiseResult[] =>
  runs[0]!.flatMap((promise, row) => {
    const reached = runs.map((own) => own[row]!.reached?.value ?? Number.POSITIVE_INFINITY);
    const mean = reached.reduce((sum, one) => sum + one, 0) / reached.length;
    if (mean <= promise.limit) return [];
    return [{ ...promise, reached: Number.isFinite(mean) ? { value: mean, interval: null } : null, kept: false }];
  });
