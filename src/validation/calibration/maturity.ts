/** Fits how mature a framework's kernels are for a model in a format, and judges the fit on rows it has not seen. */
import { median } from 'simple-statistics';
import type { FrameworkName } from '../../compute/frameworks.js';
import type { Maturity } from '../../compute/maturity.js';
import type { Comparison, Subject } from '../comparison.js';
import { groupBy } from '../grouping.js';

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

/** What multiplies the predictions: exp(n/(n + 12) · median ln(measured/predicted)), inside 0.5–2. */
export const fitMaturity = (comparisons: readonly Comparison[]): readonly Maturity[] =>
  [
    ...groupBy(
      comparisons.filter(({ subject }) => subject !== undefined),
      ({ subject }) => nameOf(subject!),
    ).values(),
  ]
    .map((own) => {
      const subject = own[0]!.subject!;
      const off = median(own.map(({ measured, predicted }) => Math.log(measured / predicted)));
      const factor = Math.exp((own.length / (own.length + SHRINKAGE)) * off);
      return {
        framework: subject.framework as FrameworkName,
        model: subject.model,
        precision: subject.precision,
        factor: Number(Math.min(BOUNDS[1], Math.max(BOUNDS[0], factor)).toFixed(2)),
        configurations: own.length,
      };
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
