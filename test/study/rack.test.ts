import { expect, test } from 'vitest';
import type { Blueprint } from '../../src/factory/blueprint.js';
import type { Interval, SiteReport } from '../../src/power/site.js';
import type { Money } from '../../src/study/money.js';
import { rackOf } from '../../src/study/rack.js';
import type { World } from '../../src/study/world.js';

const HOUR = 3600;
const blueprint = {
  calendar: { start: Date.UTC(2025, 2, 12, 22) / 1000 },
  zone: HOUR,
  scenario: { economy: { margin: 0.5 } },
} as unknown as Blueprint;
const interval = (at: number, unit: string, cost: number, itJoules: number): Interval =>
  ({
    from: at * HOUR,
    to: (at + 1) * HOUR,
    itJoules,
    marginal: 1.1,
    levy: 0.5,
    next: { unit, cost, isMetered: unit === 'grid', carbon: { average: 1, marginal: unit === 'grid' ? 2 : 0 } },
  }) as Interval;
const site = {
  sources: [{}, {}],
  stores: [],
  bill: [{ group: 'demand', peaks: [{ from: HOUR, to: 2 * HOUR, price: 10 }] }],
  dollars: 40,
  itJoules: 10,
  kilograms: 8,
  contractualKilograms: 5,
  intervals: [
    interval(0, 'curtailed solar', 0, 1),
    interval(1, 'grid', 2, 4),
    interval(2, 'grid', 2, 4),
    interval(3, 'scarcity', Number.POSITIVE_INFINITY, 1),
  ],
} as unknown as SiteReport;
const money = (perOutputToken: number | null) =>
  ({ boundaries: [{ code: 'fullTco', perOutputToken, total: 100 }] }) as unknown as Money;
const found = (over: Partial<SiteReport> = {}, perToken: number | null = 1) =>
  rackOf(blueprint, { site: { ...site, ...over } } as World, money(perToken));

test('the three costs are weighted by what chips drew; scarcity costs what a joule earns', () => {
  const { average, energy, full, worth } = found()!;
  const grid = 1.1 * 2.5;
  expect(worth).toBeCloseTo((100 * 1.5) / 10, 12);
  expect(average).toBeCloseTo(4, 12);
  expect(energy).toBeCloseTo((8 * grid + 1 * 15) / 10, 12);
  expect(full! - energy!).toBeCloseTo((4 * 1.1 * 10) / 10, 12);
});

test('units are named with their share of the time, the most frequent first, and hours by the local clock', () => {
  const { units, hours, carbon } = found()!;
  expect(units.map(({ unit, share }) => [unit, share])).toEqual([
    ['grid', 0.5],
    ['curtailed solar', 0.25],
    ['scarcity', 0.25],
  ]);
  expect(hours.map(({ hour, unit }) => [hour, unit])).toEqual([
    [0, 'grid'],
    [1, 'grid'],
    [2, 'scarcity'],
    [23, 'curtailed solar'],
  ]);
  expect(carbon!.average).toBeCloseTo(0.8, 12);
  expect(carbon!.marginal).toBeCloseTo((8 * 1.1 * 2) / 10, 12);
  expect(carbon!.contractual).toBeCloseTo(0.5, 12);
});

test('scarcity without tokens has no price, and a site that drew nothing no cost', () => {
  expect(found({}, null)!.energy).toBeCloseTo((8 * 1.1 * 2.5) / 9, 12);
  const still = found({ itJoules: 0, intervals: [interval(0, 'grid', 2, 0)] });
  expect([still!.average, still!.energy, still!.carbon]).toEqual([null, null, null]);
  expect(still!.hours[0]!.energy).toBeCloseTo(1.1 * 2.5, 12);
});

test('one meter with nothing but energy on its bill needs no table of its own', () => {
  expect(found({ sources: site.sources.slice(0, 1), bill: [{ group: 'energy' }] as never })).toBeNull();
  expect(found({ sources: site.sources.slice(0, 1) })).not.toBeNull();
  expect(found({ bill: [{ group: 'energy' }] as never })).not.toBeNull();
});
