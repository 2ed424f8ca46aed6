/** Reads the time series of a run: columns by name, local clock times, peaks. */
import type { RunResult, Series } from '../measure/result.js';

export type Column = Series['columns'][number];

export const columnOf = (series: Series, name: string): Column | null =>
  series.columns.find((column) => column.name === name) ?? null;

/** Columns of one family, such as `itPower:` for every pool, with what follows the colon. */
export const family = (series: Series, prefix: string): readonly { readonly of: string; readonly column: Column }[] =>
  series.columns
    .filter((column) => column.name.startsWith(prefix))
    .map((column) => ({ of: column.name.slice(prefix.length), column }));

/** The largest observed value and where it lies; null where nothing was observed. */
export const peakOf = (series: Series, name: string): { readonly index: number; readonly value: number } | null => {
  let best: { index: number; value: number } | null = null;
  for (const [index, value] of (columnOf(series, name)?.values ?? []).entries())
    if (value !== null && (best === null || value > best.value)) best = { index, value };
  return best;
};

const parts = (local: string): readonly [year: number, month: number, day: number, hour: number, minute: number] => {
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)(?:T(\d+):(\d+))?/.exec(local) ?? [];
  return [Number(year ?? 2000), Number(month ?? 1), Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0)];
};

const instant = (local: string, later: number): Date => {
  const [year, month, day, hour, minute] = parts(local);
  return new Date(Date.UTC(year, month - 1, day, hour, minute) + later * 1000);
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** Local time `15:40`, so many seconds after a local start. */
export const clock = (start: string, later: number): string => {
  const then = instant(start, later);
  return `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`;
};

/** `12 Mar`, so many seconds after a local start. */
export const dayAndMonth = (start: string, later: number): string => {
  const then = instant(start, later);
  return `${then.getUTCDate()} ${MONTHS[then.getUTCMonth()]}`;
};

/** `12 Mar 2025`, so many seconds after a local start. */
export const date = (start: string, later = 0): string =>
  `${dayAndMonth(start, later)} ${instant(start, later).getUTCFullYear()}`;

/** `Mar 2025`, so many seconds after a local start. */
export const monthName = (start: string, later = 0): string => date(start, later).replace(/^\d+ /, '');

/** Seconds from local midnight to the start. */
export const sinceMidnight = (start: string): number => {
  const [, , , hour, minute] = parts(start);
  return hour * 3600 + minute * 60;
};

/** Local time at which a value of the series begins; with the day where the series is longer than one. */
export const clockAt = (series: Series, index: number): string => {
  const later = index * series.interval;
  const long = spanOf(series) > 1.5 * 86_400;
  return long ? `${clock(series.start, later)} on ${dayAndMonth(series.start, later)}` : clock(series.start, later);
};

/** Length of the series [s]. */
export const spanOf = (series: Series): number => (series.columns[0]?.values.length ?? 0) * series.interval;

/** The figures of `run.horizon` in words: `1 day`, `7 days`, `6 hours`. */
export const lengthInWords = (result: RunResult): string => {
  const [amount, noun] =
    result.horizon >= 86_400
      ? [result.horizon / 86_400, 'day']
      : result.horizon >= 3600
        ? [result.horizon / 3600, 'hour']
        : [result.horizon / 60, 'minute'];
  const rounded = Number(amount.toPrecision(3));
  return `${rounded} ${noun}${rounded === 1 ? '' : 's'}`;
};
