/** Lays a series from a file along the run: by calendar date where the file holds the date, and by the stated policy where it does not. */
import type { Issue } from '../../schema/issue.js';
import { nearest } from '../../schema/suggest.js';
import type { Money } from '../../units/parse.js';
import { type Dollars, SECONDS_PER_DAY, type Seconds } from '../../units/quantity.js';
import type { Calendar } from '../calendar.js';
import { constant, type Signal } from '../signal.js';
import type { PriceSeriesSpec, SeriesSpec } from './field.js';
import { instantText } from './instant.js';
import type { SeriesTable } from './table.js';

/** Files of series that a scenario names, by the path and the time column written there, opened at the doors. */
export type SeriesTables = ReadonlyMap<string, SeriesTable>;

export const tableKey = ({ file, time }: Pick<SeriesSpec, 'file' | 'time'>): string => JSON.stringify([file, time]);

/** A year of days: from here on a file that wraps lends dates instead of beginning again. */
const DAYS_OF_A_YEAR = 365;

/** Start of the first slot [s since 1970]; null where the file counts hours and nothing says of which year. */
export const startOf = (
  { since, start }: SeriesTable,
  { year, file }: Pick<SeriesSpec, 'year' | 'file'>,
): Seconds | null => {
  if (since === '1970') return start;
  const told = year ?? yearInName(file);
  return told === undefined ? null : Date.UTC(told, 0, 1) / 1000 + start;
};

const yearInName = (file: string): number | undefined => {
  const years = file.slice(file.lastIndexOf('/') + 1).match(/(?<!\d)(19|20)\d\d(?!\d)/g) ?? [];
  return years.length === 1 ? Number(years[0]) : undefined;
};

/** What a signal is made from: the run's date and the files that were read. */
export interface SeriesContext {
  readonly calendar: Calendar;
  readonly series: SeriesTables;
}

/** The signal of a value that may move. Past the end of a series that refuses, which no run reaches, its last value holds. */
export const signalFrom = (value: number | SeriesSpec, context: SeriesContext): Signal =>
  typeof value === 'number' ? constant(value) : aligned(value, value.unit, context);

/** The same for prices [USD], at the run's exchange rate. */
export const priceSignalFrom = (
  value: Money | PriceSeriesSpec,
  context: SeriesContext & { dollars(money: Money): Dollars },
): Signal =>
  'amount' in value ? constant(context.dollars(value)) : aligned(value, context.dollars(value.unit), context);

const aligned = (spec: SeriesSpec<unknown>, scale: number, { calendar, series }: SeriesContext): Signal => {
  const table = series.get(tableKey(spec));
  const values = table?.columns.get(spec.column);
  const start = table && startOf(table, spec);
  if (values === undefined || table === undefined || start === null || start === undefined)
    throw new Error(`series ${spec.file} was not loaded`);
  const { slot } = table;
  const rowAt = spec.past === 'refuse' ? held(values.length) : wrapped(start, slot, values.length);
  const slotAt = (time: Seconds) => Math.floor((calendar.start + time - start) / slot);
  const isFlat = values.every((value) => value === values[0]);
  /** As far as another value can be away: once around, and the days between two years. */
  const reach = isFlat ? 0 : values.length + (2 * SECONDS_PER_DAY) / slot;
  return {
    at: (time) => values[rowAt(slotAt(time))]! * scale,
    nextChange: (time) => {
      const here = slotAt(time);
      const last = spec.past === 'wrap' ? here + reach : values.length - 1;
      const value = values[rowAt(here)]!;
      for (let next = here + 1; next <= last; next++)
        if (values[rowAt(next)] !== value) return start + next * slot - calendar.start;
      return Number.POSITIVE_INFINITY;
    },
  };
};

/** Row of a slot, counted from the first; before the first and after the last, the nearest. */
const held =
  (count: number) =>
  (slot: number): number =>
    Math.min(Math.max(0, slot), count - 1);

