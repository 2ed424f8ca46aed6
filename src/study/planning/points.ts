/** Finalists simulated at shares of their capacity: what each costs, and how near it comes to what was promised. */
import type { PromiseResult } from '../../measure/result.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Dollars, Ratio } from '../../units/quantity.js';
import { type CrewOptions, performAll } from '../crew.js';
import type { JobResult, Recorded } from '../job.js';
import type { Asked, AskedModel } from './asked.js';
import { stretched } from './asked.js';
import { LEVELS, type Way } from './ways.js';

/** One way at one size, simulated alone. */
export interface Point {
  readonly way: Way;
  readonly level: number;
  readonly replicas: number;
  /** Full cost of the simulated time [USD], and the output tokens of that time. */
  readonly cost: Dollars;
  readonly outputTokens: number;
  readonly promises: readonly PromiseResult[];
  /** Largest of what was reached over what was promised; Infinity where it does not keep up. */
  readonly strain: Ratio;
  /** Least share of a stream's requests that kept every promise; 1 without promises. */
  readonly goodput: Ratio;
}

/** Replicas simulated of a pool: several behind one front door, so that routing has a choice; more would take longer and say little more. */
export const SAMPLE = 2;
/** Nothing is learnt of a promise from more than a day. */
const LONGEST = 86_400;

export const replicasAt = (way: Way, asked: AskedModel, level: number): number =>
  Math.max(1, Math.ceil(asked.rate / (LEVELS[level]! * way.capacity)));

/** The scenario with one pool alone and the streams it serves: no shortage, no failures, one replication. */
const aloneOf = (scenario: Scenario, way: Way, replicas: number, streams: AskedModel['streams']): Scenario => {
  const { plan: _, assert: __, ...rest } = scenario;
  const { shortage: ___, ...power } = scenario.power;
  return {
    ...rest,
    title: '',
    question: '',
    horizon: Math.min(scenario.horizon, LONGEST),
    power,
    fleet: [{ ...way.pool, replicas }],
    demand: [...streams],
    failures: [],
    uncertainty: 'sampling',
    sampling: { ...scenario.sampling, sample: SAMPLE, replications: 1 },
  };
};

/** Limits that stand for any others where only times are wanted, so that finished work serves every promise. */
const unlimited = (streams: AskedModel['streams']): AskedModel['streams'] =>
  streams.map((stream) => {
    const limits = Object.entries(stream.promise ?? {}).map(([measure, limit]) => [measure, { ...limit, within: 1 }]);
    return stream.promise === undefined ? stream : { ...stream, promise: Object.fromEntries(limits) };
  });

/** Asked points, each simulated once. */
export class Points {
  private readonly known = new Map<string, { readonly point: Point; readonly asked: AskedModel }>();
  /** Simulations so far. */
  simulations = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly recorded: Recorded,
    private readonly goodput: Ratio | null,
    private readonly crew: CrewOptions,
    private readonly advanced: (simulations: number) => void,
  ) {}

  /** Every point simulated so far, judged by the promises as they were asked. */
  get all(): readonly Point[] {
    return [...this.known.values()].map(({ point, asked }) => restretched(point, asked.streams));
  }

  /** Points in the order of `wanted`. Times do not depend on what is promised, so a promise that is stretched costs no simulation unless a share of
   *  requests must keep it. */
  async at(
    wanted: readonly { readonly way: Way; readonly asked: AskedModel; readonly level: number }[],
    stretch: number,
  ): Promise<readonly Point[]> {
    const keyed = wanted.map((one) => {
      const replicas = replicasAt(one.way, one.asked, one.level);
      const suffix = this.goodput === null ? '' : `/${stretch}`;
      return { ...one, replicas, key: `${JSON.stringify(one.way.pool)}/${replicas}${suffix}` };
    });
    const fresh = [...new Map(keyed.filter(({ key }) => !this.known.has(key)).map((one) => [one.key, one])).values()];
    const assignments = fresh.map(({ way, asked, replicas }) => {
      const scenario = aloneOf(
        this.scenario,
        way,
        replicas,
        this.goodput === null ? unlimited(asked.streams) : stretched(asked.streams, stretch),
      );
      return { scenario, recorded: this.recorded, pricings: [scenario], told: [0], replications: [0] };
    });
    const results = await performAll(assignments, this.crew);
    fresh.forEach(({ key, way, asked, level, replicas }, row) => {
      this.known.set(key, { asked, point: pointOf(way, level, replicas, results[row]![0]!) });
    });
    this.simulations += fresh.length;
    this.advanced(this.simulations);
    return keyed.map(({ key, asked }) => restretched(this.known.get(key)!.point, stretched(asked.streams, stretch)));
  }
}

const pointOf = (way: Way, level: number, replicas: number, { priced, outcomes }: JobResult): Point => {
  const [outcome] = outcomes;
  const { promises, verdict, values } = outcome!;
  const shares = Object.entries(values).flatMap(([name, value]) => (name.endsWith('.goodput') ? [value ?? 0] : []));
  return {
    way,
    level,
    replicas,
    cost: priced[0]!.fullCost,
    outputTokens: priced[0]!.outputTokens,
    promises: verdict === 'STABLE' ? promises : promises.map((promise) => ({ ...promise, reached: null, kept: false })),
    strain: verdict === 'STABLE' ? strainOf(promises) : Number.POSITIVE_INFINITY,
    goodput: verdict === 'STABLE' ? Math.min(1, ...shares) : 0,
  };
};

const strainOf = (promises: readonly PromiseResult[]): Ratio =>
  Math.max(
    0,
    ...promises.map(({ reached, limit }) => (reached === null ? Number.POSITIVE_INFINITY : reached.value / limit)),
  );

/** The point judged by other limits. */
const restretched = (point: Point, streams: AskedModel['streams']): Point => {
  const promises = point.promises.map((promise) => {
    const limit = streams.find(({ name }) => name === promise.stream)?.promise?.[promise.measure]?.within;
    return limit === undefined
      ? promise
      : { ...promise, limit, kept: promise.reached !== null && promise.reached.value <= limit };
  });
  return { ...point, promises, strain: point.strain === Number.POSITIVE_INFINITY ? point.strain : strainOf(promises) };
};

export const isKept = ({ strain, goodput }: Point, asked: Asked): boolean =>
  strain <= 1 && (asked.goodput === null || goodput >= asked.goodput);

/** The highest level at which each way keeps the promise, by bisection over the same levels whatever is promised; null where the lowest does not.
 *  All ways take each step together, so that threads have something to share. */
export const sizes = async (
  points: Points,
  asked: Asked,
  ways: readonly { readonly way: Way; readonly asked: AskedModel }[],
  stretch: number,
): Promise<readonly (Point | null)[]> => {
  const low = ways.map(() => -1);
  const high = ways.map((): number => LEVELS.length);
  const best: (Point | null)[] = ways.map(() => null);
  for (;;) {
    const open = ways.flatMap((_, row) => (high[row]! - low[row]! > 1 ? [row] : []));
    if (open.length === 0) return best;
    const middles = open.map((row) => Math.floor((low[row]! + high[row]!) / 2));
    const found = await points.at(
      open.map((row, at) => ({ ...ways[row]!, level: middles[at]! })),
      stretch,
    );
    open.forEach((row, at) => {
      if (isKept(found[at]!, asked)) {
        low[row] = middles[at]!;
        best[row] = found[at]!;
      } else high[row] = middles[at]!;
    });
  }
};
