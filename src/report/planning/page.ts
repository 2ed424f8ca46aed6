/** The plan as one self-contained page: the answer, the fleet, its promises, what holds it back, and cost against latency. */
import type { Planned } from '../../study/planning/plan.js';
import { drawingsOf } from '../drawings.js';
import { html, type Markup } from '../markup.js';
import { picture, section, subtitle, table } from '../sections/parts.js';
import { navigation, shell } from '../shell.js';
import { frontFigure } from './front-figure.js';
import {
  bindingSentences,
  finalistSentences,
  POOL_HEAD,
  PROMISE_HEAD,
  planAnswer,
  poolCells,
  promiseCells,
} from './words.js';

/** `impossible` has no table of promises. */
const PROMISES_FOUND: Readonly<Record<Planned['verdict'], string>> = {
  kept: 'Every promise is kept',
  unsure: 'Each pool alone keeps every promise',
  nearest: 'The nearest promise is kept',
  impossible: '',
};

const sentences = (lines: readonly string[]): Markup =>
  html`<ul class="lede">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const NAVIGATION = [
  ['fleet', 'Fleet'],
  ['promises', 'Promises'],
  ['front', 'Front'],
  ['binds', 'Binds'],
  ['others', 'Others'],
] as const;

/** `plan.html`: same plan, same bytes. Loads the chart library only when called. */
export const planPage = async (planned: Planned): Promise<string> => {
  const { verdict, rest } = planAnswer(planned);
  const { chosen } = planned;
  const figure = frontFigure(planned);
  const drawings = await drawingsOf(figure === null ? [] : [figure]);
  const cells = (head: readonly string[], words: number, rows: readonly (readonly string[])[]) => ({
    columns: head.map((name, row) => ({ name, numeric: row >= words })),
    rows,
  });
  const binding = bindingSentences(planned);
  const others = finalistSentences(planned);
  const body = html`<p class="from"><span>${planned.title}</span><span>${String(planned.counts.ways)} ways worked out</span><span>${String(planned.counts.simulated)} simulated</span></p><h1><b>${verdict}</b> ${rest}</h1>${
    chosen === null
      ? null
      : html`${section('fleet', 'The fleet', html`${subtitle('One pool for each model. Load: share of what the pool could serve at saturation, mean of the day. Cost: full, per million output tokens.')}${table('The fleet', cells(POOL_HEAD, 3, poolCells(chosen)))}`)}${section('promises', PROMISES_FOUND[planned.verdict], html`${subtitle('Each pool simulated alone for a day; what was reached at the percentile promised.')}${table('The promises', cells(PROMISE_HEAD, 2, promiseCells(chosen)))}`)}`
  }${figure === null ? null : section('front', figure.finding, html`${subtitle(figure.subtitle)}${picture(figure, drawings)}`)}${binding.length === 0 ? null : section('binds', binding[0]!.replace(/\.$/, ''), sentences(binding.slice(1)))}${others.length === 0 ? null : section('others', 'The next best fleets', html`${subtitle('Whole sites under the same draws; 95% intervals over the days.')}${sentences(others)}`)}`;
  return shell({
    title: `Plan: ${planned.title}`,
    version: planned.version,
    top: navigation(NAVIGATION, body),
    body,
    foot: [planned.title, `scenario hash ${planned.hash}`],
  });
};
