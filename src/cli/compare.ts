/** `compare`: a base against other worlds, pair by pair under the same draws; each pair has its own folder. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { channelNote, channelRows, comparisonAnswer, comparisonRows } from '../report/comparison.js';
import { comparisonMarkdown, comparisonPage } from '../report/comparison-page.js';
import type { Loaded } from '../scenario/load.js';
import { type Comparison, compare, unlike } from '../study/compare.js';
import { alone } from './alone.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson, SCHEMA_VERSION } from './json.js';
import { keptIn } from './kept.js';
import { columns, paint, shown, wrapped } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { writeFiles } from './output.js';
import { progressOf } from './progress.js';
import { readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface CompareRequest {
  readonly base: string;
  readonly others: readonly string[];
  readonly set: readonly string[];
  readonly replications: string;
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const COMPARISON_FILES = ['comparison.json', 'comparison.md', 'comparison.html'] as const;

const MOST_REPLICATIONS = 1000;

const replicationsOf = ({ replications }: CompareRequest): number => {
  const count = Number(replications);
  if (Number.isInteger(count) && count >= 2 && count <= MOST_REPLICATIONS) return count;
  throw new Usage(
    `--replications wants a whole number from 2 to ${MOST_REPLICATIONS}, not ${replications}: an interval needs pairs`,
  );
};

const summary = (found: Comparison, folder: string, terminal: Terminal): string => {
  const colours = paint(terminal);
  const { verdict, rest } = comparisonAnswer(found);
  const rows = comparisonRows(found);
  const parts = [
    wrapped(`${colours.bold(verdict)} ${rest}`, terminal.columns),
    wrapped(
      `Base ${found.base.name}, other ${found.other.name}; 95% intervals over ${found.replications} pairs.`,
      terminal.columns,
    ),
    columns(
      ['', 'base', 'other', 'other against base'],
      rows.map(({ label, base, other, difference }) => [label, base, other, difference]),
      terminal,
    ),
    ...(found.channels.length === 0
      ? []
      : [
          [
            colours.bold('Causes of the gap'),
            columns(['per million', 'channel', ''], channelRows(found), terminal),
            wrapped(channelNote(found), terminal.columns),
          ].join('\n'),
        ]),
    ...found.remarks.map((remark) => wrapped(remark, terminal.columns)),
    [
      `${colours.dim('page   ')}  ${join(folder, 'comparison.html')}`,
      `${colours.dim('numbers')}  ${join(folder, 'comparison.json')}`,
    ].join('\n'),
  ];
  return shown(parts.join('\n\n'), terminal);
};

/** Mistakes of a pair that each loads but cannot be set side by side. */
export const misfits = (base: Loaded, others: readonly Loaded[]) =>
  others.map((other) => ({
    file: other.file,
    loaded: null,
    issues: unlike(base.scenario, other.scenario).map(({ path, ...issue }) => ({ path: path.split('.'), ...issue })),
  }));

export const compareWorlds = async (request: CompareRequest, terminal: Terminal): Promise<ExitCode> => {
  const replications = replicationsOf(request);
  const threads = request.threads ?? availableParallelism();
  const readings = readAll([request.base, ...request.others], request.set, terminal);
  const wrong = readings.some(isWrong)
    ? readings
    : misfits(
        readings[0]!.loaded!,
        readings.slice(1).map(({ loaded }) => loaded!),
      ).filter(({ issues }) => issues.length > 0);
  if (wrong.length > 0) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: wrong.map(mistakesData) });
    terminal.note(mistakesText(wrong, terminal));
    return EXIT.scenarioWrong;
  }
  const [base, ...others] = readings.map(({ loaded }) => loaded!) as [Loaded, ...Loaded[]];
  const found: unknown[] = [];
  for (const other of others) {
    const name = `${base.name}-against-${other.name}`;
    const folder = join(request.out, name);
    const progress = progressOf(name, terminal, request.quiet);
    const comparing = () =>
      compare(base, other, {
        replications,
        threads,
        shelf: keptIn(join(folder, 'finished'), terminal),
        progress: (share) => progress.at(share, 'simulating'),
        signal: terminal.signal,
      });
    const comparison = await (threads === 1 ? alone(comparing) : comparing());
    terminal.signal.throwIfAborted();
    progress.done();
    const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...comparison }, null, 2)}\n`;
    const files = [base.file, other.file] as const;
    writeFiles(
      folder,
      {
        'comparison.json': text,
        'comparison.md': comparisonMarkdown(comparison, files),
        'comparison.html': comparisonPage(comparison, files),
      },
      COMPARISON_FILES,
    );
    if (request.json) found.push({ folder, ...comparison });
    else terminal.print(summary(comparison, folder, terminal));
  }
  if (request.json) printJson(terminal, { comparisons: found });
  return EXIT.fine;
};
