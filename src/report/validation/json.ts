/** The model laid beside measurements, for programs: errors are fractions, 0.1 is ten percent. */
import { relativeError } from '../../validation/error-summary.js';
import { type FileReport, type ValidationReport, worstOf } from '../../validation/validate.js';

/** Rows listed as the furthest off. */
const WORST = 20;

const setsOf = ({ file, doc, sets, skips, aggregates }: FileReport) => {
  const skipped = skips.reduce((sum, { rows }) => sum + rows, 0);
  return sets.map(({ measure, summary, groups }) => ({
    file,
    measure,
    rows: summary.rows,
    skipped,
    mape: summary.mape,
    median: summary.median,
    bias: summary.bias,
    p90: summary.p90,
    groups,
    skips,
    aggregates: aggregates
      .filter((one) => one.measure === measure)
      .map((one) => ({ ...one, error: relativeError(one) })),
    doc,
  }));
};

export const validationData = (report: ValidationReport) => ({
  sets: report.files.flatMap(setsOf),
  /** Tables of which no row could be compared. */
  uncompared: report.files.filter(({ sets }) => sets.length === 0).map(({ file, skips }) => ({ file, skips })),
  worst: worstOf(report, WORST).map((one) => ({
    file: one.file,
    measure: one.measure,
    line: one.line,
    label: one.label,
    predicted: one.predicted,
    measured: one.measured,
    error: relativeError(one),
  })),
  unknown: report.unknown,
});

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Every comparison, one row each. */
export function* comparisonsCsv(report: ValidationReport): Generator<string> {
  yield 'file,line,measure,chip,model,framework,label,predicted,measured,error\n';
  for (const { file, sets } of report.files)
    for (const { comparisons } of sets)
      for (const one of comparisons)
        yield `${[file, one.line, one.measure, one.chip, one.model, one.framework, one.label]
          .map((cell) => quoted(String(cell)))
          .join(',')},${one.predicted.toPrecision(6)},${one.measured},${relativeError(one).toFixed(5)}\n`;
}
