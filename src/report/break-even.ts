/** A break-even in words and rows: the value at which two worlds are the same, and what stands on either side. */
import type { Estimate } from '../measure/result.js';
import type { BreakEven, Crossing, PairAt } from '../study/break-even.js';
import { decimalsOf, figures, MISSING, plural, range, THIN } from './numbers.js';
import { measured, spread } from './sweep.js';

/** An interval narrower than this share of its value is rounding, and is not told. */
const NARROWEST = 1e-6;

const valued = ({ value, interval }: Estimate, unit: string): string => {
  const isTold = interval !== null && interval[1] - interval[0] > NARROWEST * Math.abs(value);
  const bounds = isTold ? ` (${range(interval[0], interval[1], decimalsOf(value, interval))})` : '';
  return `${figures(value, isTold ? interval : null)}${unit === '' || unit === '%' ? '' : THIN}${unit}${bounds}`;
};

/** `7.3% (7.1–7.5)`, or the neighbours between which it lies. */
export const crossingText = ({ axis }: BreakEven, { at, between }: Crossing): string =>
  at === null ? `between ${between[0]} and ${between[1]}` : valued(at, axis.scale!.unit);

/** Bold words, then the rest. `names` are the worlds', base first. */
export const breakEvenAnswer = (found: BreakEven, [base, other]: readonly [string, string]) => {
  const { axis, measure, points, crossings } = found;
  const told = points.filter((point) => point.told !== null);
  const left = points.length - told.length;
  const without =
    left === 0 ? '' : ` At ${plural(left, 'value')} a world cannot keep up with demand or has no such number.`;
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined)
    return {
      verdict: 'These worlds cannot be compared along this axis:',
      rest: `at no value do both keep up with demand and have ${measure}.`,
    };
  const gap = (point: PairAt): number => point.told!.difference.value;
  if (told.every((point) => gap(point) === 0))
    return {
      verdict: 'Both worlds are the same at every value:',
      rest: `${measure} does not tell them apart.${without}`,
    };
  if (crossings.length === 0) {
    const lesser = gap(first) < 0 ? other : base;
    const [at, to] = [first, last].map((point) => `${measured(measure, Math.abs(gap(point)))} at ${point.text}`);
    return {
      verdict: `No ${axis.path} from ${first.text} to ${last.text} makes them the same:`,
      rest: `${lesser} has the lesser ${measure} throughout, by ${at} and ${to}.${without}`,
    };
  }
  const places = crossings.map((crossing) => crossingText(found, crossing));
  const sides =
    crossings.length === 1
      ? `${crossings[0]!.otherIsLessBelow ? other : base} has less below, ${crossings[0]!.otherIsLessBelow ? base : other} above.`
      : 'the lesser changes at each.';
  return {
    verdict: `${measure} is the same at ${axis.path} ${places.join(', and at ')}:`,
    rest: `${sides}${without}`,
  };
};

/** One row a value: the value, base, other, other − base. */
export const breakEvenRows = ({ measure, points }: BreakEven): readonly (readonly string[])[] =>
  points.map(({ text, told }) => [
    text,
    ...(told === null
      ? [MISSING, MISSING, MISSING]
      : [measured(measure, told.base.value), measured(measure, told.other.value), spread(measure, told.difference)]),
  ]);
