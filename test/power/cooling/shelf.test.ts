/** What every way to cool must do, whatever the weather. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaporation, performance } from '../../../src/power/cooling/cooling.js';
import { checkCooling, coolingField, coolings, makeCooling } from '../../../src/power/cooling/index.js';
import { wetBulb } from '../../../src/power/cooling/weather.js';

const weather = fc
  .record({
    dryBulb: fc.double({ min: -30, max: 50, noNaN: true }),
    depression: fc.double({ min: 0, max: 15, noNaN: true }),
  })
  .map(({ dryBulb, depression }) => ({ dryBulb, wetBulb: dryBulb - depression }));

/** Free share at 0, 15, 25 and 45 °C dry bulb, with the wet bulb 5 K below. */
const KNOWN: Readonly<Record<(typeof coolings)[number]['kind'], readonly number[]>> = {
  'air-economiser': [1, 1, 0.75, 0],
  'wet-tower': [1, 1, 8 / 12, 0],
  'dry-cooler': [1, 1, 1, 0],
  chiller: [0, 0, 0, 0],
};

describe.each(coolings)('cooling by $kind', ({ kind, doc }) => {
  const value = coolingField.parse({ kind });
  const cooling = makeCooling(value);

  test('has a doc, and defaults that nothing is wrong with', () => {
    expect(doc).toMatch(/\.$/);
    expect(checkCooling(value)).toEqual([]);
  });

  test('needs no compressor where the table of known values says so', () => {
    const got = [0, 15, 25, 45].map((dryBulb) => cooling.freeShare({ dryBulb, wetBulb: dryBulb - 5 }));
    for (const [row, share] of got.entries()) expect(share).toBeCloseTo(KNOWN[kind][row]!, 12);
  });

  test('frees no more heat the warmer it is outside, and never more than all', () => {
    fc.assert(
      fc.property(weather, fc.double({ min: 0, max: 20, noNaN: true }), (now, warmer) => {
        const share = cooling.freeShare(now);
        const later = cooling.freeShare({ dryBulb: now.dryBulb + warmer, wetBulb: now.wetBulb + warmer });
        expect(share).toBeGreaterThanOrEqual(later);
        expect(share).toBeLessThanOrEqual(1);
        expect(later).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('refuses a return that is no warmer than the supply', () => {
    expect(checkCooling(coolingField.parse({ kind, supply: '30 degC', return: '30 degC' }))).toEqual([
      { path: ['return'], expected: 'a temperature above the supply of 30 degC' },
    ]);
  });
});

test('water at 4 cycles is 1.96 litres for a kilowatt-hour of heat that all evaporates', () => {
  expect((evaporation(1, 4) * 3.6e6).toFixed(2)).toBe('1.96');
});

test('compressors do 5 at 25 °C, 2.5 at 50 °C and more, and never better than 9', () => {
  expect([performance(25), performance(35), performance(60), performance(-40)]).toEqual([5, 4, 2.5, 9]);
});

test('the wet bulb of air at 20 °C and 50% is 13.7 °C (Stull 2011), and falls below the dry bulb', () => {
  expect(wetBulb(20, 0.5).toFixed(1)).toBe('13.7');
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 45, noNaN: true }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (dry, humidity) => {
        expect(wetBulb(dry, humidity)).toBeLessThan(dry);
      },
    ),
  );
});
