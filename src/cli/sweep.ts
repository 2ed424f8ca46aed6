/** `sweep`: every combination of the axes' values, resumable; the grid as a table, as numbers and as rows. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { measureTitle, sweepAnswer, sweepCsv, sweepNote, sweepTables } from '../report/sweep.js';
import type { Loaded } from '../scenario/load.js';
import type { Issue } from '../schema/issue.js';
import { assertionIssues } from '../study/assertions.js';
import { type Axis, parseAxis } from '../study/axis.js';
import { grid, MOST_AXES, MOST_POINTS, type Sweep, sweep } from '../study/sweep.js';
import { parseQuantity } from '../units/parse.js';
import { alone } from './alone.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson, SCHEMA_VERSION } from './json.js';
import { keptIn } from './kept.js';
import { columns, paint, shown, wrapped } from './layout.js';
import { mistakesData, mistakesText } from './mistakes.js';
import { writeFiles } from './output.js';
import { setsOf } from './overrides.js';
import { progressOf } from './progress.js';
import { type Reading, readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface SweepRequest {
  readonly file: string;
  readonly axis: readonly string[];
  readonly measure: string;
  readonly set: readonly string[];
  readonly seed?: string | undefined;
  readonly replications: string;
  readonly budget: string;
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

export const SWEEP_FILES = ['sweep.json', 'sweep.csv'] as const;

const replicationsOf = (text: string): number => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1000) return count;
  throw new Usage(`--replications wants a whole number from 1 to 1000, not ${text}`);
};

/** @throws Usage for anything but a time above zero */
export const budgetOf = (text: string): number => {
  const found = parseQuantity(text, 'time');
  if ('value' in found && found.value > 0) return found.value;
  throw new Usage(`--budget wants a time above zero, such as 60 s, not ${text}`);
};

/** The axes, or what is wrong with each that is none. */
const axesOf = (texts: readonly string[]): readonly Axis[] | readonly Issue[] => {
  if (texts.length === 0 || texts.length > MOST_AXES)
    throw new Usage(`sweep wants from one to ${MOST_AXES} --axis path=values, not ${texts.length}`);
  const read = texts.map(parseAxis);
  const issues = read.flatMap((one, row): Issue[] =>
    'expected' in one ? [{ path: [], file: `--axis ${texts[row]!.slice(0, 60)}`, expected: one.expected }] : [],
  );
  if (issues.length > 0) return issues;
  const axes = read as readonly Axis[];
  const twice = axes.find(({ path }, row) => axes.findIndex((other) => other.path === path) < row);
  if (twice !== undefined) return [{ path: [], file: `--axis ${twice.path}`, expected: 'each path on one axis' }];
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  return points <= MOST_POINTS
    ? axes
    : [{ path: [], file: '--axis', found: `${points} points`, expected: `at most ${MOST_POINTS} points in a grid` }];
};

const isAxes = (found: readonly Axis[] | readonly Issue[]): found is readonly Axis[] =>
  found.every((one) => 'values' in one);

/** What is wrong with a value of an axis is located on the axis. */
const onAxis = (issue: Issue): Issue =>
  issue.file === undefined ? issue : { ...issue, file: issue.file.replace(/^--set /, '--axis ') };

/** The world of each point; or the mistakes, those of single values told once. */
const worldsOf = (
  { file, set, seed, measure }: SweepRequest,
  axes: readonly Axis[],
  terminal: Terminal,
): readonly Loaded[] | Reading => {
  const common = setsOf({ set, seed });
  const [plain] = readAll([file], common, terminal) as [Reading];
  if (plain.loaded === null) return plain;
  const wrong = assertionIssues({ ...plain.loaded.scenario, assert: [{ measure, above: 0, sure: false }] });
  if (wrong.length > 0)
    return { file, loaded: null, issues: wrong.map((issue) => ({ ...issue, path: [], file: `--measure ${measure}` })) };
  const at = (point: readonly number[]): Reading =>
    readAll(
      [file],
      [...common, ...point.map((value, axis) => `${axes[axis]!.path}=${axes[axis]!.values[value]}`)],
      terminal,
    )[0]!;
  const issues: Issue[] = [];
  const worlds: Loaded[] = [];
  for (const point of grid(axes)) {
    const reading = at(point);
    if (reading.loaded === null) issues.push(...reading.issues.map(onAxis));
    else worlds.push(reading.loaded);
    if (issues.length >= 50) break;
  }
  const told = [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
  return told.length === 0 ? worlds : { file, loaded: null, issues: told };
};

const summary = (found: Sweep, measure: string, folder: string, terminal: Terminal): string => {
  const colours = paint(terminal);
  const { verdict, rest } = sweepAnswer(found, measure);
  const parts = [
    wrapped(`${colours.bold(verdict)} ${rest}`, terminal.columns),
    colours.dim(measureTitle(measure)),
    ...sweepTables(found, measure).map(({ title, head, rows }) =>
      [...(title === null ? [] : [colours.bold(title)]), columns(head, rows, terminal)].join('\n'),
    ),
    wrapped(sweepNote(found), terminal.columns),
    `${colours.dim('numbers')}  ${SWEEP_FILES.map((name) => join(folder, name)).join('  ')}`,
  ];
  return shown(parts.join('\n\n'), terminal);
};

export const sweepWorlds = async (request: SweepRequest, terminal: Terminal): Promise<ExitCode> => {
  const replications = replicationsOf(request.replications);
  const budget = budgetOf(request.budget);
  const threads = request.threads ?? availableParallelism();
  const { measure } = request;
  const axes = axesOf(request.axis);
  const worlds = isAxes(axes) ? worldsOf(request, axes, terminal) : { file: request.file, loaded: null, issues: axes };
  if (!isAxes(axes) || 'issues' in worlds) {
    const wrong = worlds as Reading;
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: [mistakesData(wrong)] });
    terminal.note(mistakesText([wrong], terminal));
    return EXIT.scenarioWrong;
  }
  const [{ name, title, hash }] = [{ ...worlds[0]!, title: worlds[0]!.scenario.title }];
  const folder = join(request.out, `${name}-sweep`);
  const progress = progressOf(`${name}-sweep`, terminal, request.quiet);
  const sweeping = () =>
    sweep(axes, worlds, {
      replications,
      budget,
      threads,
      shelf: keptIn(join(folder, 'finished'), terminal),
      progress: (share) => progress.at(share, 'simulating'),
      signal: terminal.signal,
    });
  const found = await (threads === 1 ? alone(sweeping) : sweeping());
  terminal.signal.throwIfAborted();
  progress.done();
  const body = { scenario: name, title, hash, measure, ...found };
  const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...body }, null, 2)}\n`;
  writeFiles(folder, { 'sweep.json': text, 'sweep.csv': sweepCsv(found) }, SWEEP_FILES);
  if (request.json) printJson(terminal, { folder, ...body });
  else terminal.print(summary(found, measure, folder, terminal));
  return EXIT.fine;
};
