import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar } from '../../../src/power/calendar.js';
import { signalFrom, tableKey } from '../../../src/power/series/aligned.js';
import { type SeriesSpec, signalField } from '../../../src/power/series/field.js';
import { readSeries } from '../../../src/power/series/table.js';
import { integral } from '../../../src/power/signal.js';

const HOUR = 3600;
const DAY = 86_400;
const utc = (year: number, month: number, day: number, hour = 0) => Date.UTC(year, month - 1, day, hour) / 1000;
const field = signalField('carbon intensity', 'A test.');

/** The signal of a run that starts at `start`, from a file whose row n holds `value(n)`. */
const signal = (
  start: number,
  {
    from,
    rows,
    slot = HOUR,
    value = (row: number) => row,
  }: { from: number; rows: number; slot?: number; value?: (row: number) => number },
  past: 'wrap' | 'refuse',
) => {
  const lines = Array.from({ length: rows }, (_, row) => `${from + row * slot},${value(row)}`);
  const answer = readSeries([`time,x\n${lines.join('\n')}\n`], ['x']);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  const spec = field.parse({ file: 'x.csv', column: 'x', unit: 'kgCO2/J', past }) as SeriesSpec;
  return signalFrom(spec, { calendar: new Calendar(start), series: new Map([[tableKey(spec), answer.table]]) });
};
const year2023 = { from: utc(2023, 1, 1), rows: 8760 };
const hourOf2023 = (month: number, day: number, hour = 0) => (utc(2023, month, day, hour) - utc(2023, 1, 1)) / HOUR;

describe('a series laid along a run', () => {
  test('holds on the dates of the file, slot by slot', () => {
    const carbon = signal(utc(2023, 3, 12, 16), year2023, 'refuse');
    expect(carbon.at(0)).toBe(hourOf2023(3, 12, 16));
    expect(carbon.at(HOUR - 1)).toBe(hourOf2023(3, 12, 16));
    expect(carbon.nextChange(10)).toBe(HOUR);
    expect(carbon.at(HOUR)).toBe(hourOf2023(3, 12, 17));
  });

  test('starts in the middle of a slot where the run does', () => {
    const carbon = signal(utc(2023, 3, 12) + 1800, year2023, 'refuse');
    expect(carbon.nextChange(0)).toBe(1800);
  });

  test('of a year lends a date to the same date of another year when it wraps', () => {
    const carbon = signal(utc(2025, 3, 11, 16), year2023, 'wrap');
    expect(carbon.at(0)).toBe(hourOf2023(3, 11, 16));
    const later = signal(utc(2025, 12, 31, 23), year2023, 'wrap');
    expect(later.at(0)).toBe(8759);
    expect(later.at(HOUR)).toBe(0);
  });

  test('of 2023 gives 29 February 2024 the hours of the 28th', () => {
    const carbon = signal(utc(2024, 2, 28), year2023, 'wrap');
    expect(carbon.at(0)).toBe(hourOf2023(2, 28));
    expect(carbon.at(DAY + 5 * HOUR)).toBe(hourOf2023(2, 28, 5));
    expect(carbon.at(2 * DAY)).toBe(hourOf2023(3, 1));
  });

  test('of a leap year skips 29 February in another', () => {
    const carbon = signal(utc(2025, 2, 28), { from: utc(2024, 1, 1), rows: 8784 }, 'wrap');
    expect(carbon.at(0)).toBe(58 * 24);
    expect(carbon.at(DAY)).toBe(60 * 24);
  });

  test('of two years is read where it holds the date, and else from the nearest year', () => {
    const carbon = signal(utc(2024, 12, 31, 23), { from: utc(2023, 1, 1), rows: (365 + 366) * 24 }, 'wrap');
    expect(carbon.at(0)).toBe((365 + 366) * 24 - 1);
    expect(carbon.at(HOUR)).toBe(365 * 24);
  });

  test('of a week begins again, also backwards', () => {
    const week = { from: utc(2023, 3, 6), rows: 168 };
    expect(signal(utc(2023, 3, 13, 5), week, 'wrap').at(0)).toBe(5);
    expect(signal(utc(2023, 3, 5, 23), week, 'wrap').at(0)).toBe(167);
  });

  test('says when it changes, over equal neighbours and over the end of the year; a flat one never does', () => {
    const steps = signal(
      utc(2023, 12, 31, 20),
      { ...year2023, value: (row) => (row > 8000 ? 1 : row < 4 ? 1 : 2) },
      'wrap',
    );
    expect(steps.nextChange(0)).toBe(8 * HOUR);
    expect(signal(utc(2023, 1, 1), { ...year2023, value: () => 3 }, 'wrap').nextChange(0)).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(signal(utc(2023, 12, 31, 23), year2023, 'refuse').nextChange(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('adds up to the mean of its rows times the year, whenever a run of 365 days begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (day) => {
        const carbon = signal(
          utc(2025, 1, 1) + day * DAY,
          { from: utc(2023, 1, 1), rows: 365, slot: DAY, value: (row) => row % 7 },
          'wrap',
        );
        const sum = Array.from({ length: 365 }, (_, row) => row % 7).reduce((a, b) => a + b, 0);
        expect(integral(carbon, 0, 365 * DAY)).toBeCloseTo(sum * DAY, 3);
      }),
      { numRuns: 20 },
    );
  });

  test('is in the unit that the scenario states', () => {
    const spec = field.parse({ file: 'x.csv', column: 'x', unit: 'gCO2/kWh' }) as SeriesSpec;
    expect(spec.unit).toBeCloseTo(1e-3 / 3.6e6, 18);
    expect(spec.past).toBe('refuse');
  });
});
