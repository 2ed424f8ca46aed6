/** `marginal`: what the next token costs in each scenario; each has its own folder. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { blockRows, marginalAnswer, marginalNotes, marginalRows, streamRows } from '../report/marginal.js';
import { type Marginals, marginal } from '../study/marginal.js';
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

export interface MarginalRequest {
  readonly files: readonly string[];
  readonly set: readonly string[];
  readonly replications: string;
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const MARGINAL_FILES = ['marginal.json'] as const;

const MOST_REPLICATIONS = 1000;

const replicationsOf = ({ replications }: MarginalRequest): number => {
  const count = Number(replications);
  if (Number.isInteger(count) && count >= 2 && count <= MOST_REPLICATIONS) return count;
  throw new Usage(
    `--replications wants a whole number from 2 to ${MOST_REPLICATIONS}, not ${replications}: an interval needs pairs`,
  );
};

const summary = (found: Marginals, folder: string, terminal: Terminal): string => {
  const colours = paint(terminal);
  const { verdict, rest } = marginalAnswer(found);
  const titled = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
    rows.length === 0 ? [] : [[colours.bold(title), columns(head, rows, terminal)].join('\n')];
  const parts = [
    wrapped(`${colours.bold(verdict)} ${rest}`, terminal.columns),
    wrapped(`${found.title}; 95% intervals over ${found.replications} pairs of days.`, terminal.columns),
    columns(['one more', 'electricity', 'others wait', 'displaced'], marginalRows(found), terminal),
    ...titled('By stream', ['stream', 'output', 'input', 'request'], streamRows(found)),
    ...titled('By hour', ['hour', 'output', 'input'], blockRows(found)),
    ...titled(
      'What runs out',
      ['one more', 'is worth', ''],
      found.shadow.map(({ of, price, isBinding, sentence }) => [
        of,
        isBinding ? `$${price.value.toPrecision(3)}` : '0',
        sentence,
      ]),
    ),
    ...marginalNotes(found).map((note) => wrapped(note, terminal.columns)),
    `${colours.dim('numbers')}  ${join(folder, MARGINAL_FILES[0])}`,
  ];
  return shown(parts.join('\n\n'), terminal);
};

export const marginalCosts = async (request: MarginalRequest, terminal: Terminal): Promise<ExitCode> => {
  const replications = replicationsOf(request);
  const threads = request.threads ?? availableParallelism();
  const readings = readAll(request.files, request.set, terminal);
  if (readings.some(isWrong)) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: readings.map(mistakesData) });
    terminal.note(mistakesText(readings, terminal));
    return EXIT.scenarioWrong;
  }
  const sites: unknown[] = [];
  for (const { loaded } of readings) {
    const name = `${loaded!.name}-marginal`;
    const folder = join(request.out, name);
    const progress = progressOf(name, terminal, request.quiet);
    const finding = () =>
      marginal(loaded!, {
        replications,
        threads,
        shelf: keptIn(join(folder, 'finished'), terminal),
        progress: (share) => progress.at(share, 'simulating'),
        signal: terminal.signal,
      });
    const found = await (threads === 1 ? alone(finding) : finding());
    terminal.signal.throwIfAborted();
    progress.done();
    const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...found }, null, 2)}\n`;
    writeFiles(folder, { 'marginal.json': text }, MARGINAL_FILES);
    if (request.json) sites.push({ folder, ...found });
    else terminal.print(summary(found, folder, terminal));
  }
  if (request.json) printJson(terminal, { sites });
  return EXIT.fine;
};
