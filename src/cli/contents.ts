/** What an answer becomes on paper: each file of its folder, the summary for the terminal, the object for programs. */
import { join } from 'node:path';
import { consoleSummary } from '../report/console.js';
import { measuresJson } from '../report/json.js';
import { reportMarkdown } from '../report/markdown.js';
import { csvChunks, parquetBytes, requestTable, seriesTable } from '../report/records.js';
import type { Loaded } from '../scenario/load.js';
import type { Answer } from '../study/answer.js';
import { SCHEMA_VERSION } from './json.js';
import { type ChartFormat, type Content, chartFile, type OutputFile } from './output.js';
import type { Terminal } from './terminal.js';

const json = (body: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...body }, null, 2)}\n`;

/** The scenario as it was run: every value, where it came from, and for a default the reason. */
const effectiveJson = ({ name, file, hash, effective }: Loaded, version: string): string =>
  json({ version, name, file, hash, scenario: effective });

/** Each chart as a file of its own. */
const chartsOf = async (
  { result }: Answer,
  format: ChartFormat,
): Promise<Readonly<Partial<Record<OutputFile, Content>>>> => {
  const { standaloneCharts } = await import('../report/standalone.js');
  const charts = [...(await standaloneCharts(result))];
  if (format === 'svg') return Object.fromEntries(charts.map(([code, svg]) => [chartFile(code, format), svg]));
  const { pngOf } = await import('./raster.js');
  return Object.fromEntries(charts.map(([code, svg]) => [chartFile(code, format), pngOf(svg)]));
};

/** Every file of the answer's folder. The page's chart library is loaded here and only here. */
export const contentsOf = async (
  loaded: Loaded,
  found: Answer,
  charts: ChartFormat | 'none',
): Promise<Readonly<Partial<Record<OutputFile, Content>>>> => {
  const { result, requests, runtime } = found;
  const { reportPage } = await import('../report/page.js');
  const series = seriesTable(result.series);
  const rows = requests === null ? null : requestTable(requests, result);
  const drawings = charts === 'none' ? {} : await chartsOf(found, charts);
  return {
    'measures.json': measuresJson(result),
    'runtime.json': json(runtime),
    'run.json': effectiveJson(loaded, result.version),
    'report.md': reportMarkdown(result),
    'report.html': await reportPage(result),
    ...drawings,
    'series.csv': csvChunks(series),
    'series.parquet': parquetBytes(series, result),
    ...(rows === null ? {} : { 'requests.csv': csvChunks(rows), 'requests.parquet': parquetBytes(rows, result) }),
  };
};

/** What `--json` prints of one run: the published measures and where the rest lies. */
export const runData = ({ result }: Answer, folder: string): Readonly<Record<string, unknown>> => ({
  folder,
  ...JSON.parse(measuresJson(result)),
  ...(result.assertions.length === 0 ? {} : { assertions: result.assertions }),
});

export const summaryOf = ({ result }: Answer, folder: string, terminal: Terminal): string =>
  consoleSummary(result, {
    columns: terminal.columns,
    colour: terminal.colour,
    files: [
      { label: 'report', path: join(folder, 'report.html') },
      { label: 'numbers', path: join(folder, 'measures.json') },
    ],
  }).trimEnd();
