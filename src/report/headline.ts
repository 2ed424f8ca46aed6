/** The six figures that every document opens with: value, unit, interval, evidence, in that order. */

import type { Measure } from '../measure/measure.js';
import type { Estimate, PromiseResult, RunResult } from '../measure/result.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import { JUDGEMENT_WORDS, judge, PROMISE_WORDS, percentileName } from './judgement.js';
import {
  decimalsOf,
  ENERGY_LADDER,
  figures,
  inCents,
  limit,
  MISSING,
  percent,
  perPeriod,
  range,
  TIME_LADDER,
  TOKEN_LADDER,
  written,
} from './numbers.js';
import type { Role } from './theme.js';

export interface Headline {
  readonly code: 'tokens' | 'cost' | 'next' | 'energy' | 'latency' | 'share';
  readonly name: string;
  readonly estimate: Estimate | null;
  /** As written: `173 bn`, `$0.99`, `—`. */
  readonly value: string;
  /** What it is counted in: `output a day`, `per M output tokens`. */
  readonly per: string;
  /** The interval as written, without unit; null where there is none. */
  readonly range: string | null;
  /** The interval from coefficients drawn within their bands, as written; null where nothing was drawn. */
  readonly modelRange: string | null;
  readonly evidence: Evidence;
  /** One or two sentences under the figure. */
  readonly note: string;
  /** A promise to be marked on the drawn interval, in the unit of the estimate. */
  readonly limit: number | null;
  readonly role: Role;
  readonly definition: string;
}

/** The names under which `measure/` publishes what the headlines need. */
export const HEADLINE_MEASURES = {
  tokens: 'tokens.output',
  cost: 'cost.fullTco.perOutputToken',
  energy: 'energy.perOutputToken',
  share: 'electricity.share.fullTco',
  next: 'marginal.perOutputToken',
} as const;

const found = (result: RunResult, name: string): Measure | undefined =>
  result.measures.find((one) => one.name === name);

const estimateOf = (measure: Measure | undefined, otherwise: number | null): Estimate | null =>
  measure !== undefined && measure.value !== null
    ? { value: measure.value, interval: measure.interval }
    : otherwise === null
      ? null
      : { value: otherwise, interval: null };

/** The value with its interval of model uncertainty, in units of `factor`; null where nothing was drawn. */
const modelled = (measure: Measure | undefined, factor = 1): Estimate | null => {
  const interval = measure?.modelInterval ?? null;
  return measure === undefined || measure.value === null || interval === null
    ? null
    : { value: measure.value * factor, interval: [interval[0] * factor, interval[1] * factor] };
};

/** An interval with the unit of its ladder: `12–14 kWh`. */
const ladderRange = (estimate: Estimate | null, ladder: Parameters<typeof written>[1]): string | null => {
  if (estimate === null) return null;
  const { range: interval, unit } = written(estimate, ladder);
  return interval === null ? null : withUnit({ value: interval, unit });
};

const percentRange = (estimate: Estimate | null): string | null => {
  if (estimate?.interval == null) return null;
  const points = [estimate.interval[0] * 100, estimate.interval[1] * 100] as const;
  return `${range(points[0], points[1], Math.min(1, decimalsOf(estimate.value * 100, points)))}%`;
};

const money = (estimate: Estimate | null): { value: string; range: string | null } => {
  if (estimate === null) return { value: MISSING, range: null };
  const perMillion = estimate.value * 1e6;
  const interval =
    estimate.interval === null ? null : ([estimate.interval[0] * 1e6, estimate.interval[1] * 1e6] as const);
  return {
    value: `${perMillion < 0 ? '−' : ''}$${figures(Math.abs(perMillion), interval)}`,
    range: interval === null ? null : `$${range(interval[0], interval[1], decimalsOf(perMillion, interval))}`,
  };
};

const withUnit = ({ value, unit }: { value: string; unit: string }): string =>
  unit === '' ? value : `${value}\u202f${unit}`;

const strain = (promise: PromiseResult) => (promise.reached === null ? -1 : promise.reached.value / promise.limit);

/** The promise that is nearest to its limit or furthest past it. */
export const tightestPromise = (promises: readonly PromiseResult[]): PromiseResult | null =>
  [...promises].sort((a, b) => strain(b) - strain(a))[0] ?? null;

