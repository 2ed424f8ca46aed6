import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar } from '../../src/power/calendar.js';
import { constant, integral, remembered, scheduled, series, sum } from '../../src/power/signal.js';
import { Timetable } from '../../src/power/timetable.js';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const HOUR = 3600;

const dayAndNight = new Timetable([
  { times: [{ from: 8 * 60, to: 20 * 60 }], weekdays: EVERY_DAY, months: EVERY_MONTH },
  { times: [{ from: 20 * 60, to: 8 * 60 }], weekdays: EVERY_DAY, months: EVERY_MONTH },
]);

describe('a scheduled signal', () => {
  const midnightUtc = new Calendar(Date.UTC(2025, 2, 12) / 1000);

  test('follows the local clock, not UTC', () => {
    const inChina = scheduled(dayAndNight, [3, 1], midnightUtc, 8 * HOUR); // the run starts at 08:00 local
    expect(inChina.at(0)).toBe(3);
    expect(inChina.nextChange(0)).toBe(12 * HOUR);
    expect(inChina.at(12 * HOUR)).toBe(1);
    expect(inChina.nextChange(12 * HOUR)).toBe(24 * HOUR);
  });

  test('skips a border between equal values', () => {
    expect(scheduled(dayAndNight, [2, 2], midnightUtc, 0).nextChange(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('finds the next change from the middle of a minute', () => {
    const signal = scheduled(dayAndNight, [3, 1], midnightUtc, 0);
    expect(signal.nextChange(8 * HOUR - 0.25)).toBe(8 * HOUR);
    expect(signal.nextChange(8 * HOUR)).toBe(20 * HOUR);
  });
});

describe('a series', () => {
  test('names the next slot that differs', () => {
    const signal = series([5, 5, 7, 5], HOUR, { past: 'wrap' });
    expect([signal.at(0), signal.at(2.5 * HOUR), signal.nextChange(0)]).toEqual([5, 7, 2 * HOUR]);
    expect(signal.nextChange(3 * HOUR)).toBe(6 * HOUR);
  });

  test('refuses to be read past its end unless it wraps', () => {
    const short = series([1, 2], HOUR, { past: 'refuse' });
    expect(short.at(2 * HOUR - 1)).toBe(2);
    expect(() => short.at(2 * HOUR)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: the series ends 7200 s after its start; ask it to wrap or give a longer one]`,
    );
    expect(series([1, 2], HOUR, { past: 'wrap' }).at(2 * HOUR)).toBe(1);
  });

  test('refuses gaps and nonsense', () => {
    expect(() => series([1, Number.NaN], HOUR, { past: 'wrap' })).toThrow(RangeError);
    expect(() => series([], HOUR, { past: 'wrap' })).toThrow(RangeError);
  });
});

test('a sum changes where its value changes, and not where changes cancel', () => {
  const up = series([1, 2, 2], HOUR, { past: 'wrap' });
  const down = series([2, 1, 4], HOUR, { past: 'wrap' });
  const both = sum([up, down, constant(10)]);
  expect(both.at(0)).toBe(13);
  expect(both.nextChange(0)).toBe(2 * HOUR);
  expect(sum([constant(1), constant(2)]).nextChange(0)).toBe(Number.POSITIVE_INFINITY);
});

test('a remembered signal answers as the one it remembers, forwards and backwards', () => {
  const signal = series([1, 1, 4, 2, 2, 8], 100, { past: 'wrap' });
  fc.assert(
    fc.property(fc.array(fc.nat(2000)), (times) => {
      const same = remembered(signal);
      for (const time of times) {
        expect([same.at(time), same.nextChange(time)]).toEqual([signal.at(time), signal.nextChange(time)]);
      }
    }),
  );
});

test('an integral adds up over any split of its interval', () => {
  const signal = series([1, 4, 2, 8], 100, { past: 'wrap' });
  expect(integral(signal, 50, 250)).toBe(50 * 1 + 100 * 4 + 50 * 2);
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (a, b, c) => {
      const [from, middle, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      expect(integral(signal, from, middle) + integral(signal, middle, to)).toBeCloseTo(integral(signal, from, to), 6);
    }),
  );
});

test('a remembered signal is looked up once a stretch, also when now and the next change are asked in turns', () => {
  let lookUps = 0;
  const steps = series([1, 2, 3, 4], 100, { past: 'wrap' });
  const counted = {
    at: (time: number) => {
      lookUps++;
      return steps.at(time);
    },
    nextChange: (time: number) => steps.nextChange(time),
  };
  const same = sum([remembered(counted)]);
  for (let time = 0; time < 400; time++) same.nextChange(time);
  expect(lookUps).toBeLessThanOrEqual(6);
});
