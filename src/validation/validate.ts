/** Compares whatever measured tables a folder holds with the shipped model: no fitting, every row either compared or skipped for a stated reason. */
import type { Issue } from '../schema/issue.js';
import { type Aggregate, type Comparison, isSkip, type MeasuredSet, type Verdict } from './comparison.js';
import { type ErrorSummary, relativeError, summarise } from './error-summary.js';
import { groupBy } from './grouping.js';
import type { MeasureName } from './measure.js';
import { measuredSets } from './sets/index.js';
import { readTable } from './table.js';
import { usable } from './usable.js';

export interface NamedText {
  /** File name without its folder. */
  readonly name: string;
  readonly content: string;
}

export interface Group extends ErrorSummary {
  readonly by: 'chip' | 'model' | 'framework';
  readonly name: string;
}

export interface SkipCount {
  readonly reason: string;
  readonly rows: number;
}

/** One measure of one table. */
export interface SetReport {
  /** File name without `.csv`, and the part of it where parts are told apart: `aic_silicon_e2e/disagg`. */
  readonly file: string;
  readonly measure: MeasureName;
  readonly summary: ErrorSummary;
  readonly groups: readonly Group[];
  readonly comparisons: readonly Comparison[];
}

/** One table, or one part of it. */
export interface FileReport {
  readonly file: string;
  readonly doc: string;
  readonly sets: readonly SetReport[];
  /** Rows of which nothing was compared, by reason. */
  readonly skips: readonly SkipCount[];
  readonly aggregates: readonly Aggregate[];
}

export interface ValidationReport {
  readonly files: readonly FileReport[];
  /** Files of the folder that no known layout describes. */
  readonly unknown: readonly string[];
}

export type ValidationAnswer = { readonly report: ValidationReport } | { readonly issues: readonly Issue[] };

const GROUPS = ['chip', 'model', 'framework'] as const;

const groupsOf = (comparisons: readonly Comparison[]): readonly Group[] =>
  GROUPS.flatMap((by) => {
    const groups = groupBy(comparisons, (comparison) => comparison[by]);
    return [...groups]
      .filter(([name]) => name !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => ({ by, name, ...summarise(own) }));
  });

const fileReport = (
  file: string,
  set: MeasuredSet,
  verdicts: readonly Verdict[],
  aggregates: readonly Aggregate[],
): FileReport => {
  const compared = verdicts.filter((verdict): verdict is Comparison => !isSkip(verdict));
  const skips = groupBy(verdicts.filter(isSkip), ({ skipped }) => skipped);
  return {
    file,
    doc: set.doc,
    sets: [...groupBy(compared, ({ measure }) => measure)].map(([measure, comparisons]) => ({
      file,
      measure,
      summary: summarise(comparisons),
      groups: groupsOf(comparisons),
      comparisons,
    })),
    skips: [...skips].map(([reason, rows]) => ({ reason, rows: rows.length })).sort((a, b) => b.rows - a.rows),
    aggregates,
  };
};

/** The report of one table: the table itself first, then the parts told apart from it. */
const reportsOf = (set: MeasuredSet, content: string, issues: Issue[]): readonly FileReport[] => {
  const reading = readTable(`${set.file}.csv`, content, set.columns);
  issues.push(...reading.issues);
  if (reading.issues.length > 0) return [];
  const lacking = reading.rows.flatMap((row): readonly Verdict[] =>
    row.lacking === undefined ? [] : [{ line: row.line, skipped: `${row.lacking} is empty` }],
  );
  const whole = reading.rows.filter((row) => row.lacking === undefined);
  const verdicts = [...[...set.compare(whole)].map(usable), ...lacking];
  const aggregates = set.aggregate?.(verdicts, whole) ?? [];
  return [...groupBy(verdicts, ({ part }) => part ?? '')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, own]) =>
      fileReport(part === '' ? set.file : `${set.file}/${part}`, set, own, part === '' ? aggregates : []),
    );
};

/** Judges the tables that are known by name; answers with every mistake in them instead if there is one.
 *  @param before called before each table, which may take half a minute; what it throws ends the work */
export const validateModel = async (
  texts: readonly NamedText[],
  before: (file: string) => Promise<void> = async () => {},
): Promise<ValidationAnswer> => {
  const issues: Issue[] = [];
  const files: FileReport[] = [];
  const byName = new Map(texts.map(({ name, content }) => [name, content]));
  for (const set of measuredSets) {
    const content = byName.get(`${set.file}.csv`);
    if (content === undefined) continue;
    await before(set.file);
    files.push(...reportsOf(set, content, issues));
  }
  const known = new Set(measuredSets.map(({ file }) => `${file}.csv`));
  return issues.length > 0
    ? { issues }
    : { report: { files, unknown: texts.map(({ name }) => name).filter((name) => !known.has(name)) } };
};

/** The comparisons that are furthest off, of all tables [ratio either way]. */
export const worstOf = (report: ValidationReport, most: number): readonly (Comparison & { readonly file: string })[] =>
  report.files
    .flatMap(({ file, sets }) => sets.flatMap(({ comparisons }) => comparisons.map((one) => ({ ...one, file }))))
    .sort((a, b) => Math.abs(relativeError(b)) - Math.abs(relativeError(a)))
    .slice(0, most);
