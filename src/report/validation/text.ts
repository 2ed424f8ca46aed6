/** The model laid beside measurements, for people: a table of errors, then why rows were left out, then the rows furthest off. */

import type { ErrorSummary } from '../../validation/error-summary.js';
import { relativeError } from '../../validation/error-summary.js';
import { type FileReport, type ValidationReport, worstOf } from '../../validation/validate.js';

export const percent = (fraction: number): string => {
  const shown = 100 * fraction;
  return `${shown.toFixed(Math.abs(shown) < 10 ? 1 : 0).replace('-', '−')} %`;
};

export const ERROR_HEAD = ['rows', 'mean', 'median', 'bias', '90th'] as const;
export const errorCells = ({ rows, mape, median, bias, p90 }: ErrorSummary): readonly string[] => [
  String(rows),
  percent(mape),
  percent(median),
  percent(bias),
  percent(p90),
];

/** One row for each measure of each table. */
export const overview = (report: ValidationReport): readonly (readonly string[])[] =>
  report.files.flatMap(({ file, sets }) => sets.map(({ measure, summary }) => [file, measure, ...errorCells(summary)]));

/** One row for each chip, model and framework of a table. */
export const groupRows = ({ sets }: FileReport): readonly (readonly string[])[] =>
  sets.flatMap(({ measure, groups }) =>
    groups.map((group) => [`${group.by} ${group.name}`, measure, ...errorCells(group)]),
  );

/** Whole runs: what their mean and percentiles miss by. */
export const aggregateRows = ({ aggregates }: FileReport): readonly (readonly string[])[] =>
  aggregates.map((one) => [
    one.run,
    `${one.statistic} ${one.measure}`,
    one.predicted.toPrecision(3),
    one.measured.toPrecision(3),
    percent(relativeError(one)),
  ]);

export const skipRows = ({ skips }: FileReport): readonly (readonly string[])[] =>
  skips.map(({ reason, rows }) => [String(rows), reason]);

export const worstRows = (report: ValidationReport, most: number): readonly (readonly string[])[] =>
  worstOf(report, most).map((one) => [
    percent(relativeError(one)),
    one.measure,
    one.predicted.toPrecision(3),
    one.measured.toPrecision(3),
    `${one.label} (${one.file}, line ${one.line})`,
  ]);
