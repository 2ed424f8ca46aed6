/** Fits kernel curves chip by chip and format by format, and judges the fit on rows it has not seen. */
import type { CurveRefit } from '../../compute/curves/refit.js';
import type { CurveName } from '../../compute/curves/sheets.js';
import { type ErrorSummary, summarise } from '../error-summary.js';
import { groupBy } from '../grouping.js';
import { byConfiguration, foldsBy } from './folds.js';
import { searched } from './search.js';

/** One timed kernel. */
export interface KernelCase {
  /** Whose curves describe it. */
  readonly chip: CurveName;
  /** Row of that chip's table. */
  readonly format: string;
  /** Repeats of one shape are left out together. */
  readonly configuration: string;
  /** [s] */
  readonly measured: number;
  /** By the curve the program ships [s]. */
  readonly predicted: number;
  /** By the figures of any curve of the family [s]. */
  readonly under: (figures: readonly number[]) => number;
}

/** Kernels that one form of curve describes; bounds are physical: shares of a sheet are at most 1, launches a few to some tens of µs. */
export interface CurveForm {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** The class estimate: where every search starts. */
  readonly start: readonly number[];
}

/** A fit is pulled towards the pooled curve of its format as if by so many rows. */
const SHRINKAGE = 5;

const lossOf =
  (cases: readonly KernelCase[], prior?: readonly number[]) =>
  (figures: readonly number[]): number => {
    let sum = 0;
    for (const { measured, under } of cases) sum += Math.abs(Math.log(under(figures) / measured));
    if (prior !== undefined)
      for (const [index, figure] of figures.entries())
        sum += (SHRINKAGE / figures.length) * Math.log(figure / prior[index]!) ** 2;
    return sum;
  };

/** The pooled curve of some rows, or the curve of one chip pulled towards it: least Σ |ln(predicted/measured)|. */
export const fitCurve = (
  cases: readonly KernelCase[],
  { low, high, start }: CurveForm,
  prior?: readonly number[],
): readonly number[] => searched(lossOf(cases, prior), prior ?? start, low, high);

export interface KernelErrors {
  readonly shipped: ErrorSummary;
  /** Curves refitted without a sixth of the shapes. */
  readonly interpolation: ErrorSummary;
  /** A chip in a format predicted by the pooled curve of the others in that format; of all formats where no other chip has it. */
  readonly transfer: ErrorSummary;
}

const groupOf = ({ chip, format }: KernelCase): string => `${chip} ${format}`;
const judged = (cases: readonly KernelCase[], figures: readonly number[]) =>
  cases.map(({ measured, under }) => ({ measured, predicted: under(figures) }));

const poolsOf = (cases: readonly KernelCase[], form: CurveForm): ReadonlyMap<string, readonly number[]> =>
  new Map([...groupBy(cases, ({ format }) => format)].map(([format, own]) => [format, fitCurve(own, form)]));

/** Every row of one chip in one format, predicted without the sixth of the shapes that it belongs to. */
const leftOut = (own: readonly KernelCase[], form: CurveForm, prior: readonly number[]) =>
  foldsBy(own, byConfiguration).flatMap(({ kept, left }) => judged(left, fitCurve(kept, form, prior)));

/** A refit replaces a curve if it errs less by this share on rows left out, in the mean and in the median. */
const WORTHWHILE = 0.1;

/** Curves that rows left out speak for, and those that were refitted before, fitted anew. */
export const worthwhileRefits = (
  cases: readonly KernelCase[],
  form: CurveForm,
  before: (chip: CurveName, format: string) => boolean,
): readonly Omit<CurveRefit, 'family'>[] => {
  const pools = poolsOf(cases, form);
  return [...groupBy(cases, groupOf).values()].flatMap((own) => {
    const { chip, format } = own[0]!;
    const prior = pools.get(format)!;
    const [standing, refit] = [summarise(own), summarise(leftOut(own, form, prior))];
    const better = (['mape', 'median'] as const).every((error) => refit[error] < (1 - WORTHWHILE) * standing[error]);
    if (!better && !before(chip, format)) return [];
    const figures = fitCurve(own, form, prior).map((figure) => Number(figure.toPrecision(3)));
    return [{ curves: chip, row: format, figures, kernels: own.length }];
  });
};

/** Errors of the shipped curves, and of refits on rows left out. */
export const crossValidateKernels = (cases: readonly KernelCase[], form: CurveForm): KernelErrors => {
  const formats = groupBy(cases, ({ format }) => format);
  const pools = poolsOf(cases, form);
  const near = [...groupBy(cases, groupOf).values()].flatMap((own) => leftOut(own, form, pools.get(own[0]!.format)!));
  const far = [...groupBy(cases, groupOf)].flatMap(([group, own]) => {
    const others = formats.get(own[0]!.format)!.filter((one) => groupOf(one) !== group);
    const pool = others.length > 0 ? others : cases.filter((one) => groupOf(one) !== group);
    return pool.length === 0 ? [] : judged(own, fitCurve(pool, form));
  });
  return {
    shipped: summarise(cases),
    interpolation: summarise(near),
    transfer: summarise(far.length === 0 ? near : far),
  };
};
