/** What a plan must do: which models, how many requests of what length, which promises, and the limits of power, money and chips. */

import { workOf } from '../../demand/prepared.js';
import { toDollars } from '../../economy/price.js';
import type { Blueprint } from '../../factory/blueprint.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Issue } from '../../schema/issue.js';
import type { Work } from '../../serving/capacity.js';
import type { Dollars, Ratio, Watts } from '../../units/quantity.js';

type Stream = Scenario['demand'][number];
export type Allowed = NonNullable<NonNullable<Scenario['plan']>['chips']>[number];

/** A model that the demand asks for. */
export interface AskedModel {
  readonly model: string;
  /** Its streams at the rates they have in the scenario, in requests per second. */
  readonly streams: readonly Stream[];
  readonly loads: readonly { readonly work: Work; readonly rate: number }[];
  /** Requests per second of all its streams. */
  readonly rate: number;
}

export interface Limits {
  /** Power of the site at full load; Infinity where there is none. */
  readonly watts: Watts;
  /** Purchase of machines and building; Infinity where there is none. */
  readonly dollars: Dollars;
}

export interface Asked {
  readonly models: readonly AskedModel[];
  readonly allowed: readonly Allowed[];
  readonly limits: Limits;
  readonly goodput: Ratio | null;
}

/** What is wrong with asking for a plan of this scenario; empty if it can be asked. */
export const planningIssues = (scenario: Scenario): readonly Issue[] => {
  const promises =
    scenario.plan?.promise === undefined ? scenario.demand.map(({ promise }) => promise) : [scenario.plan.promise];
  if (promises.some((promise) => promise !== undefined && Object.keys(promise).length > 0)) return [];
  return [
    {
      path: scenario.plan === undefined ? ['demand', 0] : ['plan'],
      expected:
        'a promise to plan for, such as promise: {ttft: {within: 1 s}, tpot: {within: 50 ms}}, of a stream or under plan',
    },
  ];
};

/** The grid's limit where the grid is the only source, else none. */
const gridLimit = ({ power }: Scenario): Watts =>
  power.sources.length > 0 && power.sources.every(({ kind }) => kind === 'grid')
    ? power.sources.reduce(
        (sum, source) => sum + (source.kind === 'grid' ? (source.limit ?? Number.POSITIVE_INFINITY) : 0),
        0,
      )
    : Number.POSITIVE_INFINITY;

const chipsOfFleet = ({ fleet }: Scenario): readonly Allowed[] =>
  [...new Set(fleet.map(({ chip }) => chip))].map((chip) => ({ chip }));

/** @throws Error for a stream without a rate, which reading the scenario refuses */
export const askedOf = ({ scenario, streams, rates }: Blueprint): Asked => {
  const { plan } = scenario;
  const rows = scenario.demand.map(
    (spec, row): { readonly stream: Stream; readonly load: AskedModel['loads'][number] } => {
      const { weight: _, ...rest } = spec;
      const promise = plan?.promise ?? spec.promise;
      const rate = spec.rate === undefined ? {} : { rate: { of: 'time' as const, perSecond: rates[row]! } };
      return {
        stream: { ...rest, ...rate, ...(promise === undefined ? {} : { promise }) },
        load: { work: workOf(streams[row]!), rate: rates[row]! },
      };
    },
  );
  const models = [...new Set(scenario.demand.map(({ model }) => model))].map((model): AskedModel => {
    const own = rows.filter(({ stream }) => stream.model === model);
    return {
      model,
      streams: own.map(({ stream }) => stream),
      loads: own.map(({ load }) => load),
      rate: own.reduce((sum, { load }) => sum + load.rate, 0),
    };
  });
  return {
    models,
    allowed: plan?.chips ?? chipsOfFleet(scenario),
    limits: {
      watts: plan?.megawatts ?? gridLimit(scenario),
      dollars:
        plan?.budget === undefined ? Number.POSITIVE_INFINITY : toDollars(plan.budget, scenario.economy.exchange),
    },
    goodput: plan?.goodput ?? null,
  };
};

/** Up to three significant digits: a promise as it is written down, never shorter than it is. */
const roundedUp = (seconds: number): number => {
  const step = 10 ** (Math.floor(Math.log10(seconds)) - 2);
  return Number((Math.ceil(seconds / step - 1e-9) * step).toPrecision(3));
};

/** The streams with every promise `stretch` times as long. */
export const stretched = (streams: readonly Stream[], stretch: number): readonly Stream[] =>
  stretch === 1
    ? streams
    : streams.map((stream) => {
        const { promise } = stream;
        if (promise === undefined) return stream;
        const longer = Object.fromEntries(
          Object.entries(promise).map(([measure, limit]) => [
            measure,
            { ...limit, within: roundedUp(stretch * limit!.within) },
          ]),
        );
        return { ...stream, promise: longer };
      });
