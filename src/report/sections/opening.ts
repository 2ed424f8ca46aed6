/** The top of the page: where it came from, the answer, the lede, six figures with their intervals on one scale. */
import type { RunResult } from '../../measure/result.js';
import { answerOf, ledeOf } from '../answer.js';
import type { Evidence } from '../evidence.js';
import { type Headline, headlines } from '../headline.js';
import { html, type Markup } from '../markup.js';
import { fixed, plural } from '../numbers.js';
import { date, lengthInWords } from '../series.js';
import { evidenceMark, reckoning } from './parts.js';

/** All intervals under the headline figures share this relative half-width, so that the shaky number looks shaky. */
const HALF_WIDTH = 0.25;

const place = (value: number, centre: number): number =>
  Math.round((50 + ((value / centre - 1) / HALF_WIDTH) * 50) * 10) / 10;
const inside = (percent: number): number => Math.max(0, Math.min(100, percent));

const spread = ({ estimate, limit, role }: Headline): Markup | null => {
  if (estimate === null || estimate.value <= 0) return null;
  const { value, interval } = estimate;
  const [low, high] = interval === null ? [50, 50] : [place(interval[0], value), place(interval[1], value)];
  const promise = limit === null ? null : place(limit, value);
  const band =
    interval === null
      ? null
      : html`<i style="left:${inside(low)}%;width:${Math.max(0.8, Math.round((inside(high) - inside(low)) * 10) / 10)}%;background:var(--${role})"></i>`;
  const beyond = low < 0 || high > 100 ? html`<em style="right:0">›</em>` : null;
  const tick =
    promise === null
      ? null
      : promise > 100
        ? html`<em style="right:0">promise ›</em>`
        : promise < 0
          ? html`<em style="left:0">‹ promise</em>`
          : html`<u style="left:${promise}%"></u>`;
  return html`<div class="spread" aria-hidden="true">${band}<b style="left:50%;background:var(--${role === 'electricity' ? 'ink' : role})"></b>${tick ?? beyond}</div>`;
};

const note = (one: Headline): Markup => {
  const judged = /^([✓✗?—] [A-Z][a-z ]+)\.(.*)$/s.exec(one.note);
  const sampled = one.range === null ? (one.estimate === null ? '' : 'No interval. ') : `${one.range}. `;
  const interval = one.modelRange === null ? sampled : `${sampled}If the model is off: ${one.modelRange}. `;
  if (judged !== null)
    return html`<p><span class="${one.role === 'good' ? 'kept' : one.role === 'bad' ? 'missed' : ''}">${judged[1]!}.</span> ${interval}${judged[2]!.trim()}</p>`;
  return html`<p>${interval}${one.note}</p>`;
};

const cell = (
  one: Headline,
): Markup => html`<div><div class="name"><span>${one.name}</span>${evidenceMark(one.evidence)}</div>
<p class="figure${one.estimate === null ? ' none' : ''}">${one.value}<span>${one.per}</span></p>${spread(one)}${note(one)}</div>`;

const provenance = (result: RunResult): Markup =>
  html`<p class="from"><span>Scenario <code>${result.file}</code></span><span>${lengthInWords(result)} from ${date(result.start)}</span><span>${plural(result.sampling.replications, 'replication')}</span><span>seed ${result.seed}</span><span>${result.moneyYear} USD</span></p>`;

export const opening = (result: RunResult): Markup => {
  const answer = answerOf(result);
  const all = headlines(result);
  const kinds: readonly Evidence[] = ['primary', 'reported', 'assumed'];
  return html`${provenance(result)}<h1><b>${answer.verdict}</b> ${answer.rest}</h1><p class="lede">${ledeOf(result).join(' ')}</p>
<div class="six" role="group" aria-label="Six figures">${all.map(cell)}</div>
<p class="key">Bars under the numbers are 95% intervals, all on one scale: the full width is ±${fixed(HALF_WIDTH * 100, 0)}%. Tall tick: the promise.</p>
<p class="key">Evidence: ${kinds.map(evidenceMark)}= the weakest source the number rests on.</p>
<div class="more">${reckoning(all.map((one) => `${one.name}: ${one.definition}`))}</div>`;
};
