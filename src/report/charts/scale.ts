/** Axes with round ticks: from zero for amounts, 1-2-5 for logarithms, clock times for the hours of a run. */
import type { Series } from '../../measure/result.js';
import { fixed } from '../numbers.js';
import { clock, dayAndMonth, sinceMidnight, spanOf } from '../series.js';

export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  readonly domain: readonly [number, number];
}

/** Round ticks from zero, about `most` steps; the domain ends just past the largest value. */
export const fromZero = (largest: number, most = 3): Ticks => {
  if (!(largest > 0)) return { values: [0, 1], labels: ['0', '1'], domain: [0, 1] };
  const rough = largest / most;
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-12);
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const steps = Math.floor((largest * 1.06) / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (Math.abs(step / power - 2.5) < 1e-9 ? 1 : 0));
  const values = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { values, labels: values.map((value) => fixed(value, Math.min(decimals, 6))), domain: [0, largest * 1.06] };
};

/** Ticks at 1, 2 and 5 inside a span of positive values, thinned to 1 where they would crowd, every digit where the span is short. */
export const logarithmic = (low: number, high: number, label: (value: number) => string, most = 7): Ticks => {
  const domain: [number, number] = [low / 1.15, high * 1.15];
  const at = (factors: readonly number[]) => {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(domain[0])); power <= Math.ceil(Math.log10(domain[1])); power++)
      for (const factor of factors) {
        const value = Number((factor * 10 ** power).toPrecision(6));
        if (value >= domain[0] && value <= domain[1]) found.push(value);
      }
    return found;
  };
  const usual = at([1, 2, 5]);
  const all = at([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const values = usual.length > most ? at([1]) : usual.length >= 3 || all.length > most ? usual : all;
  return { values, labels: values.map(label), domain };
};

/** Local clock ticks every 3 h (phone 6 h); runs longer than a day and a half by the day, shorter than four hours in finer steps; never closer than the labels are wide. */
export const clockTicks = (series: Series, width: number): Ticks => {
  const span = spanOf(series);
  const offset = sinceMidnight(series.start);
  const days = span > 1.5 * 86_400;
  const spacings = days
    ? [86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 28 * 86_400, 91 * 86_400]
    : [300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600];
  const room = Math.max(2, Math.floor(width / 56));
  const spacing = spacings.find((one) => span / one <= Math.min(room - 1, 8) + 1e-9) ?? spacings.at(-1)!;
  const values: number[] = [];
  for (let at = Math.ceil(offset / spacing) * spacing - offset; at <= span + 1e-6; at += spacing)
    values.push(at / 3600);
  const labels = values.map((hours) => {
    const later = hours * 3600;
    if (days) return dayAndMonth(series.start, later);
    const text = clock(series.start, later);
    return text === '00:00' && later > 0 ? '24:00' : text;
  });
  return { values, labels, domain: [0, span / 3600] };
};

/** A Vega expression that writes precomputed labels: no number format is left to guess. */
export const labelled = (ticks: Ticks): string =>
  `${JSON.stringify(ticks.labels)}[indexof(${JSON.stringify(ticks.values)}, datum.value)]`;
