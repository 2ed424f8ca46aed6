/** Bills worked by hand: what each part charges for a load that can be added up on paper. */
import { describe, expect, test } from 'vitest';
import { calendarFrom } from '../../../src/power/calendar.js';
import { tableKey } from '../../../src/power/series/aligned.js';
import { readSeries } from '../../../src/power/series/table.js';
import { makeTariff, tariffField, tariffIssues } from '../../../src/power/tariffs/index.js';
import { here } from '../here.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const seriesOf = (values: readonly number[]) => {
  const answer = readSeries([`hour,x\n${values.map((value, hour) => `${hour},${value}`).join('\n')}\n`], ['x']);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  return new Map([[tableKey({ file: 'hours.csv' }), answer.table]]);
};

const tariffFrom = (start: string, parts: readonly object[], values: readonly number[] = [0, 0], zone = 0) => {
  const value = tariffField.parse(parts);
  expect(tariffIssues(value, 60)).toEqual([]);
  return makeTariff(value, {
    calendar: calendarFrom(start, zone)!,
    zone,
    series: seriesOf(values),
    ...here,
    dollars: ({ amount, currency }) => amount / (currency === 'CNY' ? 7 : 1),
  });
};
type Tariff = ReturnType<typeof tariffFrom>;

/** Meters `base` for so long, with another power between two times. */
const meter = (tariff: Tariff, length: number, base: number, other?: { from: number; to: number; power: number }) => {
  if (other === undefined) return tariff.charge(base, 0, length);
  return (
    tariff.charge(base, 0, other.from) +
    tariff.charge(other.power, other.from, other.to) +
    tariff.charge(base, other.to, length)
  );
};
const table = (tariff: Tariff) =>
  tariff
    .lines()
    .map(({ label, quantity, unit, price, dollars }) =>
      [label, Number(quantity.toPrecision(9)), unit, Number(price.toPrecision(9)), Number(dollars.toPrecision(9))].join(
        ' ',
      ),
    );
const total = (tariff: Tariff) => tariff.lines().reduce((sum, { dollars }) => sum + dollars, 0);

describe('a demand charge of 15 dollars a kilowatt and month', () => {
  const demand = { kind: 'demand', price: '15 USD/(kW month)' };
  const spike = { from: 9 * DAY + 17 * HOUR + 45 * MINUTE, to: 9 * DAY + 18 * HOUR + 15 * MINUTE, power: 2e6 };

  test.each([
    ['2024-02-01', 29],
    ['2025-02-01', 28],
    ['2025-03-01', 31],
  ])('is 30,000 dollars for a peak of 2 MW in the month of %s, and its share for a day', (start, days) => {
    const month = tariffFrom(start, [demand]);
    expect(meter(month, days * DAY, 1e6, spike)).toBeCloseTo(30_000, 6);
    expect(month.lines()[0]!.peak).toEqual({ watts: 2e6, at: spike.from });
    const day = tariffFrom(start, [demand]);
    expect(meter(day, DAY, 2e6)).toBeCloseTo(30_000 / days, 6);
  });

  test('sees half an hour at 2 MW across the hour as 1.5 MW in windows of 60 minutes, and whole in those of 15 and 30', () => {
    const peak = (window: string, from: number) => {
      const tariff = tariffFrom('2025-03-01', [{ ...demand, window }]);
      meter(tariff, 31 * DAY, 1e6, { from, to: from + 30 * MINUTE, power: 2e6 });
      return tariff.lines()[0]!.peak!.watts;
    };
    const across = DAY - 15 * MINUTE;
    expect(peak('60 minute', across)).toBe(1.25e6);
    expect(peak('60 minute', DAY)).toBe(1.5e6);
    expect(peak('30 minute', across)).toBe(1.5e6);
    expect(peak('15 minute', across)).toBe(2e6);
  });

  test('of a period counts the windows that begin in it', () => {
    const evening = { ...demand, name: 'evening', hours: ['17:00-21:00'], days: 'weekdays', months: [6, 7, 8, 9] };
    const june = tariffFrom('2025-06-01', [evening]); // a Sunday
    june.charge(1e6, 0, 30 * DAY);
    expect(total(june)).toBeCloseTo(15_000, 6);
    const noon = tariffFrom('2025-06-02', [evening]);
    meter(noon, 29 * DAY, 1e6, { from: 12 * HOUR, to: 16 * HOUR, power: 5e6 });
    expect(noon.lines()[0]!.peak!.watts).toBe(1e6);
    const may = tariffFrom('2025-05-01', [evening]);
    expect(may.charge(1e6, 0, 31 * DAY)).toBe(0);
  });

  test('looks back 11 months and takes 80% of the highest; before the run, of what is stated', () => {
    const ratchet = { share: '80%', months: 11 };
    const tariff = tariffFrom('2025-01-01', [{ ...demand, ratchet }]);
    tariff.charge(10e6, 0, 31 * DAY);
    tariff.charge(6e6, 31 * DAY, 59 * DAY);
    tariff.charge(9e6, 59 * DAY, 90 * DAY);
    expect(tariff.lines().map(({ dollars, note }) => [Math.round(dollars), note ?? ''])).toEqual([
      [150_000, ''],
      [120_000, 'the ratchet holds, from 10,000 kW'],
      [135_000, ''],
    ]);
    const short = tariffFrom('2025-01-01', [{ ...demand, ratchet: { share: '80%', months: 1, before: '20 MW' } }]);
    for (const [month, from] of [0, 31, 59].entries())
      short.charge((3 - month) * 1e6, from * DAY, [31, 59, 90][month]! * DAY);
    expect(short.lines().map(({ dollars }) => Math.round(dollars))).toEqual([240_000, 36_000, 24_000]);
  });
});

