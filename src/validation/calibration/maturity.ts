/** Fits how mature a framework's kernels are for a model in a format, and judges the fit on rows it has not seen. */
import { median } from 'simple-statistics';
import type { FrameworkName } from '../../compute/frameworks.js';
import type { Maturity } from '../../compute/maturity.js';
import type { Comparison, Subject } from '../comparison.js';
import { type ErrorSummary, summarise } from '../error-summary.js';
import { groupBy } from '../grouping.js';
import { type Fold, interpolation, transfer } from './folds.js';

/** A factor counts for nothing with no configuration, for half with this many. */
const SHRINKAGE = 12;
/** No kernel library is this much faster or slower than another for long. */
const BOUNDS = [0.5, 2] as const;

const nameOf = ({ framework, model, precision }: Subject): string => `${framework} ${model} ${precision}`;

/** Repeats of one configuration become one comparison, with the median of what was measured. */
export const oncePerConfiguration = (comparisons: readonly Comparison[]): readonly Comparison[] =>
  [...groupBy(comparisons, ({ configuration }) => configuration).values()].map((repeats) => ({
    ...repeats[0]!,
    measured: median(repeats.map(({ measured }) => measured)),
  }));

/** Factors from comparisons that were predicted with `prior` (1 where nothing is known): prior · exp(n/(n + 12) · median ln(measured/predicted)), inside 0.5–2. */
export const fitMaturity = (
  comparisons: readonly Comparison[],
  prior: (subject: Subject) => number = () => 1,
): readonly Maturity[] =>
  [
    ...groupBy(
      comparisons.filter(({ subject }) => subject !== undefined),
      ({ subject }) => nameOf(subject!),
    ).values(),
  ]
    .map((own) => {
      const subject = own[0]!.subject!;
      const off = median(own.map(({ measured, predicted }) => Math.log(measured / predicted)));
      const factor = prior(subject) * Math.exp((own.length / (own.length + SHRINKAGE)) * off);
      return {
        framework: subject.framework as FrameworkName,
        model: subject.model,
        precision: subject.precision,
        factor: Number(Math.min(BOUNDS[1], Math.max(BOUNDS[0], factor)).toFixed(2)),
        configurations: own.length,
      };
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

const judge = (folds: readonly Fold<Comparison>[], judged: readonly Comparison[]): ErrorSummary => {
  const byConfiguration = groupBy(judged, ({ configuration }) => configuration);
  return summarise(
    folds.flatMap(({ kept, left }) => {
      const factors = new Map(fitMaturity(kept).map((one) => [nameOf(one), one.factor]));
      return left
        .flatMap(({ configuration }) => byConfiguration.get(configuration) ?? [])
        .map(({ subject, predicted, measured }) => ({
          predicted: predicted * (factors.get(nameOf(subject!)) ?? 1),
          measured,
        }));
    }),
  );
};

export interface CrossValidated {
  readonly interpolation: ErrorSummary;
  readonly transfer: ErrorSummary;
}

/** Errors on rows left out, of predictions made with a maturity of 1: random configurations, and whole chips with whole models.
 *  @param judged what is predicted with the factors of `comparisons`: themselves, or another measure of the same configurations */
export const crossValidate = (
  comparisons: readonly Comparison[],
  judged: readonly Comparison[] = comparisons,
): CrossValidated => ({
  interpolation: judge(interpolation(comparisons), judged),
  transfer: judge(transfer(comparisons), judged),
});
