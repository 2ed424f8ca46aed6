/** The study of marginal cost as one self-contained file: answer, table, and pictures by output, hour and cause. */
import { VERSION } from '../factory/version.js';
import type { Marginals } from '../study/marginal.js';
import { hoursFigure, jointFigure, supplyFigure } from './charts/marginal.js';
import { drawingsOf } from './drawings.js';
import type { Figure } from './figure.js';
import {
  expansionRows,
  expansionSentence,
  marginalAnswer,
  marginalNotes,
  marginalRows,
  shadowRows,
  streamRows,
} from './marginal.js';
import { html, type Markup } from './markup.js';
import { picture, section, subtitle, table } from './sections/parts.js';
import { shell } from './shell.js';

const numeric = (names: readonly string[]) => names.map((name, at) => ({ name, numeric: at > 0 }));

const tables = (found: Marginals): Markup => {
  const byType = table('One more, over the whole site', {
    columns: numeric(['One more', 'Electricity', 'Others wait', 'What it displaces']),
    rows: marginalRows(found),
  });
  const streams = streamRows(found);
  const byStream =
    streams.length === 0
      ? null
      : table('Electricity of one more million, by stream', {
          columns: numeric(['Stream', 'Output tokens', 'Input tokens', 'Requests']),
          rows: streams,
        });
  return html`${byType}${byStream}`;
};

/** `marginal.html`: same study, same bytes. `others` are further sites, merged into the supply curve. */
export const marginalPage = async (found: Marginals, others: readonly Marginals[] = []): Promise<string> => {
  const figures = [
    supplyFigure([found]),
    ...(others.length === 0 ? [] : [mergedFigure([found, ...others])]),
    hoursFigure(found),
    jointFigure(found),
  ].filter((figure) => figure !== null);
  const drawings = await drawingsOf(figures);
  const { verdict, rest } = marginalAnswer(found);
  const pictures = figures.map((figure) =>
    section(figure.code, figure.finding, html`${subtitle(figure.subtitle)}${picture(figure, drawings)}`),
  );
  const expansions = expansionRows(found);
  const scarce = section(
    'scarce',
    found.shadow.every(({ isBinding }) => !isBinding)
      ? 'Nothing runs out, so nothing has a scarcity price'
      : 'What runs out has a price',
    table('Shadow prices', { columns: numeric(['One more', 'Is worth', 'Why']), rows: shadowRows(found) }),
  );
  const longRun = section(
    'long-run',
    expansionSentence(found),
    expansions.length === 0
      ? html``
      : table('One more pod', {
          columns: numeric(['Pool', 'A pod costs', 'It writes', 'Per million', 'Cheapest']),
          rows: expansions,
        }),
  );
  return shell({
    title: `${found.title}: the next token`,
    version: VERSION,
    body: html`<p class="from"><span>${found.title}</span><span>${found.replications} pairs of days</span></p><h1><b>${verdict}</b> ${rest}</h1>${tables(found)}${pictures}${longRun}${scarce}<section aria-label="How it was found">${marginalNotes(found).map((note) => html`<p class="note">${note}</p>`)}</section>`,
    foot: [found.title, `scenario hash ${found.hash}`],
  });
};

const mergedFigure = (sites: readonly Marginals[]): Figure | null => {
  const figure = supplyFigure(sites);
  return figure === null ? null : { ...figure, code: 'merged' };
};