/** Row of a slot in a series that wraps. */
const wrapped = (start: Seconds, slot: Seconds, count: number): ((slot: number) => number) => {
  const perDay = SECONDS_PER_DAY / slot;
  if (count < DAYS_OF_A_YEAR * perDay) return (at) => ((at % count) + count) % count;
  const inDay = ((start % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY;
  const firstDay = Math.floor(start / SECONDS_PER_DAY);
  let day = Number.NaN;
  let shift = 0;
  return (at) => {
    if (at >= 0 && at < count) return at;
    const thisDay = firstDay + Math.floor((inDay + at * slot) / SECONDS_PER_DAY);
    if (thisDay !== day) {
      day = thisDay;
      shift =
        lentDay(thisDay, (other) => {
          const row = at + (other - thisDay) * perDay;
          return row >= 0 && row < count;
        }) - thisDay;
    }
    return Math.min(Math.max(0, at + shift * perDay), count - 1);
  };
};

/** The day of the same date in the nearest year that `has` it; 29 February may borrow the 28th. Days since 1970. */
const lentDay = (day: number, has: (day: number) => boolean): number => {
  const date = new Date(day * SECONDS_PER_DAY * 1000);
  const [year, month, inMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const isLeapDay = month === 1 && inMonth === 29;
  for (let away = 0; away <= 400; away++)
    for (const other of [year - away, year + away])
      for (const wanted of isLeapDay ? [29, 28] : [inMonth]) {
        const milliseconds = Date.UTC(other, month, wanted);
        if (new Date(milliseconds).getUTCDate() === wanted && has(milliseconds / 1000 / SECONDS_PER_DAY))
          return milliseconds / 1000 / SECONDS_PER_DAY;
      }
  return day;
};

/** What is wrong with using this file so, for a run from `from` to `to` [s since 1970]; paths are inside the block of the series. */
export const seriesIssues = (
  spec: SeriesSpec<number | Money>,
  table: SeriesTable,
  from: Seconds,
  to: Seconds,
): readonly Issue[] => {
  const values = table.columns.get(spec.column);
  if (values === undefined) {
    const { names } = table;
    const word = spec.column.toLowerCase();
    const hint = nearest(spec.column, names) ?? names.find((name) => name.toLowerCase().startsWith(word));
    return [
      {
        path: ['column'],
        found: spec.column,
        expected: `a column of ${spec.file}: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`,
        ...(hint === undefined ? {} : { hint }),
      },
    ];
  }
  const start = startOf(table, spec);
  if (start === null)
    return [{ path: ['year'], expected: `the year of ${spec.file}, which counts hours, such as 2023 (missing)` }];
  const { slot, count } = table;
  const issues: Issue[] = [];
  const end = start + slot * count;
  if (spec.past === 'refuse' && (from < start || to > end))
    issues.push({
      path: ['past'],
      found: `a series from ${instantText(start)} to ${instantText(end)}`,
      expected: `a series that holds the whole run, ${instantText(from)} to ${instantText(to)}, or past: wrap`,
    });
  const perDay = SECONDS_PER_DAY / slot;
  if (spec.past === 'wrap' && count < DAYS_OF_A_YEAR * perDay && count % perDay !== 0)
    issues.push({
      path: ['past'],
      found: `a series of ${count} rows`,
      expected: `whole days of ${perDay} rows, so that hours stay in their place when it begins again`,
    });
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec.limits;
  const scale = typeof spec.unit === 'number' ? spec.unit : spec.unit.amount;
  const row = values.findIndex((value) => value * scale < min || value * scale > max);
  if (row >= 0)
    issues.push({
      path: ['column'],
      found: `${values[row]} on line ${table.lines[row]}`,
      expected: `values ${min > Number.NEGATIVE_INFINITY ? `of at least ${min / scale}` : ''}${min > Number.NEGATIVE_INFINITY && max < Number.POSITIVE_INFINITY ? ' and ' : ''}${max < Number.POSITIVE_INFINITY ? `of at most ${max / scale}` : ''} in the unit of the column`,
    });
  return issues;
};

/** Every series that a parsed value names, with its path in it. */
export const seriesIn = (
  value: unknown,
  path: Issue['path'] = [],
): readonly { readonly path: Issue['path']; readonly spec: SeriesSpec<number | Money> }[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('of' in value && value.of === 'file') return [{ path, spec: value as SeriesSpec<number | Money> }];
  const steps = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...steps].flatMap(([step, inner]) => seriesIn(inner, [...path, step]));
};
