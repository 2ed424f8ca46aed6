/** What a year of sun and wind gives at five sites on three continents, and water that is never lost from the books. */
import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { enforced } from '../../../src/kernel/component.js';
import { Calendar } from '../../../src/power/calendar.js';
import { constant, integral } from '../../../src/power/signal.js';
import { type Hydro, hydro } from '../../../src/power/sources/hydro.js';
import { makeSource, sourceField } from '../../../src/power/sources/index.js';
import type { Source, SourceContext } from '../../../src/power/sources/source.js';

const YEAR = 365 * 86_400;
const NEW_YEAR = Date.UTC(2025, 0, 1) / 1000;

const contextAt = (latitude: number, longitude: number, altitude: number, clock = { now: 0 }): SourceContext => ({
  name: 'one',
  now: () => clock.now,
  regionCarbon: 0,
  calendar: new Calendar(NEW_YEAR),
  series: new Map(),
  price: constant(1e-8),
  dollars: ({ amount }) => amount,
  place: { latitude, longitude, altitude },
  chance: (purpose) => chance(7, 0, purpose),
});

const yearly = (value: object, context: SourceContext): number => {
  const source = makeSource(sourceField.parse(value), context) as Source;
  const signal = {
    at: (time: number) => source.available(time),
    nextChange: (time: number) => source.nextChange(time),
  };
  return integral(signal, 0, YEAR) / YEAR / 10e6;
};

const sunny = { kind: 'solar', capacity: '10 MW' };
/** Latitude, longitude, altitude, mean clearness, and the band of yearly output over rating that fleets there report, for trackers. */
const sites: readonly (readonly [string, readonly [number, number, number], number, readonly [number, number]])[] = [
  ['Zhongwei', [37.5, 105.2, 1230], 0.8, [0.17, 0.25]],
  ['Abilene, Texas', [32.4, -99.7, 520], 0.85, [0.19, 0.28]],
  ['Frankfurt', [50.1, 8.7, 110], 0.6, [0.09, 0.14]],
  ['Mumbai', [19.1, 72.9, 10], 0.72, [0.16, 0.25]],
  ['Upington, South Africa', [-28.4, 21.3, 830], 0.85, [0.21, 0.32]],
];

describe.each(sites)('%s', (_, at, clearness, [least, most]) => {
  test(`the sun gives its share of the rating over a year, and a tracker more than a fixed panel`, () => {
    const clouds = { clearness, deviation: 0.15 };
    const tracking = yearly({ ...sunny, clouds }, contextAt(...at));
    const fixed = yearly({ ...sunny, clouds, tracking: false }, contextAt(...at));
    expect(tracking).toBeGreaterThan(least);
    expect(tracking).toBeLessThan(most);
    expect(tracking).toBeGreaterThan(fixed);
  });

  test('wind of 4.8 m/s at 10 m gives 28 to 42% of the rating', () => {
    const share = yearly({ kind: 'wind', capacity: '10 MW' }, contextAt(...at));
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.42);
  });
});

test('nothing in the polar night, and something at midnight in the polar summer', () => {
  const source = makeSource(sourceField.parse(sunny), contextAt(78, 15, 0)) as Source;
  for (let hour = 0; hour < 24; hour++) expect(source.available(hour * 3600)).toBe(0);
  const june = 171 * 86_400 + 23 * 3600;
  expect(source.available(june)).toBeGreaterThan(0);
});

test('a battery beside it does not change the weather', () => {
  const asked: string[] = [];
  const context = contextAt(37.5, 105.2, 1230);
  const listened = {
    ...context,
    chance: (purpose: string) => {
      asked.push(purpose);
      return context.chance(purpose);
    },
  };
  makeSource(sourceField.parse({ kind: 'battery', power: '1 MW', energy: '2 MWh' }), listened);
  expect(asked).toEqual([]);
});

describe('water', () => {
  const rig = (more: object = {}) => {
    const clock = { now: 0 };
    const value = sourceField.parse({
      kind: 'hydro',
      capacity: '10 MW',
      inflow: '6 MW',
      months: new Array(12).fill(1),
      reservoir: '60 MWh',
      ...more,
    });
    return { clock, dam: hydro.make(value as never, contextAt(30, 100, 0, clock)) as Hydro };
  };

  test('runs empty and fills at the moment its closed form says, and what it cannot hold spills', () => {
    const { clock, dam } = rig();
    dam.set(10e6);
    // 30 MWh inside, 6 MW in, 10 MW out
    expect(dam.nextChange(0)).toBeCloseTo(7.5 * 3600, 3);
    clock.now = 7.5 * 3600;
    expect(dam.available(clock.now)).toBeCloseTo(6e6, 0);
    dam.set(0);
    expect(dam.nextChange(clock.now)).toBeCloseTo(clock.now + 10 * 3600, 3);
    clock.now += 10 * 3600;
    expect(dam.bids(clock.now)[0]).toEqual({ watts: 6e6, cost: 0 });
    dam.set(0);
    clock.now += 3600;
    expect(dam.spilled()).toBeCloseTo(6e6 * 3600, 3);
    dam.check(enforced('water', clock.now));
  });

  test('a river gives what flows, month by month', () => {
    const { dam } = rig({ reservoir: '0 MWh', months: [2, ...new Array(11).fill(0.5)] });
    expect(dam.available(0)).toBe(10e6);
    expect(dam.available(40 * 86_400)).toBe(3e6);
  });
});
