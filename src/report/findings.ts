/** The title of every section: a finding of at most fifteen words that the data under it supports, or the plain statement that there is none. */
import type { RunResult } from '../measure/result.js';
import { shortName } from './answer.js';
import { billTotal, itemsOf } from './bill.js';
import { EVIDENCE } from './evidence.js';
import { capital } from './headline.js';
import { judge, stateOf } from './judgement.js';
import { count, delay, figures, fixed, percent } from './numbers.js';
import { clockAt, family, peakOf } from './series.js';

const largest = <Thing>(things: readonly Thing[], size: (thing: Thing) => number): Thing | null =>
  things.reduce<Thing | null>((best, thing) => (best === null || size(thing) > size(best) ? thing : best), null);

export const USE_WORDS = {
  writing: 'Writing tokens',
  reading: 'Reading prompts',
  idle: 'Waiting, powered',
  server: 'Servers',
  facility: 'Cooling and losses',
  elsewhere: 'Stored, sold or unused',
} as const;
export type Use = keyof typeof USE_WORDS;

export const chainFinding = ({ chain }: RunResult): string => {
  const use = largest(Object.keys(USE_WORDS) as Use[], (one) => chain.joules[one])!;
  const part = largest(chain.dollars, (one) => one.dollars);
  const total = chain.dollars.reduce((sum, one) => sum + one.dollars, 0);
  if (chain.joules.total === 0 || part === null || total === 0) return 'No electricity was used';
  const verb = use === 'server' ? 'take' : 'takes';
  return `${USE_WORDS[use]} ${verb} ${percent(chain.joules[use] / chain.joules.total)} of the electricity; ${part.part} ${part.part === 'chips' || part.part === 'operations' ? 'take' : 'takes'} ${percent(part.dollars / total)} of the dollars`;
};

export const dayFinding = (result: RunResult): string => {
  const state = stateOf(result);
  const waiting = peakOf(result.series, 'waiting');
  if (state === 'impossible') return 'Nothing is served, so the hours show what was asked';
  if (state === 'overloaded') return 'The line grows and never clears';
  const busiest = peakOf(result.series, 'arrivals');
  if (waiting !== null && waiting.value >= 1)
    return `The line is longest at ${clockAt(result.series, waiting.index)}, when ${figures(waiting.value)} ${waiting.value < 1.5 ? 'request waits' : 'requests wait'}`;
  return busiest === null || busiest.value === 0
    ? 'No request arrived'
    : `Demand peaks at ${clockAt(result.series, busiest.index)} and no line forms`;
};

export const latencyFinding = (result: RunResult): string => {
  const slowest = largest(
    family(result.series, 'ttft.p95:').flatMap(({ of, column }) => {
      const peak = peakOf(result.series, column.name);
      return peak === null ? [] : [{ of, ...peak }];
    }),
    (one) => one.value,
  );
  if (slowest === null) return 'No first token can be timed';
  return `At the worst hour, ${clockAt(result.series, slowest.index)}, ${shortName(slowest.of, 24)}’s p95 first token takes ${delay(slowest.value)}`;
};

export const promisesFinding = ({ promises }: RunResult): string => {
  const of = (wanted: ReturnType<typeof judge>) => promises.filter((promise) => judge(promise) === wanted).length;
  const [kept, missed, unsure, untested] = [of('kept'), of('missed'), of('unsure'), of('untested')];
  const all = promises.length;
  if (all === 0) return 'No promise was set, so none was tested';
  if (untested === all) return all === 1 ? 'The promise could not be tested' : 'No promise could be tested';
  if (kept === all) return all === 1 ? 'The promise is kept' : `All ${count(all)} promises are kept`;
  if (missed === all) return all === 1 ? 'The promise is missed' : `All ${count(all)} promises are missed`;
  if (unsure === all)
    return all === 1 ? 'We cannot tell whether the promise is kept' : 'We cannot tell which promises are kept';
  const others = [
    missed > 0 ? `${count(missed)} missed` : '',
    unsure > 0 ? `${count(unsure)} too close to call` : '',
    untested > 0 ? `${count(untested)} not tested` : '',
  ].filter((part) => part !== '');
  return `${capital(count(kept))} of ${count(all)} promises ${kept === 1 ? 'is' : 'are'} kept, ${others.join(', ')}`;
};

