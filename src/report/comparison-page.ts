/** Two worlds on one page, answer first: the gap, the measures side by side, its causes, what was simulated and what priced. HTML without scripts or network, and Markdown. */
import { VERSION } from '../factory/version.js';
import type { Comparison } from '../study/compare.js';
import { shortName } from './answer.js';
import { causesFigure } from './charts/causes.js';
import { comparisonAnswer, comparisonRows, isSure, perMillionSpread } from './comparison.js';
import { FRAMES, type TableData } from './figure.js';
import { capital } from './headline.js';
import { table as markdownTable, plain, spaced } from './markdown.js';
import { html, type Markup } from './markup.js';
import { plural } from './numbers.js';
import { commandPath } from './sections/details.js';
import { type Drawings, picture, section, subtitle, table } from './sections/parts.js';
import { box } from './sections/troubles.js';
import { shell } from './shell.js';

/** What is switched with each channel, in words. */
const MEANINGS: Readonly<Record<string, string>> = {
  'power-price': 'tariff, sources of power and the grid of the site',
  facility: 'cooling and losses, what the building costs and its upkeep',
  resilience: 'what fails, and what is done when power is short',
  capital: 'interest, lives of machines and building, insurance',
  upkeep: 'maintenance of machines, software and staff',
  subsidy: 'what the state pays',
  margin: 'what the seller adds to the full cost',
  machines: 'chips, their number, layouts, software and prices, all at once: the fleets cannot be matched pool by pool',
  service: 'all that requests and chips feel, at once',
  chip: 'the chips, their price and power, how many and in which layout',
  model: 'the model that is served',
  precision: 'number format of weights and of the keys and values',
  software: 'framework, batching, scheduling and routing',
  serving: 'number format, framework, batching, scheduling and routing',
  'demand-level': 'how many requests are made',
  'demand-shape': 'hours, lengths and kind of the requests',
  demand: 'how many requests are made, when, and of which lengths',
};

const left = (name: string) => ({ name, numeric: false });
const right = (name: string) => ({ name, numeric: true });

const measuresTable = (found: Comparison): TableData => ({
  columns: [
    left('Measure'),
    right(`● ${shortName(found.base.title)}`),
    right(`■ ${shortName(found.other.title)}`),
    right('Difference'),
    right('In percent, 95% interval'),
  ],
  rows: comparisonRows(found).map(({ label, base, other, absolute, difference }) => [
    capital(label),
    base,
    other,
    absolute,
    difference,
  ]),
});

const channelsTable = ({ channels }: Comparison): TableData => ({
  columns: [left('Channel'), left('What it holds'), left('How it was found')],
  rows: channels.map(({ code, label, touchesEvents }) => [
    capital(label),
    MEANINGS[code] ?? label,
    touchesEvents ? 'days simulated again' : 'the same days priced again',
  ]),
});

const isOverloaded = ({ base, other }: Comparison): boolean =>
  [base, other].some(({ verdict }) => verdict === 'OVERLOADED');

/** The gap in one sentence, with its ratio. */
const lede = ({ base, other, gap, ratio }: Comparison): string => {
  const percent = ratio === null ? '' : `, a ratio of ${Number(ratio.value.toPrecision(3))}`;
  return `A million output tokens cost ${perMillionSpread(base.price)} in ${shortName(base.title)} and ${perMillionSpread(other.price)} in ${shortName(other.title)}: a difference of ${perMillionSpread(gap)}${percent}. In brackets: 95% intervals.`;
};

const measuresFinding = (found: Comparison): string => {
  const told = found.measures.filter(({ difference }) => isSure(difference)).length;
  return `${told} of ${plural(found.measures.length, 'measure')} differ beyond doubt`;
};

const sampling = ({ replications, simulations }: Comparison): string =>
  `${plural(replications, 'pair')} of days, both worlds of a pair under the same arrivals, lengths and weather (common random numbers), so that what they share cancels. ${plural(simulations, 'world')} were simulated ${replications} times each; every other mixture of the two is one of those days priced again, which is exact. An interval that holds “same” has no winner.`;

const command = ({ replications }: Comparison, files: readonly [string, string]): string =>
  `token-factory compare ${files.map(commandPath).join(' ')} --replications ${replications}`;

const title = ({ base, other }: Comparison): string => `${shortName(base.title)} against ${shortName(other.title)}`;

const bodyOf = (found: Comparison, files: readonly [string, string]): Markup => {
  const { verdict, rest } = comparisonAnswer(found);
  const causes = causesFigure(found);
  const drawings: Drawings =
    causes === null
      ? {}
      : Object.fromEntries(
          FRAMES.map((frame) => {
            const drawing = causes.draw(frame);
            return [`${causes.code}-${frame.name}`, 'svg' in drawing ? drawing.svg : ''];
          }),
        );
  return html`<p class="from"><span>Comparison <code>${files[0]}</code> → <code>${files[1]}</code></span><span>${plural(found.replications, 'pair')}</span><span>USD</span></p>
<h1><b>${verdict}</b> ${rest}</h1>${isOverloaded(found) ? null : html`<p class="lede">${lede(found)}</p>`}
${box(
  found.remarks.map((remark) => html`${remark}`),
  true,
)}${section('measures', measuresFinding(found), html`${subtitle(`${shortName(found.other.title)} against ${shortName(found.base.title)}. Where the interval crosses “same”, no winner is called.`)}${table('Both worlds, measure by measure', measuresTable(found))}`)}${
  causes === null
    ? null
    : section(causes.code, causes.finding, html`${subtitle(causes.subtitle)}${picture(causes, drawings)}`)
}${found.channels.length === 0 ? null : section('channels', 'What each channel holds', html`${subtitle('A channel is a group of fields that is switched from one world to the other as one.')}${table('Channels in which the two worlds differ', channelsTable(found))}`)}${section('sampling', 'What was sampled', subtitle(sampling(found)))}${section('again', 'The command that repeats it', html`<pre>${command(found, files)}</pre>`)}`;
};

/** `comparison.html`: same comparison, same bytes. `files` are the two scenarios as they were named. */
export const comparisonPage = (found: Comparison, files: readonly [string, string]): string => {
  const { verdict, rest } = comparisonAnswer(found);
  return shell({
    title: title(found),
    version: VERSION,
    description: `${verdict} ${rest}`,
    body: bodyOf(found, files),
    foot: [title(found), `scenario hashes ${found.base.hash} and ${found.other.hash}`],
  });
};

/** `comparison.md`: the same in a form that is read as a diff. */
export const comparisonMarkdown = (found: Comparison, files: readonly [string, string]): string => {
  const { verdict, rest } = comparisonAnswer(found);
  const causes = causesFigure(found);
  return spaced(
    [
      `# ${plain(title(found))}`,
      `**${plain(verdict)}** ${plain(rest)}`,
      ...(isOverloaded(found) ? [] : [plain(lede(found))]),
      ...found.remarks.map(plain),
      `## ${measuresFinding(found)}`,
      markdownTable(measuresTable(found)),
      ...(causes === null ? [] : [`## ${plain(causes.finding)}`, plain(causes.subtitle), markdownTable(causes.table)]),
      ...(found.channels.length === 0 ? [] : ['## What each channel holds', markdownTable(channelsTable(found))]),
      '## What was sampled',
      plain(sampling(found)),
      '## The command that repeats it',
      `    ${command(found, files)}`,
    ].join('\n\n'),
  ).concat('\n');
};
