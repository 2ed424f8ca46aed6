import { describe, expect, test } from 'vitest';
import { calendarFrom } from '../../../src/power/calendar.js';
import { makeTariff, tariffField } from '../../../src/power/tariffs/index.js';
import { tariffPresets } from '../../../src/power/tariffs/presets.js';
import { timeOfUse } from '../../../src/power/tariffs/time-of-use.js';
import { here } from '../here.js';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
const periods = [
  { name: 'peak', price: '0.10 USD/kWh', hours: ['08:00-22:00'], days: 'weekdays' },
  { name: 'night', price: '0.04 USD/kWh', hours: ['22:00-08:00'], days: 'weekdays' },
  { name: 'weekend', price: '0.05 USD/kWh', days: 'weekend' },
];

const tariffFrom = (localStart: string, value: unknown, zone = 8 * HOUR) =>
  makeTariff(tariffField.parse(value), {
    calendar: calendarFrom(localStart, zone)!,
    zone,
    series: new Map(),
    ...here,
    dollars: ({ amount, currency }) => amount / (currency === 'CNY' ? 7.15 : 1),
  });

const quantities = (tariff: ReturnType<typeof tariffFrom>) =>
  Object.fromEntries(tariff.lines().map(({ label, quantity }) => [label, Math.round(quantity * 1e6) / 1e6]));

describe('a bill worked by hand', () => {
  test('from Friday evening across midnight into the weekend: 2 h peak, 2 h night, 26 h weekend', () => {
    const tariff = tariffFrom('2025-03-14T20:00', [{ kind: 'time-of-use', periods }]);
    for (let minute = 0; minute < 30 * 60; minute++) tariff.charge(1e6, minute * 60, (minute + 1) * 60);
    expect(quantities(tariff)).toEqual({ 'Energy, peak': 2000, 'Energy, night': 2000, 'Energy, weekend': 26_000 });
    expect(tariff.lines().reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(200 + 80 + 1300, 9);
  });

  test('from Sunday night into Monday morning, in one interval: 1 h weekend, 8 h night, 1 h peak', () => {
    const tariff = tariffFrom('2025-03-16T23:00', [{ kind: 'time-of-use', periods }]);
    expect(tariff.charge(1e6, 0, 10 * HOUR)).toBeCloseTo(50 + 320 + 100, 9);
    expect(quantities(tariff)).toEqual({ 'Energy, peak': 1000, 'Energy, night': 8000, 'Energy, weekend': 1000 });
  });

  test('with a tariff clock of its own, hours fall where that clock shows them', () => {
    const local = tariffFrom('2025-03-12T00:00', [{ kind: 'time-of-use', periods, zone: 'UTC+0' }]);
    expect(local.energyPrice.at(0) * 3.6e6).toBeCloseTo(0.1, 12); // 16:00 in UTC on Tuesday
  });

  test('with a winter price, the month decides', () => {
    const seasons = [
      { name: 'winter', price: '0.08 USD/kWh', months: [11, 12, 1, 2] },
      { name: 'summer', price: '0.05 USD/kWh', months: [3, 4, 5, 6, 7, 8, 9, 10] },
    ];
    const tariff = tariffFrom('2025-02-28T12:00', [{ kind: 'time-of-use', periods: seasons }]);
    expect(tariff.charge(1e6, 0, 24 * HOUR)).toBeCloseTo(12 * 80 + 12 * 50, 9);
  });

  test('of two parts is the sum of both, each with its own meter', () => {
    const tariff = tariffFrom('2025-03-12T09:00', [
      { kind: 'time-of-use', periods },
      { kind: 'flat', price: '0.0715 CNY/kWh' },
    ]);
    expect(tariff.charge(1e6, 0, HOUR)).toBeCloseTo(100 + 10, 9);
    expect(tariff.billedJoules()).toEqual([3.6e9, 3.6e9]);
    expect(tariff.energyPrice.at(0) * 3.6e6).toBeCloseTo(0.11, 12);
    expect(tariff.lines().at(-1)).toMatchObject({ currency: 'CNY', unit: 'kWh', quantity: 1000 });
    expect(tariff.lines().at(-1)?.price).toBeCloseTo(0.0715, 12);
  });
});

describe('periods that do not fit', () => {
  const issues = (value: unknown) =>
    (timeOfUse.fields.safeParse({ kind: 'time-of-use', periods: value }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );

  test('a gap is named', () => {
    expect(issues(periods.slice(0, 2))).toMatchInlineSnapshot(`
      [
        "periods: periods that cover every minute; none covers Saturday 00:00–24:00 in January",
      ]
    `);
  });

  test('an overlap is named where it was written', () => {
    expect(
      issues([...periods, { name: 'lunch', price: '0.01 USD/kWh', hours: ['12:00-13:00'] }]),
    ).toMatchInlineSnapshot(`
      [
        "periods.3: times that no earlier period covers; Monday 12:00–13:00 in January is covered twice",
      ]
    `);
  });

  test('a time that no clock shows, and a name used twice, are named', () => {
    expect(issues([{ name: 'a', price: '1 USD/kWh', hours: ['8-10'] }])).toMatchInlineSnapshot(`
      [
        "periods.0.hours.0: two local times, such as "17:00-23:00", or "00:00-24:00" for a whole day",
      ]
    `);
    expect(issues([{ name: 'a', price: '1 USD/kWh', hours: ['08:00-08:00'] }])).toHaveLength(1);
    expect(
      issues([
        { name: 'a', price: '1 USD/kWh', hours: ['00:00-12:00'] },
        { name: 'a', price: '2 USD/kWh', hours: ['12:00-24:00'] },
      ]),
    ).toEqual(['periods.1.name: a name that no other period has']);
  });
});

describe('known tariffs', () => {
  test.each(tariffPresets)('$id reads by its own fields and says where it comes from', ({ id, source }) => {
    expect(tariffFrom('2025-03-12T00:00', id).lines().length).toBeGreaterThan(0);
    expect(source.length).toBeGreaterThan(20);
  });

  test('in Ningxia a flat load pays the hub price of 0.36 CNY/kWh, and noon is the cheapest hour', () => {
    const tariff = tariffFrom('2025-03-12T00:00', 'ningxia-time-of-use');
    const energyKilowattHours = (WEEK / HOUR) * 1000;
    expect(tariff.charge(1e6, 0, WEEK) / energyKilowattHours).toBeCloseTo(0.36 / 7.15, 12);
    expect(tariff.energyPrice.at(12 * HOUR) * 3.6e6 * 7.15).toBeCloseTo(0.144, 12);
    expect(tariff.energyPrice.at(18 * HOUR) / tariff.energyPrice.at(0)).toBeCloseTo(1.6, 12);
  });

  test('in Texas a kilowatt-hour costs 6.6 cents', () => {
    expect(tariffFrom('2025-03-12T00:00', 'texas-flat').charge(1e6, 0, HOUR)).toBeCloseTo(66, 9);
  });

  test('an unknown name is refused with the known ones', () => {
    const refused = tariffField.safeParse('ningxia');
    expect(refused.error?.issues[0]?.message).toContain('ningxia-time-of-use, texas-flat');
  });
});