export const boundaryFinding = ({ boundaries }: RunResult): string => {
  const full = boundaries.find((one) => one.code === 'fullTco');
  const cash = boundaries.find((one) => one.code === 'operatorCash');
  if (full === undefined || full.total === 0) return 'No cost was counted';
  if (full.electricity === 0) return 'Electricity costs nothing here, whatever it is divided by';
  if (cash === undefined) return `Electricity is ${percent(full.electricityShare)} of full cost`;
  return `Electricity is ${percent(cash.electricityShare)} of operating cash and ${percent(full.electricityShare)} of full cost`;
};

export const waterfallFinding = ({ chain }: RunResult): string => {
  const part = largest(chain.dollars, (one) => one.dollars);
  const total = chain.dollars.reduce((sum, one) => sum + one.dollars, 0);
  if (part === null || total === 0) return 'No cost was counted';
  return `${capital(part.part)} ${part.part === 'chips' || part.part === 'operations' ? 'are' : 'is'} ${percent(part.dollars / total)} of ${chain.tokens.written > 0 ? 'what a token costs' : 'the cost'}`;
};

export const nextFinding = (result: RunResult): string => {
  const next = result.nextTokens?.perOutputToken ?? null;
  const mean = result.boundaries.find((one) => one.code === 'fullTco')?.perOutputToken ?? null;
  if (
    next === null ||
    mean === null ||
    mean === 0 ||
    (next.interval !== null && next.interval[0] < 0 && next.interval[1] > 0)
  )
    return 'We cannot tell what the next million tokens cost';
  return `The next million tokens cost $${figures(next.value * 1e6, next.interval === null ? null : [next.interval[0] * 1e6, next.interval[1] * 1e6])}, ${percent(next.value / mean)} of the mean`;
};

export const fleetFinding = ({ pools }: RunResult): string => {
  const all = pools.reduce((sum, pool) => sum + pool.outputTokens.value, 0);
  const power = pools.reduce((sum, pool) => sum + pool.itPower.value, 0);
  const most = largest(pools, (pool) => pool.outputTokens.value);
  if (most === null) return 'There is no fleet';
  if (all === 0 || power === 0) return 'The fleet wrote nothing';
  if (pools.length === 1)
    return `${fixed(most.replicas * most.chipsPerReplica, 0)} ${shortName(most.chip.name)} write every token`;
  return `${shortName(most.name, 24)} writes ${percent(most.outputTokens.value / all)} of the tokens with ${percent(most.itPower.value / power)} of the power`;
};

export const billFinding = ({ bill }: RunResult): string => {
  const items = itemsOf(bill);
  const total = billTotal(items);
  const most = largest(items, (item) => item.dollars);
  if (most === null || total === 0) return 'There is no electricity bill';
  if (items.length === 1) return 'The bill is one line';
  if (total < 0) return 'The grid pays the site';
  return `“${shortName(most.label, 40)}” is ${percent(most.dollars / total)} of the electricity bill`;
};

export const samplingFinding = ({ sampling }: RunResult): string => {
  const { sampledReplicas, replicas, relativeError } = sampling;
  const error =
    relativeError === null
      ? 'no error can be stated'
      : `tokens are known to ±${Number((relativeError * 100).toPrecision(2))}%`;
  return sampledReplicas >= replicas
    ? `Every replica was simulated; ${error}`
    : `${fixed(sampledReplicas, 0)} of ${fixed(replicas, 0)} replicas were simulated; ${error}`;
};

export const evidenceFinding = ({ facts }: RunResult): string => {
  const assumed = facts.filter((fact) => EVIDENCE[fact.tier] === 'assumed').length;
  if (facts.length === 0) return 'No figure with a source was used';
  return assumed === 0
    ? 'Every figure underneath is measured or published'
    : `${capital(count(assumed))} of ${count(facts.length)} figures underneath ${assumed === 1 ? 'is' : 'are'} assumed`;
};
