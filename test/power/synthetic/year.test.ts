import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { ercot2023 } from '../../../src/power/synthetic/ercot-2023.js';
import { syntheticYear } from '../../../src/power/synthetic/year.js';

const year = (seed: number) => syntheticYear(ercot2023, (purpose) => chance(seed, 0, purpose));
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('a synthetic year of prices', () => {
  test('has the quantiles of the recorded one, whatever the seed', () => {
    const [one, two] = [year(1), year(2)].map((values) => Float64Array.from(values).sort());
    expect(one).toEqual(two);
    for (const [share, price] of ercot2023.quantiles.slice(1, -1))
      expect(one![Math.round(share * 8760)]! / price).toBeCloseTo(1, 1);
    expect(year(1)).not.toEqual(year(2));
  });

  test('carries a third of a flat load’s bill in its dearest percent of hours', () => {
    const sorted = Float64Array.from(year(1)).sort();
    const all = sorted.reduce((sum, price) => sum + price, 0);
    const top = sorted.slice(-88).reduce((sum, price) => sum + price, 0);
    expect(top / all).toBeGreaterThan(0.3);
    expect(top / all).toBeLessThan(0.36);
  });

  test('is dear on summer afternoons, cheap at night, and remembers the hour before', () => {
    const values = Array.from(year(3), (price) => Math.log(price));
    const at = (months: readonly number[], hour: number) =>
      mean(
        values.filter((_, index) => {
          const local = new Date((index - 6) * 3.6e6);
          return months.includes(local.getUTCMonth()) && local.getUTCHours() === hour;
        }),
      );
    expect(at([6, 7], 17)).toBeGreaterThan(at([6, 7], 4) + 0.5);
    const centre = mean(values);
    const variance = mean(values.map((one) => (one - centre) ** 2));
    const lag = (hours: number) =>
      mean(values.slice(hours).map((one, index) => (one - centre) * (values[index]! - centre))) / variance;
    expect(lag(1)).toBeGreaterThan(0.8);
    expect(lag(24)).toBeGreaterThan(0.25);
  });
});
