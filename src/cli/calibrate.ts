/** `calibrate`: fits what measurements can bear. A folder of measured tables gives the factors the program ships; one CSV of a cluster's own runs gives its own. */
import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { maturityOf } from '../compute/maturity.js';
import { ERROR_HEAD, errorCells } from '../report/validation/text.js';
import { explainIssues } from '../schema/issue-text.js';
import {
  type CrossValidated,
  crossValidate,
  fitMaturity,
  oncePerConfiguration,
} from '../validation/calibration/maturity.js';
import { shippedFile } from '../validation/calibration/shipped.js';
import { type Comparison, isSkip, type Verdict } from '../validation/comparison.js';
import { summarise } from '../validation/error-summary.js';
import { compareOwn, OWN_COLUMNS } from '../validation/sets/own-cluster.js';
import { compareAggregated, siliconSet } from '../validation/sets/silicon-e2e.js';
import { type Column, type Row, readTable } from '../validation/table.js';
import { usable } from '../validation/usable.js';
import { EXIT, type ExitCode } from './exit.js';
import { Unreadable } from './files.js';
import { printJson } from './json.js';
import { columns, shown } from './layout.js';
import { writeFiles } from './output.js';
import type { Terminal } from './terminal.js';

export interface CalibrateRequest {
  readonly data: string;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The rows of a table, or nothing once its mistakes have been told. */
const rowsOf = (
  path: string,
  layout: readonly Column[],
  { json }: CalibrateRequest,
  terminal: Terminal,
): readonly Row[] | null => {
  const { rows, issues } = readTable(path, terminal.files.text(path), layout);
  if (issues.length === 0) return rows;
  if (json) printJson(terminal, { exit: EXIT.scenarioWrong, issues });
  terminal.note(shown(explainIssues(issues), terminal));
  return null;
};

const perToken = (verdicts: readonly Verdict[]): readonly Comparison[] =>
  oncePerConfiguration(
    verdicts.map(usable).filter((verdict): verdict is Comparison => !isSkip(verdict) && verdict.measure === 'tpot_ms'),
  );

const errorTable = (
  { interpolation, transfer }: CrossValidated,
  before: readonly Comparison[],
  terminal: Terminal,
): string =>
  columns(
    ['error of TPOT', ...ERROR_HEAD],
    [
      ['before', ...errorCells(summarise(before))],
      ['random configurations left out', ...errorCells(interpolation)],
      ['whole chip and model left out', ...errorCells(transfer)],
    ],
    terminal,
  );

const write = (text: string, { out, quiet }: CalibrateRequest, terminal: Terminal): void => {
  if (out === undefined) {
    terminal.print(text);
    return;
  }
  const file = basename(resolve(out));
  writeFiles(dirname(resolve(out)), { [file]: text }, [file]);
  if (!quiet) terminal.note(`Written: ${out}`);
};

export const calibrate = async (request: CalibrateRequest, terminal: Terminal): Promise<ExitCode> => {
  const shipped = isFolder(request.data);
  const path = shipped ? join(request.data, `${siliconSet.file}.csv`) : request.data;
  const rows = rowsOf(path, shipped ? siliconSet.columns : OWN_COLUMNS, request, terminal);
  if (rows === null) return EXIT.scenarioWrong;
  const verdicts = shipped ? compareAggregated(rows, () => 1) : compareOwn(rows);
  const comparisons = perToken(verdicts);
  if (comparisons.length === 0) {
    const [first] = verdicts.filter(isSkip);
    throw new Unreadable(
      `${path} holds no row to fit on${first === undefined ? '' : `: line ${first.line}, ${first.skipped}`}`,
    );
  }
  const left = verdicts.filter(isSkip);
  for (const { line, skipped } of shipped ? [] : left)
    terminal.note(shown(`${path}:${line}  left out: ${skipped}`, terminal));
  const judged = crossValidate(comparisons);
  const factors = shipped
    ? fitMaturity(comparisons)
    : fitMaturity(comparisons, ({ framework, model, precision }) => maturityOf(framework, model, precision));
  if (request.json) printJson(terminal, { factors, ...judged });
  else terminal.note(errorTable(judged, comparisons, terminal));
  if (shipped) write(shippedFile(factors, judged), request, terminal);
  else if (!request.json || request.out !== undefined) {
    const fragment = factors.map(
      ({ framework, model, precision, factor, configurations }) =>
        `# ${framework}, ${model}, ${precision}: ${configurations} rows of ${basename(path)}\nmaturity: ${factor}\n`,
    );
    write(
      `# For the pools of this framework, model and format (fleet[].maturity).\n${fragment.join('\n')}`,
      request,
      terminal,
    );
  }
  return EXIT.fine;
};
