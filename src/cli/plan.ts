/** `plan`: the cheapest fleet that keeps a promise; a folder with the answer, and a scenario of it beside the one planned for. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { planPage } from '../report/planning/page.js';
import { scenarioText, WRITTEN_BY } from '../report/planning/scenario-text.js';
import {
  bindingSentences,
  FRONT_HEAD,
  finalistSentences,
  frontCells,
  POOL_HEAD,
  PROMISE_HEAD,
  planAnswer,
  poolCells,
  promiseCells,
} from '../report/planning/words.js';
import type { Loaded } from '../scenario/load.js';
import { planningIssues } from '../study/planning/asked.js';
import { type PlanAnswer, type Planned, plan } from '../study/planning/plan.js';
import { alone } from './alone.js';
import { EXIT, type ExitCode, Unwritable, Usage } from './exit.js';
import { printJson, SCHEMA_VERSION } from './json.js';
import { keptIn } from './kept.js';
import { columns, paint, shown, wrapped } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { writeFiles } from './output.js';
import { progressOf } from './progress.js';
import { readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface PlanRequest {
  readonly file: string;
  readonly set: readonly string[];
  readonly replications: string;
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const PLAN_FILES = ['plan.json', 'plan.html'] as const;
const MOST_REPLICATIONS = 100;

const replicationsOf = ({ replications }: PlanRequest): number => {
  const count = Number(replications);
  if (Number.isInteger(count) && count >= 2 && count <= MOST_REPLICATIONS) return count;
  throw new Usage(
    `--replications wants a whole number from 2 to ${MOST_REPLICATIONS}, not ${replications}: an interval needs pairs`,
  );
};

const summary = (planned: Planned, paths: readonly (readonly [string, string])[], terminal: Terminal): string => {
  const colours = paint(terminal);
  const { verdict, rest } = planAnswer(planned);
  const { chosen } = planned;
  const titled = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [colours.bold(title), columns(head, rows, terminal)].join('\n');
  const parts = [
    wrapped(`${colours.bold(verdict)} ${rest}`, terminal.columns),
    ...(chosen === null
      ? []
      : [
          columns(POOL_HEAD, poolCells(chosen), terminal),
          titled('Promises', PROMISE_HEAD, promiseCells(chosen)),
          [...bindingSentences(planned), ...finalistSentences(planned)]
            .map((sentence) => wrapped(sentence, terminal.columns))
            .join('\n'),
          titled('Cost against latency (promise asked × 1)', FRONT_HEAD, frontCells(planned)),
        ]),
    paths.map(([what, path]) => `${colours.dim(what.padEnd(9))}${path}`).join('\n'),
  ];
  return shown(parts.join('\n\n'), terminal);
};

/** Beside the original, since a scenario may only extend one of its own folder; null where there is no such place, or nothing to write. */
const writeChosen = (request: PlanRequest, { scenario }: Loaded, { chosen }: PlanAnswer): string | null => {
  if (chosen === null || request.file === '-') return null;
  const name = basename(request.file);
  const path = join(dirname(request.file), `${name.replace(/\.(ya?ml|json)$/, '')}.planned.yaml`);
  try {
    if (existsSync(path) && !readFileSync(path, 'utf8').startsWith(WRITTEN_BY))
      throw new Error('a file of that name is there that plan did not write');
    writeFileSync(path, scenarioText(scenario, name, chosen));
  } catch (error) {
    throw new Unwritable(`${path} cannot be written: ${(error as Error).message}`);
  }
  return path;
};

export const planFleet = async (request: PlanRequest, terminal: Terminal): Promise<ExitCode> => {
  const replications = replicationsOf(request);
  const threads = request.threads ?? availableParallelism();
  const readings = readAll([request.file], request.set, terminal).map((reading) => {
    const { loaded } = reading;
    const issues = loaded === null ? [] : loaded.locate(planningIssues(loaded.scenario));
    return issues.length === 0 ? reading : { ...reading, loaded: null, issues };
  });
  if (readings.some(isWrong)) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: readings.map(mistakesData) });
    terminal.note(mistakesText(readings, terminal));
    return EXIT.scenarioWrong;
  }
  const loaded = readings[0]!.loaded!;
  const folder = join(request.out, `${loaded.name}-plan`);
  const progress = progressOf(loaded.name, terminal, request.quiet);
  const planning = () =>
    plan(loaded, {
      threads,
      replications,
      shelf: keptIn(join(folder, 'finished'), terminal),
      doing: progress.at,
      signal: terminal.signal,
    });
  const found = await (threads === 1 ? alone(planning) : planning());
  terminal.signal.throwIfAborted();
  progress.done();
  const written = writeChosen(request, loaded, found);
  const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...found.planned }, null, 2)}\n`;
  writeFiles(folder, { 'plan.json': text, 'plan.html': await planPage(found.planned) }, PLAN_FILES);
  if (request.json) printJson(terminal, { folder, chosenFile: written, ...found.planned });
  else {
    const paths = [
      ...(written === null ? [] : [['scenario', written] as const]),
      ['page', join(folder, 'plan.html')] as const,
      ['numbers', join(folder, 'plan.json')] as const,
    ];
    terminal.print(summary(found.planned, paths, terminal));
  }
  return EXIT.fine;
};
