/** The plan as one self-contained page: the answer, the fleet, its promises, what holds it back, and cost against latency. */
import type { Planned } from '../../study/planning/plan.js';
import { FRAMES } from '../figure.js';
import { html, Markup } from '../markup.js';
import { pageStyle } from '../page-style.js';
import { picture, section, subtitle, table } from '../sections/parts.js';
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

/** `plan.html`: same plan, same bytes. Loads the chart library only when called. */
export const planPage = async (planned: Planned): Promise<string> => {
  const { verdict, rest } = planAnswer(planned);
  const { chosen } = planned;
  const figure = frontFigure(planned);
  const drawings: Record<string, string> = {};
  if (figure !== null) {
    const { drawn } = await import('../chart.js');
    for (const frame of FRAMES) {
      const drawing = figure.draw(frame);
      const code = `${figure.code}-${frame.name}`;
      drawings[code] = 'svg' in drawing ? drawing.svg : await drawn(drawing.spec, frame.width, code);
    }
  }
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
  const links = (['fleet', 'promises', 'front', 'binds', 'others'] as const)
    .filter((anchor) => body.text.includes(`id="${anchor}"`))
    .map((anchor) => html`<a href="#${anchor}">${anchor[0]!.toUpperCase() + anchor.slice(1)}</a>`);
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="token-factory ${planned.version}"><title>Plan: ${planned.title}</title><style>${new Markup(pageStyle())}</style></head>
<body><a class="skip" href="#main">Skip to the answer</a><header class="top"><div><b><i></i>token-factory</b><nav aria-label="Sections">${links}</nav></div></header>
<main id="main">${body}</main>
<footer><div><span>token-factory ${planned.version}</span><span>${planned.title}</span><span>scenario hash ${planned.hash}</span></div></footer></body></html>
`.text;
};
