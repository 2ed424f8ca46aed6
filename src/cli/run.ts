/** `run`: every file is read before the first is simulated; each answer is written as soon as it is known, and printed. */
import { availableParallelism } from 'node:os';
import type { Loaded } from '../scenario/load.js';
import { type AnswerOptions, answer } from '../study/answer.js';
import { alone } from './alone.js';
import { contentsOf, runData, summaryOf } from './contents.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson } from './json.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { type ChartFormat, writeFolder } from './output.js';
import { type Overrides, setsOf } from './overrides.js';
import { progressOf } from './progress.js';
import { type Load, readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface RunRequest extends Overrides {
  readonly files: readonly string[];
  readonly out: string;
  readonly threads?: number | undefined;
  readonly records: AnswerOptions['records'];
  readonly charts: ChartFormat | 'none';
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** What `run` stands on; tests hand in their own. */
export interface Engine {
  readonly load?: Load;
  readonly answer: typeof answer;
}

const threadsOf = ({ threads }: RunRequest): number => {
  if (threads === undefined) return availableParallelism();
  if (Number.isInteger(threads) && threads >= 1) return threads;
  throw new Usage(`--threads wants a whole number of at least 1, not ${threads}`);
};

/** Two scenarios of one name would write over each other. */
const refuseTwins = (loaded: readonly Loaded[]): void => {
  const twin = loaded.find(({ name }, index) => loaded.findIndex((other) => other.name === name) < index);
  if (twin !== undefined)
    throw new Usage(
      `Two of the files would both write ${twin.name}; run them with different --out folders, or rename one`,
    );
};

export const run = async (request: RunRequest, terminal: Terminal, engine: Engine = { answer }): Promise<ExitCode> => {
  const threads = threadsOf(request);
  const readings = readAll(request.files, setsOf(request), terminal, engine.load);
  if (readings.some(isWrong)) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: readings.map(mistakesData) });
    terminal.note(mistakesText(readings, terminal));
    return EXIT.scenarioWrong;
  }
  const scenarios = readings.map(({ loaded }) => loaded!);
  refuseTwins(scenarios);
  const runs: unknown[] = [];
  let isBroken = false;
  for (const loaded of scenarios) {
    const progress = progressOf(loaded.name, terminal, request.quiet);
    const answering = () =>
      engine.answer(loaded, { threads, records: request.records, progress: progress.at, signal: terminal.signal });
    const found = await (threads === 1 ? alone(answering) : answering());
    terminal.signal.throwIfAborted();
    progress.done();
    const folder = writeFolder(request.out, loaded.name, await contentsOf(loaded, found, request.charts));
    isBroken ||= found.result.assertions.some(({ holds }) => !holds);
    if (request.json) runs.push(runData(found, folder));
    else terminal.print(summaryOf(found, folder, terminal));
    if (request.verbose)
      terminal.note(
        Object.entries(found.runtime)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
      );
  }
  if (request.json) printJson(terminal, { runs });
  return isBroken ? EXIT.asserted : EXIT.fine;
};
