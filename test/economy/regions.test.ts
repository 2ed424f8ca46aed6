import { describe, expect, test } from 'vitest';
import { findRegion, regionField, regions, resolveRegion } from '../../src/economy/regions/index.js';
import { TIERS } from '../../src/schema/fact.js';

const FIGURES = [
  'powerPrice',
  'pue',
  'facilityPrice',
  'capitalCost',
  'otherOperations',
  'carbon',
  'facilityMaintenance',
  'insurance',
  'itMaintenance',
  'software',
] as const;

// Listed values: USD/kWh, PUE, USD/kW, cost of capital, other opex USD/kW/year.
const listed: Record<string, readonly [number, number, number, number, number]> = {
  'us-va': [0.08, 1.15, 12500, 0.07, 300],
  'us-tx': [0.06, 1.2, 11500, 0.07, 300],
  'us-avg': [0.091, 1.11, 12500, 0.07, 300],
  'us-ca': [0.176, 1.18, 13300, 0.07, 320],
  'cn-west-green': [0.035, 1.15, 5000, 0.05, 85],
  'cn-west-subsidised': [0.056, 1.18, 5000, 0.05, 85],
  'cn-guizhou': [0.049, 1.2, 5000, 0.05, 85],
  'cn-east': [0.091, 1.3, 7110, 0.05, 95],
  sg: [0.185, 1.32, 14500, 0.07, 320],
  jp: [0.16, 1.27, 15200, 0.05, 320],
  'eu-de': [0.19, 1.35, 11600, 0.06, 300],
  'eu-no': [0.05, 1.1, 11000, 0.06, 280],
  ae: [0.065, 1.27, 10500, 0.06, 250],
};

const PUBLISHED_CARBON: Record<string, number> = { 'us-tx': 353, 'us-va': 367, 'us-ca': 255, 'cn-west-green': 536.6 };

describe.each(regions)('region $id', (region) => {
  test('carries the listed figures in canonical units', () => {
    const [price, pue, facility, capital, operations] = listed[region.id]!;
    expect(region.powerPrice.value * 3.6e6).toBeCloseTo(price, 12);
    expect(region.pue.value).toBe(pue);
    expect(region.facilityPrice.value * 1000).toBeCloseTo(facility, 9);
    expect(region.capitalCost.value).toBe(capital);
    expect(region.otherOperations.value * 1000 * 31_536_000).toBeCloseTo(operations, 9);
    const carbon = PUBLISHED_CARBON[region.id];
    if (carbon !== undefined) expect(region.carbon.value * 3.6e9).toBeCloseTo(carbon, 9);
  });

  test('has a source and a tier for each figure, inside its own range', () => {
    for (const name of FIGURES) {
      const { value, low, high, source, tier } = region[name];
      expect(source.length, name).toBeGreaterThan(5);
      expect(TIERS).toContain(tier);
      if (low !== undefined) expect(low, name).toBeLessThanOrEqual(value);
      if (high !== undefined) expect(high, name).toBeGreaterThanOrEqual(value);
    }
  });

  test('is found by its id and by each place in it, in any case', () => {
    for (const name of [region.id, ...region.aliases]) expect(findRegion(name.toUpperCase())).toBe(region);
  });
});

test('no name means two regions, and thirteen are known', () => {
  const names = regions.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(regions).toHaveLength(Object.keys(listed).length);
  expect(findRegion('ningxia')?.id).toBe('cn-west-green');
  expect(findRegion('atlantis')).toBeUndefined();
});

describe('a region of the user’s own', () => {
  const dollars = ({ amount, currency }: { amount: number; currency: string }) =>
    currency === 'CNY' ? amount / 7.15 : amount;

  test('takes what is not stated from the region it is like', () => {
    const value = regionField.parse({ like: 'ningxia', name: 'My hall', powerPrice: '0.36 CNY/kWh', pue: 1.1 });
    const mine = resolveRegion(value, dollars);
    expect(mine.name).toBe('My hall');
    expect(mine.powerPrice.value * 3.6e6).toBeCloseTo(0.36 / 7.15, 12);
    expect(mine.powerPrice.source).toBe('stated in the scenario');
    expect(mine.pue.value).toBe(1.1);
    expect(mine.facilityPrice).toBe(findRegion('ningxia')?.facilityPrice);
  });

  test('is refused without a region to be like, or like an unknown one', () => {
    expect(regionField.safeParse({ pue: 1.1 }).success).toBe(false);
    expect(regionField.safeParse('atlantis').error?.issues[0]?.message).toContain('ningxia');
    expect(regionField.safeParse({ like: 'atlantis' }).success).toBe(false);
    expect(resolveRegion(regionField.parse('us-tx'), dollars).id).toBe('us-tx');
  });
});
