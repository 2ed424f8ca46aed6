import { expect, test } from 'vitest';
import { Calendar, calendarFrom, parseZone, zoneField } from '../../src/power/calendar.js';

test('a local start in a zone gives the local month, weekday and minute', () => {
  const calendar = calendarFrom('2025-03-12T06:30', 8 * 3600)!;
  expect(calendar.start).toBe(Date.UTC(2025, 2, 11, 22, 30) / 1000);
  expect(calendar.moment(0, 8 * 3600)).toEqual({ month: 3, weekday: 2, minute: 390 });
  expect(calendar.moment(0, 0)).toEqual({ month: 3, weekday: 1, minute: 1350 });
});

test('midnight, month ends and leap days fall where a wall calendar puts them', () => {
  const calendar = calendarFrom('2024-02-28', 0)!;
  const day = 86_400;
  expect(calendar.moment(day - 1, 0)).toEqual({ month: 2, weekday: 2, minute: 1439 });
  expect(calendar.moment(day, 0)).toEqual({ month: 2, weekday: 3, minute: 0 }); // 29 February 2024, a Thursday
  expect(calendar.moment(2 * day, 0)).toEqual({ month: 3, weekday: 4, minute: 0 });
  expect(new Calendar(-1).moment(0, 0)).toEqual({ month: 12, weekday: 2, minute: 1439 }); // a Wednesday in 1969
});

test.each(['2025-02-30', '2025-13-01', 'yesterday', '2025-3-1', '2025-03-12T25:00'])('%s is no start', (text) => {
  expect(calendarFrom(text, 0)).toBeNull();
});

test.each([
  ['UTC', 0],
  ['UTC+8', 28_800],
  ['UTC-6', -21_600],
  ['UTC+5:30', 19_800],
  ['UTC+15', null],
  ['CET', null],
  ['UTC+8:75', null],
])('zone %s is %s seconds east', (text, seconds) => {
  expect(parseZone(text)).toBe(seconds);
});

test('a zone field refuses names of zones with a sentence', () => {
  const refused = zoneField('Zone.').safeParse('Europe/Berlin');
  expect(refused.error?.issues[0]?.message).toBe('a fixed distance from UTC, such as "UTC+8" or "UTC-5"');
});
