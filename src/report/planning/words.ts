/** What a plan says: the fleet that keeps the promise and its price, what holds it back, or the nearest promise that could be kept. */
import type { Planned, PlannedFleet, PlannedPool } from '../../study/planning/plan.js';
import { isSure, perMillionSpread } from '../comparison.js';
import { PROMISE_WORDS, percentileName } from '../judgement.js';
import { delay, dollars, fixed, limit, POWER_LADDER, percent, plural, quantity } from '../numbers.js';

const watts = (value: number): string => quantity(value, POWER_LADDER);
const perMillion = (value: number): string => perMillionSpread({ value, interval: null });

const chipsText = ({ chips }: PlannedFleet): string =>
  chips.map(({ chip, count }) => `${fixed(count, 0)} ${chip}`).join(' and ');

/** `tensor 8 × data 2`; degrees of one are left out. */
export const layoutText = ({ tensor, data, pipeline }: PlannedPool['layout']): string => {
  const degrees = [
    ['tensor', tensor],
    ['data', data],
    ['pipeline', pipeline],
  ] as const;
  const told = degrees.filter(([, degree]) => degree > 1).map(([name, degree]) => `${name} ${degree}`);
  return told.length === 0 ? 'one chip' : told.join(' × ');
};

/** Bold words, then the rest. */
export const planAnswer = (planned: Planned): { readonly verdict: string; readonly rest: string } => {
  const { verdict, chosen, stretch } = planned;
  if (verdict === 'impossible' || chosen === null)
    return { verdict: 'No fleet allowed can serve this demand.', rest: reasons(planned).join(' ') };
  const fleet = `${chipsText(chosen)} at ${perMillion(chosen.perOutputToken)} per M output tokens, ${dollars(chosen.yearly)} a year, drawing up to ${watts(chosen.watts)}`;
  if (verdict === 'kept') return { verdict: 'The promise can be kept', rest: `with ${fleet}.` };
  return verdict === 'unsure'
    ? {
        verdict: 'We cannot tell whether the promise can be kept:',
        rest: `each pool keeps it alone, but not the whole site at ${fleet}.`,
      }
    : {
        verdict: 'No fleet allowed keeps the promise.',
        rest: `${reasons(planned).join(' ')} The nearest that could be kept is ${fixed(stretch, 2)} times as long: ${promiseList(planned)}; with ${fleet}.`,
      };
};

const promiseList = ({ promises }: Planned): string =>
  promises
    .map(
      ({ stream, measure, percentile, within }) =>
        `${stream} ${PROMISE_WORDS[measure as keyof typeof PROMISE_WORDS].name} ${percentileName(percentile / 100)} in ${limit(within)}`,
    )
    .join(', ');

/** Why the promise cannot be kept. */
export const reasons = ({ tooFast, troubles, binding, verdict, counts }: Planned): readonly string[] => {
  const light = tooFast.map(
    ({ stream, measure, limit: asked, floor, chip }) =>
      `${stream}: ${PROMISE_WORDS[measure].name} in ${limit(asked)} is below the speed of light, ${delay(floor)} by the data sheet of the quickest chip allowed (${chip}).`,
  );
  const unfit = counts.ways === 0 || verdict === 'impossible' ? troubles : [];
  const short = binding.flatMap(({ limit: what, needs }) =>
    needs === null
      ? []
      : [
          what === 'watts'
            ? `It takes at least ${watts(needs)} of site power.`
            : what === 'dollars'
              ? `Machines and building cost at least ${dollars(needs)}.`
              : `It takes at least ${plural(needs, 'chip')}, more than can be had.`,
        ],
  );
  const all = [...light, ...unfit, ...short];
  return all.length > 0
    ? all
    : verdict === 'impossible'
      ? ['Even a hundred times longer promises are missed within these limits of power, money and chips.']
      : ['Every finalist misses it at a tenth of its load: more chips do not help, quicker ones would.'];
};