describe('the Chinese two-part tariff', () => {
  test('by transformers: 40 MVA at 23 CNY a kVA and month, whatever is drawn', () => {
    const tariff = tariffFrom('2025-04-01', [{ kind: 'capacity', rating: '40 MVA', price: '23 CNY/(kVA month)' }]);
    meter(tariff, 30 * DAY, 0);
    expect(table(tariff)).toEqual(['Capacity, transformers 40000 kVA-month 23 131428.571']);
    expect(total(tariff) * 7).toBeCloseTo(920_000, 6);
  });

  test('by agreed demand: up to 105% of it the agreement, beyond that twice', () => {
    const of = (peak: number) => {
      const contract = { power: '20 MW' };
      const tariff = tariffFrom('2025-04-01', [{ kind: 'demand', price: '38 CNY/(kW month)', contract }]);
      tariff.charge(peak, 0, 30 * DAY);
      return Math.round(total(tariff) * 7);
    };
    expect([of(5e6), of(21e6), of(22e6)]).toEqual([20_000 * 38, 20_000 * 38, 22_000 * 38]);
  });
});

describe('capacity at 329.17 dollars a megawatt and day, charged on five hours', () => {
  const capacity = { kind: 'coincident-peak', price: '329.17 USD/(MW day)' };
  const hours = ['2025-06-23T17:00', '2025-06-24T17:00', '2025-06-25T16:00', '2025-07-15T17:00', '2025-07-29T18:00'];
  const listed = { ...capacity, hours };

  test('costs 120,147 dollars for a flat megawatt of a year: 24,029 a MWh in the hours, 13.72 spread flat', () => {
    const tariff = tariffFrom('2025-01-01', [listed], undefined, -4 * HOUR);
    tariff.charge(1e6, 0, 365 * DAY);
    expect(total(tariff)).toBeCloseTo(120_147.05, 2);
    expect(Math.round(total(tariff) / 5)).toBe(24_029);
    expect((total(tariff) / 8760).toFixed(2)).toBe('13.72');
  });

  test('costs nothing on a day without such an hour, and a fifth where one is met', () => {
    const zone = -4 * HOUR;
    expect(tariffFrom('2025-06-22', [listed], undefined, zone).charge(1e6, 0, DAY)).toBe(0);
    const day = tariffFrom('2025-06-23', [listed], undefined, zone);
    expect(day.charge(1e6, 0, DAY)).toBeCloseTo(120_147.05 / 5, 2);
    expect(day.lines()[0]!.note).toBe('1 of the 5 hours of the year');
    const away = tariffFrom('2025-06-23', [listed], undefined, zone);
    expect(meter(away, DAY, 1e6, { from: 17 * HOUR, to: 18 * HOUR, power: 0 })).toBe(0);
  });

  test('finds the highest hour of the highest days in a load of the system', () => {
    const load = Array.from(
      { length: 8760 },
      (_, hour) => 50 + (hour % 24 === 17 ? 10 : 0) + ([174, 175, 196].includes(Math.floor(hour / 24)) ? 5 : 0),
    );
    const spec = { file: 'hours.csv', column: 'x', unit: 'GW', past: 'wrap', year: 2025 };
    const tariff = tariffFrom('2025-06-24', [{ ...capacity, load: spec, of: 3 }], load);
    meter(tariff, 30 * DAY, 0, { from: 17 * HOUR, to: 18 * HOUR, power: 3e6 });
    expect(total(tariff)).toBeCloseTo(120_147.05, 2);
    expect(tariff.lines().map(({ note }) => note)).toEqual([
      '2 of the 3 hours of the year',
      '1 of the 3 hours of the year',
    ]);
  });
});

