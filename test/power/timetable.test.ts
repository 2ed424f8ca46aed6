import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Timetable } from '../../src/power/timetable.js';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const WEEKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const ALL = [...WEEKDAYS, ...WEEKEND];
const whole = [{ from: 0, to: 1440 }];

test('a week that is covered once has no misfits', () => {
  const table = new Timetable([
    { times: [{ from: 480, to: 1320 }], weekdays: WEEKDAYS, months: MONTHS },
    { times: [{ from: 1320, to: 480 }], weekdays: WEEKDAYS, months: MONTHS },
    { times: whole, weekdays: WEEKEND, months: MONTHS },
  ]);
  expect(table.misfits()).toEqual([]);
  expect(table.rowAt({ month: 1, weekday: 4, minute: 1320 })).toBe(1);
  expect(table.rowAt({ month: 1, weekday: 5, minute: 0 })).toBe(2);
});

test('an hour after midnight counts with the day it falls on', () => {
  const table = new Timetable([{ times: [{ from: 1320, to: 360 }], weekdays: [0], months: MONTHS }]);
  expect(table.rowAt({ month: 1, weekday: 0, minute: 0 })).toBe(0);
  expect(table.rowAt({ month: 1, weekday: 1, minute: 0 })).not.toBe(0);
});

test('a gap is named by its first stretch', () => {
  const table = new Timetable([{ times: [{ from: 0, to: 1020 }], weekdays: ALL, months: MONTHS }]);
  expect(table.misfits()).toEqual([{ row: null, stretch: 'Monday 17:00–24:00 in January' }]);
});

test('an overlap is named by the row that came second', () => {
  const table = new Timetable([
    { times: whole, weekdays: ALL, months: MONTHS },
    { times: [{ from: 600, to: 660 }], weekdays: WEEKEND, months: [6, 7] },
  ]);
  expect(table.misfits()).toEqual([{ row: 1, stretch: 'Saturday 10:00–11:00 in June' }]);
});

test('two claims that share a border cover a day exactly, wherever the border is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1439 }), (border) => {
      const claim = (from: number, to: number) => ({ times: [{ from, to }], weekdays: ALL, months: MONTHS });
      expect(new Timetable([claim(0, border), claim(border, 1440)]).misfits()).toEqual([]);
      expect(new Timetable([claim(0, border), claim(border - 1, 1440)]).misfits()).toHaveLength(1);
      expect(new Timetable([claim(0, border - 1), claim(border, 1440)]).misfits()).toHaveLength(1);
    }),
    { numRuns: 20 },
  );
});
