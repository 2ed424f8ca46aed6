/** One axis of a sweep: a path of the scenario and the values it takes, written as a list or as a range. */

export interface Axis {
  readonly path: string;
  /** As `--set` would take them. */
  readonly values: readonly string[];
  /** Where the values are numbers of one unit, and how they are spaced; null for words and blocks. */
  readonly scale: { readonly numbers: readonly number[]; readonly unit: string; readonly isLog: boolean } | null;
}

/** Most values of one axis. */
export const MOST_VALUES = 1000;
/** Values of a range that does not say how many. */
const USUAL_VALUES = 5;

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const RANGE = new RegExp(
  String.raw`^(${NUMBER})\s*(\D[^.]*?)?\s*\.\.\s*(${NUMBER})\s*(.*?)(?:\s*\bin\s+(\d+))?(\s+log)?$`,
);
const ITEM = new RegExp(String.raw`^(${NUMBER})\s*(.*)$`);

const EXPECTED =
  'path=values: a list such as fleet.h20.replicas=8, 12, 16, or a range such as economy.capitalCost=5%..12% in 8 (or "in 8 log")';

/** A number of an axis as `--set` takes it. */
export const spelt = (value: number, unit: string): string => {
  const number = String(Number(value.toPrecision(10)));
  return unit === '' || unit === '%' ? number + unit : `${number} ${unit}`;
};

/** Commas inside brackets, braces and quotes do not part values. */
const parted = (text: string): readonly string[] =>
  (text.match(/(?:"[^"]*"|'[^']*'|\[(?:[^[\]]|\[[^\]]*\])*\]|\{(?:[^{}]|\{[^}]*\})*\}|[^,])+/g) ?? [])
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** @returns what was expected instead where the text is no axis, or one with a single value or too many */
export const parseAxis = (text: string): Axis | { readonly expected: string } => {
  const equals = text.indexOf('=');
  if (equals < 1) return { expected: EXPECTED };
  const path = text.slice(0, equals).trim();
  const body = text.slice(equals + 1).trim();
  const range = RANGE.exec(body);
  if (range !== null) return spanned(path, range);
  const values = parted(body);
  if (values.length > MOST_VALUES || new Set(values).size < 2) return { expected: countOf(values.length) };
  if (new Set(values).size < values.length) return { expected: 'values that differ from each other' };
  return { path, values, scale: scaleOf(values) };
};

const countOf = (count: number): string =>
  `from 2 to ${MOST_VALUES.toLocaleString('en')} values on an axis, not ${count.toLocaleString('en')}`;

const spanned = (path: string, range: RegExpExecArray): Axis | { readonly expected: string } => {
  const [, low, ownUnit = '', high, unit = '', steps, log] = range;
  const [from, to] = [Number(low), Number(high)];
  const count = steps === undefined ? USUAL_VALUES : Number(steps);
  const isLog = log !== undefined;
  if (count < 2 || count > MOST_VALUES) return { expected: countOf(count) };
  if (ownUnit.trim() !== '' && ownUnit.trim() !== unit.trim())
    return { expected: `one unit for both ends, such as ${low}..${high} ${ownUnit.trim()} in ${count}` };
  if (from === to) return { expected: 'a range whose ends differ' };
  if (isLog && !(from > 0 && to > 0)) return { expected: 'ends above zero for a logarithmic range' };
  const numbers = Array.from({ length: count }, (_, at) => {
    const share = at / (count - 1);
    return Number((isLog ? from * (to / from) ** share : from + (to - from) * share).toPrecision(10));
  });
  return {
    path,
    values: numbers.map((value) => spelt(value, unit.trim())),
    scale: { numbers, unit: unit.trim(), isLog },
  };
};

const scaleOf = (values: readonly string[]): Axis['scale'] => {
  const read = values.map((value) => ITEM.exec(value));
  const units = new Set(read.map((one) => one?.[2] ?? null));
  if (units.size !== 1 || read.some((one) => one === null)) return null;
  return { numbers: read.map((one) => Number(one![1])), unit: read[0]![2]!, isLog: false };
};