test('prices below zero are paid out, and a flat load pays the mean price times its hours', () => {
  const price = { file: 'hours.csv', column: 'x', unit: 'USD/MWh', past: 'wrap', year: 2025 };
  const values = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? -20 : 50));
  const night = tariffFrom('2025-03-12', [{ kind: 'series', price }], values);
  expect(night.charge(2e6, 0, 6 * HOUR)).toBeCloseTo(-240, 9);
  night.charge(2e6, 6 * HOUR, DAY);
  expect(table(night)).toEqual(['Energy, prices of x 48000 kWh 0.0325 1560']);
});

test('energy out of the site is credited, at a price that may be negative', () => {
  const tariff = tariffFrom('2025-03-12', [{ kind: 'export', price: '20 USD/MWh' }]);
  expect(tariff.charge(0, 0, 2 * HOUR, 3e6)).toBeCloseTo(-120, 9);
  expect(table(tariff)).toEqual(['Energy sold to the grid 6000 kWh -0.02 -120']);
  const negative = tariffFrom('2025-03-12', [{ kind: 'export', price: '-5 USD/MWh' }]);
  expect(negative.charge(0, 0, 2 * HOUR, 3e6)).toBeCloseTo(30, 9);
  expect(negative.exportPrice.at(0) * 3.6e9).toBeCloseTo(-5, 9);
});

test('blocks fill in order and begin again with the month', () => {
  const blocks = [
    { upTo: '10 MWh', price: '50 USD/MWh' },
    { upTo: '30 MWh', price: '80 USD/MWh' },
    { price: '120 USD/MWh' },
  ];
  const tariff = tariffFrom('2025-01-31', [{ kind: 'tiers', blocks, before: '4 MWh' }]);
  expect(tariff.energyPrice.at(0) * 3.6e9).toBeCloseTo(50, 9);
  expect(tariff.charge(2e6, 0, 16 * HOUR)).toBeCloseTo(6 * 50 + 20 * 80 + 6 * 120, 6);
  expect(tariff.energyPrice.at(0) * 3.6e9).toBeCloseTo(120, 9);
  tariff.charge(0, 16 * HOUR, DAY);
  expect(tariff.charge(2e6, DAY, DAY + 6 * HOUR)).toBeCloseTo(10 * 50 + 2 * 80, 6);
});

test('a whole bill: energy, wires, peak, service, a power factor of 0.87 and a tax, each on what stands above it', () => {
  const tariff = tariffFrom('2025-04-01', [
    { kind: 'flat', price: '0.05 USD/kWh' },
    { kind: 'wires', energy: '0.01 USD/kWh', power: '4 USD/(kW month)' },
    { kind: 'demand', price: '10 USD/(kW month)' },
    { kind: 'fixed', price: '2000 USD/month' },
    { kind: 'power-factor', actual: 0.87 },
    { kind: 'tax', name: 'VAT', rate: '10%' },
  ]);
  tariff.charge(1e6, 0, 30 * DAY);
  const energy = 720_000 * 0.05;
  const before = energy + 7200 + 4000 + 10_000 + 2000;
  expect(table(tariff)).toEqual([
    `Energy, flat 720000 kWh 0.05 ${energy}`,
    'Delivery, wires 720000 kWh 0.01 7200',
    'Delivery by peak, wires 1000 kW-month 4 4000',
    'Demand, peak 1000 kW-month 10 10000',
    'Fixed, service 1 month 2000 2000',
    `Power factor 0.87 ${before} USD 0.015 ${before * 0.015}`,
    'Tax, VAT 60088 USD 0.1 6008.8',
  ]);
  expect(total(tariff)).toBeCloseTo(before * 1.015 * 1.1, 6);
});

test('a minimum bill tops up what is missing, and no more', () => {
  const parts = [
    { kind: 'flat', price: '0.05 USD/kWh' },
    { kind: 'minimum', price: '50000 USD/month' },
  ];
  const small = tariffFrom('2025-04-01', parts);
  small.charge(1e6, 0, 30 * DAY);
  expect(total(small)).toBeCloseTo(50_000, 6);
  const large = tariffFrom('2025-04-01', parts);
  large.charge(2e6, 0, 30 * DAY);
  expect(total(large)).toBeCloseTo(72_000, 6);
});