/** The tightest promise on the first token, which is what waiting feels like; on anything else where none is made. */
const tightestFirst = (promises: readonly PromiseResult[]): PromiseResult | null => {
  const first = promises.filter(({ measure }) => measure === 'ttft');
  return tightestPromise(first.length > 0 ? first : promises);
};

const tokens = (result: RunResult): Headline => {
  const measure = found(result, HEADLINE_MEASURES.tokens);
  const { phrase, factor } = perPeriod(result.horizon);
  const total = estimateOf(measure, result.chain.tokens.written)!;
  const estimate: Estimate = {
    value: total.value * factor,
    interval: total.interval === null ? null : [total.interval[0] * factor, total.interval[1] * factor],
  };
  const shown = written(estimate, TOKEN_LADDER);
  const read = written({ value: result.chain.tokens.read * factor, interval: null }, TOKEN_LADDER);
  return {
    code: 'tokens',
    name: 'Tokens made',
    estimate,
    value: withUnit(shown),
    per: `output ${phrase}`,
    range: shown.range,
    modelRange: ladderRange(modelled(measure, factor), TOKEN_LADDER),
    evidence: EVIDENCE[measure?.tier ?? 'estimate'],
    note: `${withUnit(read)} prompt tokens were read.`,
    limit: null,
    role: 'ink',
    definition: measure?.definition ?? 'Output tokens of all pools.',
  };
};

const cost = (result: RunResult): Headline => {
  const measure = found(result, HEADLINE_MEASURES.cost);
  const full = result.boundaries.find((boundary) => boundary.code === 'fullTco');
  const estimate = estimateOf(measure, full?.perOutputToken ?? null);
  const largest = [...result.chain.dollars].sort((a, b) => b.dollars - a.dollars)[0];
  const total = result.chain.dollars.reduce((sum, part) => sum + part.dollars, 0);
  return {
    code: 'cost',
    name: 'Cost, everything counted',
    estimate,
    ...money(estimate),
    modelRange: money(modelled(measure)).range,
    per: 'per M output tokens',
    evidence: EVIDENCE[measure?.tier ?? 'estimate'],
    note:
      estimate === null
        ? sentence(measure?.why ?? 'no token was written')
        : largest === undefined || total === 0
          ? ''
          : `${capital(largest.part)} ${largest.part === 'chips' || largest.part === 'operations' ? 'are' : 'is'} ${percent(largest.dollars / total)} of it.`,
    limit: null,
    role: 'ink',
    definition: measure?.definition ?? full?.definition ?? 'Full cost over all output tokens.',
  };
};

const next = (result: RunResult): Headline => {
  const estimate = result.nextTokens?.perOutputToken ?? null;
  const step = result.nextTokens === null ? '' : `${Number((result.nextTokens.demandStep * 100).toPrecision(3))}%`;
  return {
    code: 'next',
    name: 'Cost of the next token',
    estimate,
    ...money(estimate),
    modelRange: null,
    per: 'per M output tokens',
    evidence:
      EVIDENCE[
        found(result, HEADLINE_MEASURES.next)?.tier ?? found(result, HEADLINE_MEASURES.cost)?.tier ?? 'estimate'
      ],
    note:
      estimate === null
        ? sentence(result.nextTokens?.why ?? 'this run was not repeated with more demand')
        : `The same fleet with ${step} more demand${inCents(estimate.value * 1e6, estimate.interval === null ? null : [estimate.interval[0] * 1e6, estimate.interval[1] * 1e6])}.`,
    limit: null,
    role: 'accent',
    definition: 'Dollars added by a paired rerun with more demand, over the output tokens it adds.',
  };
};

