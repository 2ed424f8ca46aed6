/** The report as one self-contained file: no network, no scripts, static drawings in three widths for page, paper and phone. */
import type { RunResult } from '../measure/result.js';
import { answerOf, plainAnswer } from './answer.js';
import { figuresOf } from './charts/index.js';
import { promiseTable } from './charts/promises.js';
import { drawingsOf } from './drawings.js';
import type { FigureCode } from './figure.js';
import { boundaryFinding, nextFinding, promisesFinding } from './findings.js';
import { html, type Markup } from './markup.js';
import { byType, command, evidence, fleet, glossary, sampling } from './sections/details.js';
import { billStatement, building, rackStatement } from './sections/electricity.js';
import { opening } from './sections/opening.js';
import { type Drawings, picture, section, subtitle, table } from './sections/parts.js';
import { promiseBoxes, troubleBox } from './sections/troubles.js';
import { navigation, shell } from './shell.js';

const bodyOf = (result: RunResult, drawings: Drawings): Markup => {
  const figures = figuresOf(result);
  const shown = (code: FigureCode, after: Markup | null = null): Markup | null => {
    const figure = figures.get(code);
    return figure === undefined
      ? null
      : section(code, figure.finding, html`${subtitle(figure.subtitle)}${picture(figure, drawings)}${after}`);
  };
  const promises =
    result.promises.length === 0
      ? section(
          'promises',
          promisesFinding(result),
          html`<p class="empty">Add a limit under a stream’s <code>promises</code> to have it tested.</p>`,
        )
      : (shown('promises', html`${promiseBoxes(result)}`) ??
        section(
          'promises',
          promisesFinding(result),
          html`${subtitle('Nothing was finished, or the line grows without end: waiting times have no meaning, so none is printed.')}${table('The promises', promiseTable(result))}`,
        ));
  const next =
    shown('next') ??
    section(
      'next',
      nextFinding(result),
      subtitle(result.nextTokens?.why ?? 'The day was not run again with more demand, so there is nothing to compare.'),
    );
  const cost =
    shown('cost', byType(result)) ??
    section('cost', boundaryFinding(result), subtitle('No cost falls inside any boundary.'));
  return html`${opening(result)}${troubleBox(result)}${shown('chain')}${shown('day')}${shown('latency')}${promises}${cost}${shown('parts')}${next}${fleet(result)}${building(result)}${shown('supply')}${shown('rack', rackStatement(result))}${shown('duration')}${shown('bill', billStatement(result))}${sampling(result)}${evidence(result)}`;
};

const NAVIGATION: readonly (readonly [anchor: string, name: string])[] = [
  ['chain', 'Chain'],
  ['day', 'Day'],
  ['promises', 'Promises'],
  ['cost', 'Cost'],
  ['fleet', 'Fleet'],
  ['building', 'Building'],
  ['supply', 'Supply'],
  ['rack', 'Next kWh'],
  ['bill', 'Bill'],
  ['rests', 'Sources'],
  ['words', 'Words'],
];

/** Words of a page without its marks, for choosing the glossary entries it needs. */
const wordsOf = (markup: Markup): string => markup.text.replace(/<svg.*?<\/svg>/gs, ' ').replace(/<[^>]*>/g, ' ');

/** Options of a page; `sample` marks invented data where the eye lands. */
export interface PageOptions {
  readonly sample?: boolean;
}

/** `report.html`: same result, same bytes. */
export const reportPage = async (result: RunResult, options: PageOptions = {}): Promise<string> => {
  const body = bodyOf(result, await drawingsOf([...figuresOf(result).values()]));
  const badge = options.sample === true ? html`<span class="sample">sample data</span>` : null;
  const whole = html`${body}${glossary(wordsOf(body))}${command(result)}`;
  return shell({
    title: result.title,
    version: result.version,
    description: plainAnswer(answerOf(result)),
    top: html`${navigation(NAVIGATION, whole)}${badge}`,
    body: whole,
    foot: [result.title, `scenario hash ${result.scenarioHash}`, `seed ${result.seed}`],
  });
};