test('months follow the local clock, and a leap year has twelve of them', () => {
  const fixed = { kind: 'fixed', price: '1000 USD/month' };
  const edge = tariffFrom('2025-01-31T20:00', [fixed], undefined, 8 * HOUR);
  edge.charge(1e6, 0, 8 * HOUR);
  expect(edge.lines().map(({ from, to, quantity }) => [from, to, quantity])).toEqual([
    [0, 4 * HOUR, 4 / (31 * 24)],
    [4 * HOUR, 8 * HOUR, 4 / (28 * 24)],
  ]);
  const half = tariffFrom('2024-02-01', [fixed]);
  expect(half.charge(1e6, 0, 14.5 * DAY)).toBeCloseTo(500, 9);
  const leap = tariffFrom('2024-01-01', [fixed], undefined, 8 * HOUR);
  expect(leap.charge(1e6, 0, 366 * DAY)).toBeCloseTo(12_000, 6);
  expect(leap.lines()).toHaveLength(12);
});

describe('a part that cannot work is told in a sentence', () => {
  const told = (part: object, interval = 60) =>
    tariffIssues(tariffField.parse([part]), interval).map(({ path, found, expected }) =>
      [path.join('.'), found, expected].filter((text) => text !== undefined).join(' | '),
    );
  const demand = { kind: 'demand', price: '15 USD/(kW month)' };

  test('windows and hours', () => {
    expect([
      ...told({ ...demand, window: '25 minute' }),
      ...told({ ...demand, window: '90 s' }),
      ...told({ ...demand, hours: ['17:10-21:00', '08:00-12:20'] }),
      ...told({ ...demand, ratchet: { share: 0.8, months: 11 }, contract: { power: '20 MW' } }),
      ...told({ ...demand, window: '5 minute' }, 120),
      ...told({ kind: 'wires', window: '7 minute', energy: '1 USD/MWh' }),
      ...told({ kind: 'wires' }),
    ]).toMatchInlineSnapshot(`
      [
        "0.window | a window of whole minutes that divides an hour, such as 15 minute: 25 minutes leave a rest, so hours and months would end inside one",
        "0.window | a window of whole minutes that divides an hour, such as 15 minute: 1.5 minutes leave a rest, so hours and months would end inside one",
        "0.hours.0 | times that begin and end with a window of 15 minutes",
        "0.hours.1 | times that begin and end with a window of 15 minutes",
        "0.contract | no agreed demand beside a ratchet: either says what is charged at the least",
        "0.window | a window that holds whole meetings of chips and meters, which are 120 s apart (power.interval)",
        "0.window | a window of whole minutes that divides an hour, such as 15 minute: 7 minutes leave a rest, so hours and months would end inside one",
        "0.energy | a price by energy, by power, or both (missing)",
      ]
    `);
  });

  test('blocks and hours of the year', () => {
    const price = '1 USD/kW/year';
    expect([
      ...told({ kind: 'tiers', blocks: [{ price: '1 USD/kWh' }, { upTo: '5 MWh', price: '1 USD/kWh' }] }),
      ...told({
        kind: 'tiers',
        blocks: [{ upTo: '5 MWh', price: '1 USD/kWh' }, { upTo: '5 MWh', price: '1 USD/kWh' }, { price: '1 USD/kWh' }],
      }),
      ...told({ kind: 'coincident-peak', price }),
      ...told({ kind: 'coincident-peak', price, hours: ['2025-07-01T17:00', '2025-07-01T17:00'] }),
      ...told({ kind: 'coincident-peak', price, of: 1, hours: ['2025-07-01T17:00', '2025-07-02T17:00'] }),
    ]).toMatchInlineSnapshot(`
      [
        "0.blocks.0.upTo | an end, such as 500 MWh (missing)",
        "0.blocks.1.upTo | no end: the last block holds the rest",
        "0.blocks.1.upTo | an end beyond that of the block before",
        "0.hours | either hours, listed, or the load of the system from which they are found",
        "0.hours | 2025-07-01T17:00 for the second time | each hour once",
        "0.of | 1 | at least as many hours of the year as are listed: 2",
      ]
    `);
    expect(tariffField.safeParse([{ kind: 'coincident-peak', price, hours: ['2025-07-01T17:30'] }]).success).toBe(
      false,
    );
    expect(tariffField.safeParse([{ kind: 'coincident-peak', price, hours: ['2025-02-30T17:00'] }]).success).toBe(
      false,
    );
  });
});
