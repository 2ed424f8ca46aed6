/** `report.md`: the whole report as text, kept in git and read as a diff; one fact a line. */
import type { RunResult } from '../measure/result.js';
import { answerOf, ledeOf } from './answer.js';
import { billPeriod, billTable, monthTable } from './bill.js';
import { boundaryFigure } from './charts/boundary.js';
import { chainFigure } from './charts/chain.js';
import { durationFigure } from './charts/duration.js';
import { latencyFigure } from './charts/latency.js';
import { nextFigure } from './charts/next.js';
import { promiseTable } from './charts/promises.js';
import { supplyFigure } from './charts/supply.js';
import { EVIDENCE } from './evidence.js';
import { facilityFinding, facilityTable } from './facility.js';
import type { Figure, TableData } from './figure.js';
import {
  billFinding,
  boundaryFinding,
  chainFinding,
  evidenceFinding,
  fleetFinding,
  latencyFinding,
  nextFinding,
  promisesFinding,
  samplingFinding,
} from './findings.js';
import { termsIn } from './glossary.js';
import { headlines } from './headline.js';
import { figures, fixed, MISSING, percent, perMillion } from './numbers.js';
import { hourTable, RACK_SUBTITLE, rackFinding, rackTable, unitTable } from './rack.js';
import { commandPath, MODEL_COLUMNS, modelRows, samplingRows, TYPE_COLUMNS, typeRows } from './sections/details.js';
import { troublesOf } from './sections/troubles.js';
import { date, lengthInWords } from './series.js';

/** Text from a scenario inside Markdown: on one line, with nothing in it read as a mark. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\\`*_[\]<>|#]/g, (mark) => (mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : `\\${mark}`))
    .trim();

/** Thin spaces become plain ones: a diff is read in a terminal. */
export const spaced = (text: string): string => text.replaceAll('\u202f', ' ');

export const table = ({ columns, rows }: TableData): string =>
  [
    `| ${columns.map(({ name }) => plain(name)).join(' | ')} |`,
    `|${columns.map(({ numeric }) => (numeric ? ' ---: ' : ' --- ')).join('|')}|`,
    ...rows.map((cells) => `| ${cells.map((cell) => plain(cell)).join(' | ')} |`),
  ].join('\n');

const left = (name: string) => ({ name, numeric: false });
const right = (name: string) => ({ name, numeric: true });

const fleetTable = (result: RunResult): TableData => ({
  columns: [
    left('Pool'),
    left('Chip'),
    left('Model'),
    left('Layout'),
    ...['Chips', 'IT power, MW', 'Busy', 'Mean batch', 'Output tokens/s a chip', 'USD per M output'].map(right),
    left('Verdict'),
    left('Evidence'),
  ],
  rows: result.pools.map((pool) => {
    const chips = pool.replicas * pool.chipsPerReplica;
    const wrote = pool.outputTokens.value;
    return [
      pool.name,
      pool.chip.name,
      pool.model.name,
      pool.layout,
      fixed(chips, 0),
      figures(pool.itPower.value / 1e6),
      percent(pool.busy),
      figures(pool.meanBatch),
      figures(wrote / result.horizon / Math.max(1, chips)),
      wrote === 0 ? MISSING : perMillion(pool.costPerOutputToken * 1e6),
      pool.verdict.toLowerCase(),
      EVIDENCE[pool.tier],
    ];
  }),
});

const section = (finding: string, ...body: readonly (string | null)[]): string =>
  [`## ${plain(finding)}`, ...body.filter((part) => part !== null && part !== '')].join('\n\n');

export const reportMarkdown = (result: RunResult): string => {
  const answer = answerOf(result);
  const troubles = troublesOf(result);
  const months = monthTable(result);
  const building = facilityFinding(result) === null ? null : facilityTable(result);
  const of = (figure: Figure | null): readonly string[] =>
    figure === null ? [] : [table(figure.table), plain(figure.note)];
  const body = [
    `# ${plain(result.title)}`,
    `**${plain(answer.verdict)}** ${plain(answer.rest)}`.trim(),
    ledeOf(result).map(plain).join('\n'),
    troubles.map((trouble) => `- ✗ ${plain(trouble)}`).join('\n'),
    table({
      columns: [left('Figure'), right('Value'), left('of'), right('95% interval'), left('Evidence'), left('Note')],
      rows: headlines(result).map((one) => [
        one.name,
        one.value,
        one.per,
        one.range ?? MISSING,
        one.evidence,
        one.note,
      ]),
    }),
    section(chainFinding(result), ...of(chainFigure(result))),
    section(latencyFinding(result), latencyFigure(result) === null ? null : table(latencyFigure(result)!.table)),
    section(promisesFinding(result), result.promises.length === 0 ? null : table(promiseTable(result))),
    section(
      boundaryFinding(result),
      ...of(boundaryFigure(result)),
      table({ columns: TYPE_COLUMNS, rows: typeRows(result) }),
    ),
    section(
      nextFinding(result),
      ...(nextFigure(result) === null
        ? [plain(result.nextTokens?.why ?? 'The day was not run again with more demand.')]
        : of(nextFigure(result))),
    ),
    section(fleetFinding(result), table(fleetTable(result))),
    building === null ? '' : section(facilityFinding(result)!, table(building)),
    ...[supplyFigure(result)].map((figure) => (figure === null ? '' : section(figure.finding, ...of(figure)))),
    result.rack === null
      ? ''
      : section(
          rackFinding(result)!,
          RACK_SUBTITLE,
          table(rackTable(result.rack)),
          table(unitTable(result.rack)),
          table(hourTable(result.rack)),
        ),
    ...[durationFigure(result)].map((figure) => (figure === null ? '' : section(figure.finding, ...of(figure)))),
    section(
      billFinding(result),
      billPeriod(result),
      result.bill.length === 0 ? null : table(billTable(result)),
      months === null ? null : table(months),
    ),
    section(
      samplingFinding(result),
      plain(result.sampling.sentence),
      table({ columns: [left('Measure'), right('Value')], rows: samplingRows(result) }),
      ...(result.uncertainty === null
        ? []
        : [plain(result.uncertainty.sentence), table({ columns: MODEL_COLUMNS, rows: modelRows(result) })]),
    ),
    section(
      evidenceFinding(result),
      result.facts.length === 0
        ? null
        : table({
            columns: [left('Figure'), left('Value'), left('Source'), left('Evidence')],
            rows: result.facts.map((fact) => [
              fact.name,
              fact.value,
              fact.on === undefined ? fact.source : `${fact.source}, ${fact.on}`,
              EVIDENCE[fact.tier],
            ]),
          }),
    ),
  ].filter((part) => part !== '');
  const text = body.join('\n\n');
  const words = termsIn(text).map(({ term, meaning }) => `- **${term}**: ${meaning}`);
  return spaced(
    `${[
      text,
      section('Words', words.join('\n')),
      section(
        'The command that repeats it',
        `\`\`\`sh\ntoken-factory run ${commandPath(result.file.replace(/[\p{Cc}`]/gu, ''))} --seed ${result.seed}\n\`\`\``,
        `${lengthInWords(result)} from ${date(result.start)}, scenario hash ${plain(result.scenarioHash)}, token-factory ${plain(result.version)}, ${result.moneyYear} USD.`,
      ),
    ].join('\n\n')}\n`,
  );
};
