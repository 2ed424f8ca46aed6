/** `validate-model`: the shipped model laid beside every measured table of a folder. */
import { join, resolve } from 'node:path';
import { comparisonsCsv, validationData } from '../report/validation/json.js';
import { aggregateRows, ERROR_HEAD, groupRows, overview, skipRows, worstRows } from '../report/validation/text.js';
import { explainIssues } from '../schema/issue-text.js';
import { type ValidationReport, validateModel } from '../validation/validate.js';
import { EXIT, type ExitCode } from './exit.js';
import { namesIn, Unreadable } from './files.js';
import { printJson, SCHEMA_VERSION } from './json.js';
import { columns, paint, shown } from './layout.js';
import { writeFiles } from './output.js';
import type { Terminal } from './terminal.js';

export interface ValidateRequest {
  readonly folder: string;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Files that `--out` writes. */
const FILES = ['validation.json', 'comparisons.csv'] as const;
const WORST = 8;

const printReport = (report: ValidationReport, terminal: Terminal): void => {
  const { bold } = paint(terminal);
  const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length === 0) return;
    terminal.print(`${bold(shown(title, terminal))}\n${columns(head, rows, terminal)}\n`);
  };
  for (const file of report.files) {
    section(`${file.file}: ${file.doc}`, ['group', 'measure', ...ERROR_HEAD], groupRows(file));
    section('  Whole runs', ['run', 'figure', 'predicted', 'measured', 'error'], aggregateRows(file));
    section('  Rows left out', ['rows', 'why'], skipRows(file));
  }
  section('Furthest off', ['error', 'measure', 'predicted', 'measured', 'what'], worstRows(report, WORST));
  section('Errors of prediction, |predicted/measured - 1|', ['table', 'measure', ...ERROR_HEAD], overview(report));
  if (report.unknown.length > 0)
    terminal.note(shown(`Not judged, their layout is not known: ${report.unknown.join(', ')}.`, terminal));
};

export const validate = async (request: ValidateRequest, terminal: Terminal): Promise<ExitCode> => {
  const { folder, json, out } = request;
  const names = namesIn(folder, '.csv');
  if (names.length === 0) throw new Unreadable(`${folder} holds no measured table: no file ends in .csv`);
  const texts = names.map((name) => ({ name, content: terminal.files.text(join(folder, name)) }));
  const found = await validateModel(texts, async (file) => {
    if (!request.quiet) terminal.status(`comparing ${file}`);
    await new Promise((resume) => setTimeout(resume));
    terminal.signal.throwIfAborted();
  });
  terminal.status('');
  if ('issues' in found) {
    const placed = found.issues.map((issue) => ({ ...issue, file: join(folder, issue.file ?? '') }));
    if (json) printJson(terminal, { exit: EXIT.scenarioWrong, issues: placed });
    terminal.note(shown(explainIssues(placed), terminal));
    return EXIT.scenarioWrong;
  }
  const { report } = found;
  if (report.files.length === 0)
    throw new Unreadable(`${folder} holds no measured table of a known layout; docs/validation.md lists them`);
  const data = validationData(report);
  if (out !== undefined) {
    writeFiles(
      resolve(out),
      {
        'validation.json': `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...data }, null, 2)}\n`,
        'comparisons.csv': comparisonsCsv(report),
      },
      FILES,
    );
    if (!request.quiet) terminal.note(`Written: ${FILES.map((file) => join(out, file)).join(', ')}`);
  }
  if (json) printJson(terminal, data);
  else printReport(report, terminal);
  return EXIT.fine;
};
