/** How far predictions lie from measurements: the figures printed for every table and group. */
import { median, quantile } from 'simple-statistics';
import type { Comparison } from './comparison.js';

/** Fractions: 0.1 is ten percent. */
export interface ErrorSummary {
  readonly rows: number;
  /** Mean of |predicted/measured − 1|. */
  readonly mape: number;
  /** Median of the same. */
  readonly median: number;
  /** Median of predicted/measured, less 1: positive where the model says too much. */
  readonly bias: number;
  /** 90th percentile of |predicted/measured − 1|. */
  readonly p90: number;
}

export const relativeError = ({ predicted, measured }: Pick<Comparison, 'predicted' | 'measured'>): number =>
  predicted / measured - 1;

/** Summary of at least one comparison. */
export const summarise = (comparisons: readonly Pick<Comparison, 'predicted' | 'measured'>[]): ErrorSummary => {
  const signed = comparisons.map(relativeError);
  const absolute = signed.map(Math.abs);
  return {
    rows: signed.length,
    mape: absolute.reduce((sum, error) => sum + error, 0) / absolute.length,
    median: median(absolute),
    bias: median(signed),
    p90: quantile(absolute, 0.9),
  };
};
