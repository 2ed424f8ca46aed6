/** How a number is written for people: three significant figures, never finer than its interval, with the units of the trade. */
import type { Estimate } from '../measure/result.js';

/** A thin space that never breaks, between a number and its unit. */
export const THIN = '\u202f';
export const MISSING = '—';

/** A number in words: `268`, `bn`, `257–278`. */
export interface Written {
  readonly value: string;
  readonly unit: string;
  /** The 95% interval in the same unit; null where it cannot be stated. */
  readonly range: string | null;
}

/** Scales of one unit, largest first: the first that leaves a number of at least one is taken. */
export type Ladder = readonly (readonly [scale: number, unit: string])[];

export const TOKEN_LADDER: Ladder = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
];
export const COUNT_LADDER: Ladder = [
  [1e9, 'bn'],
  [1e6, 'M'],
  [1, ''],
];
export const ENERGY_LADDER: Ladder = [
  [3.6e15, 'TWh'],
  [3.6e12, 'GWh'],
  [3.6e9, 'MWh'],
  [3.6e6, 'kWh'],
  [3600, 'Wh'],
  [1, 'J'],
];
export const POWER_LADDER: Ladder = [
  [1e9, 'GW'],
  [1e6, 'MW'],
  [1e3, 'kW'],
  [1, 'W'],
];
export const TIME_LADDER: Ladder = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
];

/** Digits after the point for three significant figures; fewer where the interval is too wide to carry them. */
export const decimalsOf = (value: number, interval: readonly [number, number] | null = null): number => {
  const size = Math.abs(value);
  const byValue = size === 0 ? 0 : 2 - Math.floor(Math.log10(size) + 1e-9);
  const half = interval === null ? 0 : (interval[1] - interval[0]) / 2;
  const byInterval = half > 0 ? -Math.floor(Math.log10(half / 3)) : byValue;
  return Math.max(0, Math.min(12, byValue, byInterval));
};

/** Thousands by comma, true minus, plain zero. */
export const fixed = (value: number, decimals: number): string => {
  const [whole = '0', part] = Math.abs(value).toFixed(decimals).split('.');
  const body = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
  return /^[0.]+$/.test(body) ? '0' : value < 0 ? `−${body}` : body;
};

/** Three significant figures without a unit. */
export const figures = (value: number, interval: readonly [number, number] | null = null): string => {
  const decimals = decimalsOf(value, interval);
  const rounded = decimals === 0 && Math.abs(value) >= 1000 ? Number(value.toPrecision(3)) : value;
  return fixed(rounded, decimals);
};

/** `0.37–0.46`; with "to" where a sign is present: `−6 to +9`. Ends that differ are told apart, by more digits where it takes them. */
export const range = (low: number, high: number, decimals: number): string => {
  const rounded = (value: number) => fixed(Math.abs(value) >= 1000 ? Number(value.toPrecision(3)) : value, decimals);
  let [from, to] = [rounded(low), rounded(high)];
  for (let more = decimals; from === to && low !== high && more <= 9; more++)
    [from, to] = [fixed(low, more), fixed(high, more)];
  return low < 0 || high < 0 ? `${from} to ${high > 0 ? '+' : ''}${to}` : `${from}–${to}`;
};

/** The scale and unit in which a value reads best. */
export const rung = (value: number, ladder: Ladder): readonly [number, string] =>
  ladder.find(([scale]) => Math.abs(value) >= scale * 0.9995) ??
  (value === 0 ? (ladder.find(([scale]) => scale === 1) ?? ladder.at(-1)!) : ladder.at(-1)!);

/** An estimate on a ladder of units. */
export const written = (estimate: Estimate, ladder: Ladder): Written => {
  const [scale, unit] = rung(estimate.value, ladder);
  const interval =
    estimate.interval === null ? null : ([estimate.interval[0] / scale, estimate.interval[1] / scale] as const);
  const value = estimate.value / scale;
  return {
    value: figures(value, interval),
    unit,
    range: interval === null ? null : range(interval[0], interval[1], decimalsOf(value, interval)),
  };
};

