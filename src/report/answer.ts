/** The first sentence of every document: the scenario's own question answered in at most thirty words, bad news included. */
import type { PromiseResult, RunResult } from '../measure/result.js';
import { EVIDENCE } from './evidence.js';
import { capital, headlines, tightestPromise } from './headline.js';
import { impossiblePools, judge, missedBy, overloadedPools, PROMISE_WORDS, stateOf } from './judgement.js';
import { count, fixed, limit, percent, plural, timed } from './numbers.js';
import { clockAt, peakOf } from './series.js';

/** Verdict words to be set bold, then the rest; together at most 30 words. */
export interface AnswerText {
  readonly verdict: string;
  readonly rest: string;
}

export const MOST_WORDS = 30;

export const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** A name inside a sentence: short enough to leave room for the rest. */
export const shortName = (name: string, letters = 32): string => {
  const whole = name.replace(/\s+/g, ' ').trim();
  const tidy = [...whole].length <= letters ? whole : whole.replace(/ ?\([^)]*\)/g, ''); // what stands in brackets goes first
  return [...tidy].length <= letters
    ? tidy
    : `${[...tidy]
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;
};

/** Clauses are added, most important first, as long as the words suffice. */
const composed = (verdict: string, clauses: readonly string[]): AnswerText => {
  let rest = '';
  for (const clause of clauses) {
    const longer = rest === '' ? clause : `${rest} ${clause}`;
    if (wordCount(`${verdict} ${longer}`) <= MOST_WORDS) rest = longer;
  }
  return { verdict, rest };
};

const byJudgement = (result: RunResult, wanted: ReturnType<typeof judge>): readonly PromiseResult[] =>
  result.promises.filter((promise) => judge(promise) === wanted);

/** The worst of several promises: furthest past its limit, relative to it. */
const worst = (promises: readonly PromiseResult[]): PromiseResult =>
  [...promises].sort((a, b) => b.reached!.value / b.limit - a.reached!.value / a.limit)[0]!;

const promiseSentence = (result: RunResult): string => {
  const missed = byJudgement(result, 'missed');
  const unsure = byJudgement(result, 'unsure');
  if (missed.length === 1) return `${shortName(missed[0]!.stream)} misses its promise by ${missedBy(missed[0]!)}`;
  if (missed.length > 1) {
    const first = worst(missed);
    return `${count(missed.length)} promises of ${count(result.promises.length)} are missed, ${shortName(first.stream)}’s ${PROMISE_WORDS[first.measure].name} by ${missedBy(first)}`;
  }
  return unsure.length > 0 ? `we cannot tell whether ${shortName(unsure[0]!.stream)} keeps its promise` : '';
};

const steady = (result: RunResult): AnswerText => {
  const of = (code: string) => headlines(result).find((one) => one.code === code)!;
  const [made, cost, next, share] = [of('tokens'), of('cost'), of('next'), of('share')];
  const amount = `${made.value} tokens ${made.per.replace('output ', '')} at ${cost.value} a million`;
  const trouble = promiseSentence(result);
  const cash = result.boundaries.find((boundary) => boundary.code === 'operatorCash');
  const shares = `Electricity is ${share.value} of full cost${cash === undefined ? '' : `, ${percent(cash.electricityShare)} of operating cash`}.`;
  const kept =
    result.promises.length === 0
      ? 'No promise was set.'
      : trouble === '' && byJudgement(result, 'kept').length === result.promises.length
        ? 'Every promise is kept.'
        : '';
  const million = next.estimate === null ? '' : `The next million costs ${next.value}.`;
  return composed(
    trouble === '' ? `${amount}.` : `${amount}, but ${trouble}.`,
    [kept, shares, million].filter((clause) => clause !== ''),
  );
};

/** How far demand is over capacity, when it is. */
const excess = (load: number): string =>
  load > 1 ? `${percent(load - 1)} more than it can serve` : 'more than it can serve';

const overloaded = (result: RunResult): AnswerText => {
  const pools = overloadedPools(result);
  const first = [...pools].sort((a, b) => b.load - a.load)[0];
  return composed(
    'The line grows without end.',
    [
      first === undefined
        ? 'The fleet is asked for more than it can serve.'
        : `${shortName(first.name)} is asked for ${excess(first.load)}, so waiting times have no mean.`,
      pools.length > 1
        ? `So ${pools.length === 2 ? 'is one other pool' : `are ${count(pools.length - 1)} other pools`}.`
        : '',
    ].filter((clause) => clause !== ''),
  );
};

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text.trim())?.[0] ?? `${text.trim()}.`;

const impossible = (result: RunResult): AnswerText => {
  const pool = impossiblePools(result)[0]!;
  return composed('The plan cannot work.', [
    wordCount(pool.trouble!) <= MOST_WORDS - 5
      ? capital(firstSentence(pool.trouble!))
      : `${shortName(pool.name)} cannot serve ${shortName(pool.model.name)} as laid out; the cause is below.`,
  ]);
};

const backlogged = (result: RunResult): AnswerText => {
  const peak = peakOf(result.series, 'waiting');
  const last =
    result.series.columns.find((column) => column.name === 'waiting')?.values.findLast((value) => value !== null) ??
    null;
  return composed(
    'The day’s work is not finished at its end.',
    [
      last === null ? '' : `${fixed(last, 0)} requests still wait.`,
      peak === null ? '' : `The line was longest at ${clockAt(result.series, peak.index)}.`,
      `${capital(promiseSentence(result))}.`,
    ].filter((clause) => clause !== '' && clause !== '.'),
  );
};

/** The answer; true also at the worse end of every interval it speaks of. */
export const answerOf = (result: RunResult): AnswerText => {
  const answers = {
    impossible,
    overloaded,
    backlogged,
    silent: () =>
      composed('No token was written.', [
        'No request arrived within the hours simulated, so there is nothing to divide the cost by.',
      ]),
    steady,
  };
  return answers[stateOf(result)](result);
};

export const plainAnswer = (answer: AnswerText): string => `${answer.verdict} ${answer.rest}`.trim();

const fleetSentence = (result: RunResult): string => {
  const pools = result.pools
    .slice(0, 2)
    .map(
      (pool) =>
        `${fixed(pool.replicas * pool.chipsPerReplica, 0)} ${shortName(pool.chip.name)} serve ${shortName(pool.model.name)}`,
    );
  const more = result.pools.length - pools.length;
  return `In ${shortName(result.place, 72)}, ${pools.join(' and ')}${more > 0 ? `, with ${plural(more, 'more pool')}` : ''}.`;
};

const cause = (result: RunResult): string => {
  const missed = byJudgement(result, 'missed');
  const tight = missed.length > 0 ? worst(missed) : tightestPromise(result.promises);
  if (tight?.reached == null) return '';
  const slowest = peakOf(result.series, `${tight.measure}.p95:${tight.stream}`);
  const { value, range } = timed(tight.reached);
  const interval = range === null ? '' : ` (${range})`;
  return `The tightest promise is ${shortName(tight.stream)}’s ${PROMISE_WORDS[tight.measure].name}: ${value}${interval} against ${limit(tight.limit)}${slowest === null ? '' : `, slowest at ${clockAt(result.series, slowest.index)}`}.`;
};

/** Where the evidence is thin, it is said at once. */
const evidenceSentence = (result: RunResult): string => {
  const weakest = result.facts.find((fact) => EVIDENCE[fact.tier] === 'assumed');
  const error = result.sampling.relativeError;
  const known =
    error === null || result.chain.tokens.written === 0
      ? ''
      : `Tokens are known to ±${Number((error * 100).toPrecision(2))}%. `;
  return `${known}${weakest === undefined ? '' : `The cost rests on an assumed figure: ${shortName(weakest.name, 60)}.`}`.trim();
};

/** The paragraph under the answer: what was asked, what was run, the cause, how sure we are. */
export const ledeOf = (result: RunResult): readonly string[] => {
  const state = stateOf(result);
  const question = result.question.trim();
  const middle =
    state === 'steady' || state === 'backlogged'
      ? [cause(result)]
      : [...new Set([...result.troubles, ...result.pools.flatMap((pool) => pool.trouble ?? [])])];
  return [
    question === '' ? '' : `You asked: “${question}”`,
    fleetSentence(result),
    ...middle,
    evidenceSentence(result),
  ].filter((sentence) => sentence !== '');
};
