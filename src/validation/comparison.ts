/** One prediction beside one measurement, and what a measured table has to say for itself to be predicted. */
import type { PrecisionName } from '../compute/precision.js';
import type { MeasureName } from './measure.js';
import type { Column, Row } from './table.js';

/** Whose kernels were timed: catalogue names. */
export interface Subject {
  readonly framework: string;
  readonly model: string;
  readonly precision: PrecisionName;
  /** Who ran the servers, where that is known. */
  readonly publisher?: string;
}

/** Both in the unit of the measure. Groups that mean nothing for a row are empty. */
export interface Comparison {
  readonly measure: MeasureName;
  readonly line: number;
  readonly predicted: number;
  readonly measured: number;
  readonly chip: string;
  readonly model: string;
  readonly framework: string;
  /** What was measured, in words for the list of worst rows. */
  readonly label: string;
  /** Rows that repeat one configuration share it: cross-validation leaves them out together. */
  readonly configuration: string;
  /** Requests in flight, where the run states them. */
  readonly inFlight?: number;
  /** A writing step of the run [ms], where the wait of a front end counts in steps. */
  readonly step?: number;
  /** What a maturity factor belongs to, where one applies. */
  readonly subject?: Subject;
  /** A part of the table that is told apart from the rest, such as `disagg`. */
  readonly part?: string;
}

/** A row that is not compared, and why: rows with the same reason are counted together. */
export interface Skip {
  readonly line: number;
  readonly skipped: string;
  readonly part?: string;
}

/** How well one run's distribution is met: the mean or a percentile over its requests. */
export interface Aggregate {
  readonly run: string;
  readonly measure: MeasureName;
  readonly statistic: 'mean' | 'p50' | 'p95' | 'p99';
  readonly predicted: number;
  readonly measured: number;
}

export type Verdict = Comparison | Skip;

/** A table with a known layout, and the model's prediction of its rows. */
export interface MeasuredSet {
  /** File name without `.csv`. */
  readonly file: string;
  /** What it holds, in one sentence. */
  readonly doc: string;
  readonly columns: readonly Column[];
  /** Compares all rows with the coefficients the program ships. */
  compare(rows: readonly Row[]): Iterable<Verdict>;
  /** Distributions of whole runs, where rows are single requests. */
  aggregate?(verdicts: readonly Verdict[], rows: readonly Row[]): readonly Aggregate[];
}

export const isSkip = (verdict: Verdict): verdict is Skip => 'skipped' in verdict;
