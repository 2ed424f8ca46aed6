/** What went wrong, each as a sentence of what happened and, where the run knows one, of what to do: boxes in the page. */
import type { RunResult } from '../../measure/result.js';
import { capital } from '../headline.js';
import { judge, missedBy, PROMISE_WORDS, percentileName } from '../judgement.js';
import { html, type Markup } from '../markup.js';
import { limit, timed } from '../numbers.js';
import { clockAt, peakOf } from '../series.js';

/** Troubles of the run and of its pools, each once. */
export const troublesOf = (result: RunResult): readonly string[] => [
  ...new Set([
    ...result.troubles,
    ...result.pools.flatMap((pool) => (pool.trouble === null ? [] : [`${pool.name}: ${pool.trouble}`])),
  ]),
];

export interface PromiseTrouble {
  readonly lead: string;
  readonly rest: string;
  /** True where the evidence, not the factory, falls short. */
  readonly thin: boolean;
}

/** One sentence for each promise that was missed or is too close to call. */
export const promiseTroubles = (result: RunResult): readonly PromiseTrouble[] =>
  result.promises.flatMap((promise): PromiseTrouble[] => {
    const judged = judge(promise);
    if (judged !== 'missed' && judged !== 'unsure') return [];
    const peak = peakOf(result.series, `${promise.measure}.p95:${promise.stream}`);
    const slowest = peak === null ? '' : ` The slowest stretch begins at ${clockAt(result.series, peak.index)}.`;
    const { value, range } = timed(promise.reached!);
    const interval = range === null ? '' : ` (${range})`;
    const what = `${PROMISE_WORDS[promise.measure].name}, ${percentileName(promise.percentile)}: ${value}${interval} against ${limit(promise.limit)}`;
    return judged === 'missed'
      ? [
          {
            lead: `✗ ${capital(promise.stream)} misses by ${missedBy(promise)}.`,
            rest: `${capital(what)}.${slowest}`,
            thin: false,
          },
        ]
      : [
          {
            lead: `? ${capital(promise.stream)} is too close to call.`,
            rest: `${capital(what)}. A longer run or more replicas would settle it.`,
            thin: true,
          },
        ];
  });

export const box = (sentences: readonly Markup[], thin = false): Markup | null =>
  sentences.length === 0
    ? null
    : html`<div class="box${thin ? ' thin' : ''}">${sentences.map((sentence) => html`<p>${sentence}</p>`)}</div>`;

export const troubleBox = (result: RunResult): Markup | null =>
  box(troublesOf(result).map((trouble) => html`<b>✗</b> ${trouble}`));

export const promiseBoxes = (result: RunResult): readonly Markup[] =>
  [false, true].flatMap(
    (thin) =>
      box(
        promiseTroubles(result)
          .filter((one) => one.thin === thin)
          .map((one) => html`<b>${one.lead}</b> ${one.rest}`),
        thin,
      ) ?? [],
  );