/** A value with its unit: `170 MWh`, `44 ms`. */
export const quantity = (value: number, ladder: Ladder): string => {
  const { value: number, unit } = written({ value, interval: null }, ladder);
  return unit === '' ? number : number + THIN + unit;
};

/** Seconds as people read a delay: `44 ms`, `1.62 s`, `3 min`. */
export const delay = (seconds: number): string => quantity(seconds, TIME_LADDER.slice(2));

/** A value and its interval in one unit: `1.62 s`, `1.54–1.70 s` (null without an interval). */
export const timed = (estimate: Estimate): { readonly value: string; readonly range: string | null } => {
  const { value, unit, range: interval } = written(estimate, TIME_LADDER.slice(2));
  return { value: value + THIN + unit, range: interval === null ? null : interval + THIN + unit };
};

/** A limit that somebody chose, without noughts that nobody meant: `2 s`, `50 ms`. */
export const limit = (seconds: number): string => {
  const [scale, unit] = rung(seconds, TIME_LADDER.slice(2));
  return `${Number((seconds / scale).toPrecision(4))}${THIN}${unit}`;
};

/** How far past a limit, in the limit's own unit and no finer than matters: `0.2 s`. */
export const pastLimit = (reached: number, limitSeconds: number): string => {
  const [scale, unit] = rung(limitSeconds, TIME_LADDER.slice(2));
  const over = (reached - limitSeconds) / scale;
  return `${Number(over.toPrecision(over >= 10 ? 3 : 2))}${THIN}${unit}`;
};

/** `$0.41`, `$110k`, `$1.2M`. */
export const dollars = (value: number, interval: readonly [number, number] | null = null): string => {
  const [scale, unit] = rung(value, [
    [1e9, 'bn'],
    [1e6, 'M'],
    [1e4, 'k'],
    [1, ''],
  ]);
  const step = unit === 'k' ? 1e3 : scale;
  const inside = interval === null ? null : ([interval[0] / step, interval[1] / step] as const);
  const body = figures(Math.abs(value) / step, inside);
  return `${value < 0 ? '−' : ''}$${body}${unit}`;
};

/** Dollars for a million tokens inside a picture: whole cents, a tenth of a cent under a dime. */
export const perMillion = (value: number): string => {
  const size = Math.abs(value);
  return `${value < 0 ? '−' : ''}$${fixed(size, size >= 0.0995 ? 2 : size >= 0.00995 ? 3 : decimalsOf(size))}`;
};

/** A price as somebody wrote it, without noughts nobody meant. */
export const exact = (value: number): string => String(Number(value.toPrecision(4)));

/** Under a dime also in cents: ` (4.7 c)`, else nothing. */
export const inCents = (value: number, interval: readonly [number, number] | null): string =>
  Math.abs(value) < 0.1 && value !== 0
    ? ` (${figures(value * 100, interval === null ? null : [interval[0] * 100, interval[1] * 100])}${THIN}c)`
    : '';

/** A share as per cent: one digit after the point below ten, none above; the interval may ask for fewer. */
export const percent = (share: number, interval: readonly [number, number] | null = null): string => {
  const points = share * 100;
  const most = Math.abs(points) < 9.95 ? 1 : 0;
  const decimals = Math.min(
    most,
    interval === null ? most : decimalsOf(points, [interval[0] * 100, interval[1] * 100]),
  );
  return `${fixed(points, decimals)}%`;
};

/** The length of the run as a phrase after an amount: `a day`, `in 6 h`. Runs of a day or longer are told per mean day. */
export const perPeriod = (horizon: number): { readonly phrase: string; readonly factor: number } =>
  horizon >= 86_400
    ? { phrase: 'a day', factor: 86_400 / horizon }
    : { phrase: `in ${quantity(horizon, TIME_LADDER)}`, factor: 1 };

/** Counting words up to twelve. */
export const count = (value: number): string =>
  ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'][value] ??
  fixed(value, 0);

export const plural = (value: number, noun: string): string => `${fixed(value, 0)} ${noun}${value === 1 ? '' : 's'}`;
