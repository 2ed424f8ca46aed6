/** `calibrate`: fits what measurements can bear. A folder of measured tables gives the figures the program ships; one CSV of a cluster's own runs gives its own. */
import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type FrameworkName, findFramework } from '../compute/frameworks.js';
import { maturityOf } from '../compute/maturity.js';
import { ERROR_HEAD, errorCells } from '../report/validation/text.js';
import { explainIssues } from '../schema/issue-text.js';
import type { Wait } from '../validation/calibration/front-end.js';
import { refitCurves } from '../validation/calibration/kernel-families.js';
import { oncePerConfiguration } from '../validation/calibration/maturity.js';
import {
  crossValidateServing,
  fitServing,
  type ServingErrors,
  type ServingFit,
} from '../validation/calibration/serving.js';
import { shippedFile } from '../validation/calibration/shipped.js';
import { type Comparison, isSkip, type Verdict } from '../validation/comparison.js';
import { summarise } from '../validation/error-summary.js';
import { timesWithoutWait } from '../validation/load.js';
import type { MeasureName } from '../validation/measure.js';
import { compareOwn, OWN_COLUMNS } from '../validation/sets/own-cluster.js';
import { compareAggregated, siliconSet } from '../validation/sets/silicon-e2e.js';
import { type Column, type Row, readTable } from '../validation/table.js';
import { usable } from '../validation/usable.js';
import { EXIT, type ExitCode } from './exit.js';
import { namesIn, Unreadable } from './files.js';
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

const measured = (verdicts: readonly Verdict[], measure: MeasureName): readonly Comparison[] =>
  oncePerConfiguration(
    verdicts.map(usable).filter((verdict): verdict is Comparison => !isSkip(verdict) && verdict.measure === measure),
  );

const errorTable = ({ tpot, ttft }: ServingErrors, before: readonly Comparison[], terminal: Terminal): string =>
  columns(
    ['error on rows left out', ...ERROR_HEAD],
    [
      ['TPOT before', ...errorCells(summarise(before))],
      ['TPOT, random configurations', ...errorCells(tpot.interpolation)],
      ['TPOT, whole chip and model', ...errorCells(tpot.transfer)],
      ...(ttft === undefined
        ? []
        : [
            ['TTFT, random configurations', ...errorCells(ttft.interpolation)],
            ['TTFT, whole chip and model', ...errorCells(ttft.transfer)],
          ]),
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

/** What the shipped presets know of a front end [ms]. */
const presetWait = (framework: string): Wait => {
  const { fixed, steps } = findFramework(framework as FrameworkName).frontEnd;
  return { fixed: fixed.value * 1e3, steps: steps.value };
};

/** Lines for the pools of a scenario; `factors` are relative to what the program ships. */
const fragmentOf = ({ factors, recipes }: ServingFit, name: string): string => {
  const pools = factors.map(({ framework, model, precision, factor, configurations }) => {
    const wait = recipes.find((one) => one.framework === framework);
    return [
      `# ${framework}, ${model}, ${precision}: ${configurations} rows of ${name}`,
      `maturity: ${factor}`,
      ...(wait === undefined ? [] : [`frontEnd: { fixed: '${wait.fixed} ms', steps: ${wait.steps} }`]),
    ].join('\n');
  });
  return `# For the pools of this framework, model and format (fleet[].maturity, fleet[].frontEnd).\n${pools.join('\n\n')}\n`;
};

export const calibrate = async (request: CalibrateRequest, terminal: Terminal): Promise<ExitCode> => {
  const shipped = isFolder(request.data);
  const path = shipped ? join(request.data, `${siliconSet.file}.csv`) : request.data;
  const rows = rowsOf(path, shipped ? siliconSet.columns : OWN_COLUMNS, request, terminal);
  if (rows === null) return EXIT.scenarioWrong;
  const verdicts = shipped ? compareAggregated(rows, () => 1, timesWithoutWait) : compareOwn(rows);
  const [tpot, ttft] = [measured(verdicts, 'tpot_ms'), measured(verdicts, 'ttft_ms')];
  if (tpot.length === 0) {
    const [first] = verdicts.filter(isSkip);
    throw new Unreadable(
      `${path} holds no row to fit on${first === undefined ? '' : `: line ${first.line}, ${first.skipped}`}`,
    );
  }
  for (const { line, skipped } of shipped ? [] : verdicts.filter(isSkip))
    terminal.note(shown(`${path}:${line}  left out: ${skipped}`, terminal));
  const known = shipped ? undefined : presetWait;
  const judged = crossValidateServing(tpot, ttft, known);
  const relative = fitServing(tpot, ttft, known);
  const fit: ServingFit = {
    ...relative,
    factors: shipped
      ? relative.factors
      : relative.factors.map((one) => ({
          ...one,
          factor: Number((one.factor * maturityOf(one.framework, one.model, one.precision)).toFixed(2)),
        })),
  };
  if (request.json) printJson(terminal, { ...fit, ...judged });
  else terminal.note(errorTable(judged, tpot, terminal));
  if (shipped) {
    const names = namesIn(request.data, '.csv');
    const refits = refitCurves((file) =>
      names.includes(file) ? terminal.files.text(join(request.data, file)) : undefined,
    );
    write(shippedFile(fit, judged, refits), request, terminal);
  } else if (!request.json || request.out !== undefined) write(fragmentOf(fit, basename(path)), request, terminal);
  return EXIT.fine;
};
