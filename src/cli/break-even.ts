/** `break-even`: the value of one path at which two worlds are the same in a measure; resumable. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { breakEvenAnswer, breakEvenRows } from '../report/break-even.js';
import { measureTitle } from '../report/sweep.js';
import type { Loaded } from '../scenario/load.js';
import type { Issue } from '../schema/issue.js';
import { assertionIssues } from '../study/assertions.js';
import { type Axis, parseAxis } from '../study/axis.js';
import { type BreakEven, breakEven, type Pair } from '../study/break-even.js';
import { alone } from './alone.js';
import { misfits } from './compare.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson, SCHEMA_VERSION } from './json.js';
import { keptIn } from './kept.js';
import { columns, paint, shown, wrapped } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { writeFiles } from './output.js';
import { progressOf } from './progress.js';
import { type Reading, readAll } from './reading.js';
import { budgetOf } from './sweep.js';
import type { Terminal } from './terminal.js';

export interface BreakEvenRequest {
  readonly base: string;
  readonly other: string;
  readonly vary: string;
  readonly in: 'other' | 'both';
  readonly measure: string;
  readonly set: readonly string[];
  readonly replications: string;
  readonly budget: string;
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const BREAK_EVEN_FILES = ['break-even.json'] as const;

const replicationsOf = (text: string): number => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 2 && count <= 1000) return count;
  throw new Usage(`--replications wants a whole number from 2 to 1000, not ${text}: an interval needs pairs`);
};

const told = (file: string, issues: readonly Issue[]): Reading => ({ file, loaded: null, issues });
const one = (file: string, found: string | undefined, expected: string): Reading =>
  told(file, [{ path: [], file, expected, ...(found === undefined ? {} : { found }) }]);

interface Question {
  readonly axis: Axis;
  readonly pairAt: (text: string) => Pair | null;
}

/** What is to be run, or every mistake. */
const questionOf = (request: BreakEvenRequest, terminal: Terminal): Question | readonly Reading[] => {
  const { base, other, set, vary, measure } = request;
  const label = `--vary ${vary.slice(0, 60)}`;
  const axis = parseAxis(vary);
  if ('expected' in axis) return [one(label, undefined, axis.expected)];
  if (axis.scale === null)
    return [one(label, undefined, 'numbers of one unit, such as economy.capitalCost=4%..12% in 5')];
  const at = (text: string): readonly Reading[] => {
    const value = `${axis.path}=${text}`;
    return [
      ...readAll([base], request.in === 'both' ? [...set, value] : set, terminal),
      ...readAll([other], [...set, value], terminal),
    ];
  };
  const plain = readAll([base, other], set, terminal);
  if (plain.some(isWrong)) return plain;
  const [first, second] = plain.map(({ loaded }) => loaded!) as [Loaded, Loaded];
  const apart = misfits(first, [second]).filter(({ issues }) => issues.length > 0);
  if (apart.length > 0) return apart;
  const unknown = assertionIssues({ ...first.scenario, assert: [{ measure, above: 0, sure: false }] });
  if (unknown.length > 0)
    return [
      told(
        `--measure ${measure}`,
        unknown.map((issue) => ({ ...issue, path: [], file: `--measure ${measure}` })),
      ),
    ];
  const wrong = axis.values
    .flatMap(at)
    .filter(isWrong)
    .map(({ file, issues }) =>
      told(
        file,
        issues.map((issue) =>
          issue.file === undefined ? issue : { ...issue, file: issue.file.replace(/^--set /, '--vary ') },
        ),
      ),
    );
  if (wrong.length > 0) return [wrong[0]!];
  return {
    axis,
    pairAt: (text) => {
      const found = at(text);
      if (found.some(isWrong)) return null;
      const [first, second] = found.map(({ loaded }) => loaded!) as [Loaded, Loaded];
      return [first, underDrawsOf(first, second)];
    },
  };
};

/** The other world with the base's seed, sampling and coupling: the same draws in both. */
const underDrawsOf = ({ scenario: { seed, sampling, power } }: Loaded, other: Loaded): Loaded => ({
  ...other,
  scenario: { ...other.scenario, seed, sampling, power: { ...other.scenario.power, interval: power.interval } },
});

const summary = (found: BreakEven, names: readonly [string, string], folder: string, terminal: Terminal): string => {
  const colours = paint(terminal);
  const { verdict, rest } = breakEvenAnswer(found, names);
  const { axis, measure, replications } = found;
  const parts = [
    wrapped(`${colours.bold(verdict)} ${rest}`, terminal.columns),
    wrapped(
      `Base ${names[0]}, other ${names[1]}; 95% intervals over ${replications} pairs under the same draws.`,
      terminal.columns,
    ),
    [
      colours.dim(measureTitle(measure)),
      columns([axis.path, 'base', 'other', 'other − base'], breakEvenRows(found), terminal),
    ].join('\n'),
    `${colours.dim('numbers')}  ${join(folder, BREAK_EVEN_FILES[0])}`,
  ];
  return shown(parts.join('\n\n'), terminal);
};

export const findBreakEven = async (request: BreakEvenRequest, terminal: Terminal): Promise<ExitCode> => {
  const replications = replicationsOf(request.replications);
  const budget = budgetOf(request.budget);
  const threads = request.threads ?? availableParallelism();
  const question = questionOf(request, terminal);
  if (!('pairAt' in question)) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: question.map(mistakesData) });
    terminal.note(mistakesText(question, terminal));
    return EXIT.scenarioWrong;
  }
  const { axis, pairAt } = question;
  const [base, other] = pairAt(axis.values[0]!)!;
  const names =
    base.name === other.name ? ([`${base.name} (base)`, other.name] as const) : ([base.name, other.name] as const);
  const name = `${base.name}-against-${other.name}-break-even`;
  const folder = join(request.out, name);
  const progress = progressOf(name, terminal, request.quiet);
  const finding = () =>
    breakEven(axis, request.measure, pairAt, {
      replications,
      budget,
      threads,
      shelf: keptIn(join(folder, 'finished'), terminal),
      progress: (share) => progress.at(share, 'simulating'),
      signal: terminal.signal,
    });
  const found = await (threads === 1 ? alone(finding) : finding());
  terminal.signal.throwIfAborted();
  progress.done();
  const body = { base: base.name, other: other.name, in: request.in, ...found };
  const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...body }, null, 2)}\n`;
  writeFiles(folder, { 'break-even.json': text }, BREAK_EVEN_FILES);
  if (request.json) printJson(terminal, { folder, ...body });
  else terminal.print(summary(found, names, folder, terminal));
  return EXIT.fine;
};
