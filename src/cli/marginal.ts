/** `marginal`: what the next token costs in each scenario; each has its own folder. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  blockRows,
  expansionRows,
  marginalAnswer,
  marginalNotes,
  marginalRows,
  shadowRows,
  streamRows,
  supplyRows,
} from '../report/marginal.js';
import { marginalPage } from '../report/marginal-page.js';
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

const MARGINAL_FILES = ['marginal.json', 'marginal.html'] as const;

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
    ...titled('By level of demand', ['demand', 'tokens/s', 'next million', ''], supplyRows(found)),
    ...titled('One more pod, over the run', ['pool', 'costs', 'writes', 'per M', ''], expansionRows(found)),
    ...titled('What runs out', ['one more', 'is worth', ''], shadowRows(found)),
    ...marginalNotes(found).map((note) => wrapped(note, terminal.columns)),
    [
      `${colours.dim('numbers')}  ${join(folder, MARGINAL_FILES[0])}`,
      `${colours.dim('page')}     ${join(folder, MARGINAL_FILES[1])}`,
    ].join('\n'),
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
  const sites: { readonly folder: string; readonly found: Marginals }[] = [];
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
    sites.push({ folder, found });
  }
  for (const { folder, found } of sites) {
    const others = sites.flatMap((site) => (site.found === found ? [] : [site.found]));
    const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...found }, null, 2)}\n`;
    writeFiles(folder, { 'marginal.json': text, 'marginal.html': await marginalPage(found, others) }, MARGINAL_FILES);
    if (!request.json) terminal.print(summary(found, folder, terminal));
  }
  if (request.json) printJson(terminal, { sites: sites.map(({ folder, found }) => ({ folder, ...found })) });
  return EXIT.fine;
};
