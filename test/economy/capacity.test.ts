import { describe, expect, test } from 'vitest';
import { type ChipOffer, capacityIssues, chipCapacity } from '../../src/economy/capacity.js';
import { chipEconomyFields, economyFields } from '../../src/economy/fields.js';
import { fullCost, yearlyParts } from '../../src/economy/parts.js';
import { findRegion } from '../../src/economy/regions/index.js';
import { fact } from '../../src/schema/fact.js';
import { cases } from './electricity-share.js';

const h100: ChipOffer = {
  name: 'H100',
  price: fact({ low: 25_000, high: 40_000 }, 'press', 'data-sheet'),
  rentalPerHour: fact({ low: 2, high: 5 }, 'cloud lists', 'data-sheet'),
  power: { limit: fact(700, 'sheet', 'measured'), server: fact(575, 'rated', 'data-sheet') },
};
const unpriced: ChipOffer = { name: 'TPU', power: h100.power };
const texas = findRegion('texas')!;
const capacityOf = (economy: object, chip: object, region = texas) =>
  chipCapacity(economyFields.parse(economy), chipEconomyFields.parse(chip), h100, region, 'fleet[0]');

describe('what one accelerator costs', () => {
  test('with nothing stated comes from the catalogue and the region', () => {
    const { terms, rent } = capacityOf({}, {});
    expect(terms).toMatchObject({
      itPrice: 42_500, // middle of the range and 10,000 USD for server and network
      provisioned: 1275,
      capitalCost: 0.07,
      insurance: 0.004,
      itMaintenance: 0.02,
      itLife: 5,
      facilityLife: 15,
    });
    expect(terms.facilityPrice).toBeCloseTo(11.5, 12);
    expect(rent! * 3600).toBeCloseTo(3.5, 12);
  });

  test('with everything stated in its currency is what was stated: row 2 of the electricity-share table', () => {
    const stated = {
      capitalCost: 0.1,
      facilityPrice: '11,000 USD/kW',
      facilityMaintenance: '180 USD/kW/year',
      insurance: 0.004,
      itMaintenance: '2%',
      software: '2145 CNY/year',
      itLife: '5 years',
      facilityLife: '15 years',
    };
    const { terms } = capacityOf(stated, { price: '35,000 USD', provisioned: '1.275 kW' });
    const { price, utilisation, pue } = cases[1]!.terms;
    const parts = yearlyParts({ ...terms, utilisation, pue }, price);
    expect(fullCost(parts) / fullCost(yearlyParts(cases[1]!.terms, price))).toBeCloseTo(1, 12);
  });

  test('names each figure once, with its source and the path that overrides it', () => {
    const { facts } = capacityOf({ capitalCost: 0.1 }, {});
    const paths = facts.map(({ path }) => path);
    expect(new Set(paths).size).toBe(10);
    expect(facts.find(({ path }) => path === 'economy.capitalCost')).toEqual({
      name: 'cost of capital',
      path: 'economy.capitalCost',
      value: '10%',
      source: 'stated in the scenario',
      tier: 'estimate',
    });
    expect(facts.find(({ path }) => path === 'fleet[0].price')).toMatchObject({
      value: '42500 USD',
      source: 'middle of 25000–40000 USD (press) plus 10000 USD for server and network',
    });
  });

  test('of a chip nobody quotes a price for must be stated', () => {
    expect(capacityIssues(unpriced, chipEconomyFields.parse({}))).toEqual([
      { path: ['price'], expected: 'a price for TPU, such as "25,000 USD": the catalogue knows none' },
    ]);
    expect(capacityIssues(unpriced, chipEconomyFields.parse({ price: '9,000 USD' }))).toEqual([]);
    expect(capacityIssues(h100, chipEconomyFields.parse({}))).toEqual([]);
  });

  test('is refused where it makes no sense', () => {
    expect(chipEconomyFields.safeParse({ price: '-1 USD' }).success).toBe(false);
    expect(economyFields.safeParse({ itLife: '0 years' }).success).toBe(false);
    expect(economyFields.safeParse({ capitalCost: '5' }).success).toBe(false);
    expect(economyFields.safeParse({ facilityPrice: '5000 USD' }).success).toBe(false);
  });
});

describe.each([
  ['H20, China west', 'ningxia', 3],
  ['910C, China west', 'ningxia', 4],
] as const)('region defaults for %s', (_, place, row) => {
  test('are those of the electricity-share table', () => {
    const { terms } = capacityOf({}, {}, findRegion(place)!);
    const published = cases[row]!.terms;
    for (const key of [
      'facilityPrice',
      'facilityMaintenance',
      'insurance',
      'itMaintenance',
      'software',
      'capitalCost',
      'itLife',
      'facilityLife',
    ] as const) {
      expect(terms[key] / published[key], key).toBeCloseTo(1, 9);
    }
  });
});
