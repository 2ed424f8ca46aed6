import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClimateFacility } from '../../src/power/climate-facility.js';
import { conversionFields } from '../../src/power/conversion.js';
import { coolingField, coolings, makeCooling } from '../../src/power/cooling/index.js';

const facility = (kind: string, dryBulb: number, wetBulb = dryBulb - 5, conversion: object = {}, runs = true) =>
  new ClimateFacility({
    cooling: makeCooling(coolingField.parse({ kind })),
    conversion: conversionFields.parse(conversion),
    rated: 10e6,
    weather: () => ({ dryBulb, wetBulb }),
    runs: () => runs,
  });
const kinds = fc.constantFrom(...coolings.map(({ kind }) => kind));
const load = fc.double({ min: 0, max: 10e6, noNaN: true });
const outside = fc.double({ min: -20, max: 45, noNaN: true });

describe('a building that follows the weather', () => {
  test('draws more the warmer and wetter it is, and at any load', () => {
    fc.assert(
      fc.property(kinds, load, outside, fc.double({ min: 0, max: 10, noNaN: true }), (kind, it, dry, warmer) => {
        expect(facility(kind, dry + warmer).sitePower(it, 0)).toBeGreaterThanOrEqual(
          facility(kind, dry).sitePower(it, 0) - 1e-6,
        );
        expect(facility(kind, dry, dry - 4).sitePower(it, 0)).toBeGreaterThanOrEqual(
          facility(kind, dry, dry - 8).sitePower(it, 0) - 1e-6,
        );
      }),
    );
  });

  test('draws power with no load at all', () => {
    for (const { kind } of coolings) expect(facility(kind, 20).sitePower(0, 0)).toBeGreaterThan(0);
  });

  test('carries the load that its meter power says, there and back', () => {
    fc.assert(
      fc.property(kinds, load, outside, fc.double({ min: 0, max: 1, noNaN: true }), (kind, it, dry, inside) => {
        const hall = facility(kind, dry, dry - 5, { inside });
        expect(hall.itPower(hall.sitePower(it, 0), 0)).toBeCloseTo(it, 1);
      }),
    );
    const hall = facility('chiller', 20);
    expect(hall.itPower(hall.sitePower(0, 0) / 2, 0)).toBe(0);
    expect(hall.itPower(Number.POSITIVE_INFINITY, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('says what one more watt adds, as a difference does', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.double({ min: 1e5, max: 10e6, noNaN: true }),
        outside,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, it, dry, inside) => {
          const hall = facility(kind, dry, dry - 5, { inside });
          const difference = (hall.sitePower(it + 10, 0) - hall.sitePower(it - 10, 0)) / 20;
          expect(hall.marginalPue(it, 0)).toBeCloseTo(difference, 5);
        },
      ),
    );
  });

  test('has a marginal PUE below its average: fixed parts drop out', () => {
    const hall = facility('air-economiser', 10);
    expect(hall.marginalPue(5e6, 0)).toBeLessThan(hall.sitePower(5e6, 0) / 5e6);
  });

  test('stands at full load as the formula on paper: 45 of 1000 kW lost, 60 for fans, a quarter of the heat over a COP of 5', () => {
    const hall = facility('air-economiser', 25, 20, { ups: 'none', distribution: '4.5%' });
    expect(hall.climate(10e6, 0)).toEqual({
      conversion: expect.closeTo(450e3, 3),
      auxiliary: expect.closeTo(600e3, 3),
      compressors: expect.closeTo((0.25 * 10e6) / 5, 3),
      water: 0,
    });
  });

  test('without cooling draws for conversion alone', () => {
    const hall = facility('chiller', 30, 25, {}, false);
    expect(hall.climate(5e6, 0)).toMatchObject({ auxiliary: 0, compressors: 0, water: 0 });
    expect(hall.losses(5e6, 0)).toBe(hall.climate(5e6, 0).conversion);
  });
});