const LIMIT_WORDS = {
  watts: 'power of the site',
  dollars: 'budget',
  chips: 'number of chips that can be had',
} as const;

/** What holds the chosen fleet back: limits of the site, then the resources of each pool's chips. */
export const bindingSentences = ({ binding, chosen, stretch }: Planned): readonly string[] => {
  if (chosen === null) return [];
  const limits =
    stretch === 1
      ? binding.map(({ limit: what, yearlyWithout }) =>
          yearlyWithout === null
            ? `The ${LIMIT_WORDS[what]} binds.`
            : `The ${LIMIT_WORDS[what]} binds: without it the fleet would cost ${dollars(yearlyWithout)} a year instead of ${dollars(chosen.yearly)}.`,
        )
      : [];
  const pools = chosen.pools.flatMap(({ model, chip, levers }) => {
    const [first, second] = levers;
    if (first === undefined || first.gain < 0.002) return [];
    const also = second === undefined || second.gain < 0.002 ? '' : `, of ${second.lever} ${percent(second.gain)}`;
    return [
      `${model} on ${chip} is held back by ${first.lever}: a tenth more would serve ${percent(first.gain)} more as quickly${also}.`,
    ];
  });
  return [...(limits.length === 0 && stretch === 1 ? ['No limit of power, money or chips binds.'] : limits), ...pools];
};

export const POOL_HEAD = ['model', 'chip', 'layout', 'batch', 'replicas', 'load', 'per M output'] as const;
export const poolCells = ({ pools }: PlannedFleet): readonly (readonly string[])[] =>
  pools.map((pool) => [
    pool.model,
    pool.chip,
    layoutText(pool.layout),
    fixed(pool.maxBatch, 0),
    fixed(pool.replicas, 0),
    percent(pool.load),
    perMillion(pool.perOutputToken),
  ]);

export const PROMISE_HEAD = ['stream', 'promise', 'limit', 'reached'] as const;
export const promiseCells = ({ pools }: PlannedFleet): readonly (readonly string[])[] =>
  pools.flatMap(({ promises }) =>
    promises.map(({ stream, measure, percentile, limit: asked, reached }) => [
      stream,
      `${PROMISE_WORDS[measure].name}, ${percentileName(percentile)}`,
      limit(asked),
      reached === null ? '—' : delay(reached.value),
    ]),
  );

export const FRONT_HEAD = ['promise', 'per M output', 'a year', 'power', 'chips'] as const;
/** The front, the longest promise and cheapest fleet first. */
export const frontCells = ({ front }: Planned): readonly (readonly string[])[] =>
  front.map((fleet) => [
    `× ${fixed(fleet.strain, 2)}`,
    perMillion(fleet.perOutputToken),
    dollars(fleet.yearly),
    watts(fleet.watts),
    chipsText(fleet),
  ]);

/** How the best fleets stood against each other. */
export const finalistSentences = ({ finalists }: Planned): readonly string[] =>
  finalists.flatMap(({ fleet, difference, missed }, row) => {
    const name = chipsText(fleet);
    const misses = missed.map(
      ({ stream, measure, limit: asked, reached }) =>
        `As a whole site ${row === 0 ? 'the fleet' : name} misses ${stream} ${PROMISE_WORDS[measure].name}: ${reached === null ? 'it cannot keep up' : `${delay(reached.value)} of ${limit(asked)}`}.`,
    );
    if (difference === null) return misses;
    return [
      isSure(difference)
        ? `Next, ${name} (${layouts(fleet)}) would cost ${perMillionSpread(difference)} more per M output tokens.`
        : `We cannot tell whether ${name} (${layouts(fleet)}) is dearer: ${perMillionSpread(difference)} per M output tokens.`,
      ...misses,
    ];
  });

const layouts = ({ pools }: PlannedFleet): string => pools.map(({ layout }) => layoutText(layout)).join('; ');