const energyUsed = (result: RunResult): Headline => {
  const measure = found(result, HEADLINE_MEASURES.energy);
  const wrote = result.chain.tokens.written;
  const perToken = estimateOf(measure, wrote > 0 ? result.chain.joules.total / wrote : null);
  const estimate =
    perToken === null
      ? null
      : {
          value: perToken.value * 1e6,
          interval:
            perToken.interval === null ? null : ([perToken.interval[0] * 1e6, perToken.interval[1] * 1e6] as const),
        };
  const shown = estimate === null ? null : written(estimate, ENERGY_LADDER);
  return {
    code: 'energy',
    name: 'Electricity used',
    estimate,
    value: shown === null ? MISSING : withUnit(shown),
    per: 'per M output tokens',
    range: shown?.range ?? null,
    modelRange: ladderRange(modelled(measure, 1e6), ENERGY_LADDER),
    evidence: EVIDENCE[measure?.tier ?? 'estimate'],
    note:
      estimate === null
        ? sentence(measure?.why ?? 'no token was written')
        : `Cooling and idle included.${result.pue.average === null ? '' : ` PUE ${result.pue.average.toFixed(2)}.`}`,
    limit: null,
    role: 'ink',
    definition: measure?.definition ?? 'Joules at the meter over all output tokens.',
  };
};

/** How the promises beside the one shown fared. */
const othersSentence = (others: number, kept: number): string => {
  if (others === 0) return '';
  if (others === 1) return ` The other promise is ${kept === 1 ? '' : 'not '}kept.`;
  return kept === others
    ? ` The ${others} others are kept.`
    : ` Of ${others} others, ${kept} ${kept === 1 ? 'is' : 'are'} kept.`;
};

const latency = (result: RunResult): Headline => {
  const promise = tightestFirst(result.promises);
  const stream = result.streams.find((one) => promise === null || one.name === promise.stream) ?? null;
  const estimate = promise !== null ? promise.reached : (stream?.ttft?.p95 ?? null);
  const shown = estimate === null ? null : written(estimate, TIME_LADDER.slice(2));
  const measure = found(
    result,
    `${promise?.stream ?? stream?.name}.${promise?.measure ?? 'ttft'}.${percentileName(promise?.percentile ?? 0.95)}`,
  );
  const words = PROMISE_WORDS[promise?.measure ?? 'ttft'];
  const name = `${capital(words.name)}, ${promise?.stream ?? stream?.name ?? 'no stream'}, ${promise === null ? 'p95' : percentileName(promise.percentile)}`;
  const judged = promise === null ? null : judge(promise);
  const others = result.promises.filter((one) => one !== promise);
  const kept = others.filter((one) => judge(one) === 'kept').length;
  return {
    code: 'latency',
    name,
    estimate,
    value: shown === null ? MISSING : withUnit(shown),
    per: promise === null ? 'no promise set' : `promise: under ${limit(promise.limit)}`,
    range: shown?.range ?? null,
    modelRange: ladderRange(modelled(measure), TIME_LADDER.slice(2)),
    evidence: EVIDENCE[measure?.tier ?? 'estimate'],
    note:
      estimate === null
        ? 'The line grows or nothing was finished, so waiting has no mean.'
        : judged === null
          ? 'Ninety-five requests of a hundred are at least this fast.'
          : `${JUDGEMENT_WORDS[judged].mark} ${capital(JUDGEMENT_WORDS[judged].word)}.${othersSentence(others.length, kept)}`,
    limit: promise?.limit ?? null,
    role: judged === 'kept' ? 'good' : judged === 'missed' ? 'bad' : 'ink',
    definition:
      'The time within which that share of finished requests got their first token, over the horizon without warm-up.',
  };
};

const share = (result: RunResult): Headline => {
  const measure = found(result, HEADLINE_MEASURES.share);
  const of = (code: string) => result.boundaries.find((boundary) => boundary.code === code);
  const estimate = estimateOf(measure, of('fullTco')?.electricityShare ?? null);
  const cash = of('operatorCash');
  return {
    code: 'share',
    name: 'Electricity’s share',
    estimate,
    value: estimate === null ? MISSING : percent(estimate.value, estimate.interval),
    per: 'of full cost',
    range: percentRange(estimate),
    modelRange: percentRange(modelled(measure)),
    evidence: EVIDENCE[measure?.tier ?? 'estimate'],
    note: cash === undefined ? '' : `It is ${percent(cash.electricityShare)} of operating cash.`,
    limit: null,
    role: 'electricity',
    definition: measure?.definition ?? 'The electricity bill over the full cost of the same hours.',
  };
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A reason as a sentence of its own. */
const sentence = (text: string): string => capital(/[.!?]$/.test(text) ? text : `${text}.`);

export const headlines = (result: RunResult): readonly Headline[] => [
  tokens(result),
  cost(result),
  next(result),
  energyUsed(result),
  latency(result),
  share(result),
];
