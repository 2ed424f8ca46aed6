/** Synthetic years beside the recorded ones whose statistics they carry; skipped where those are not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { ercot2023 } from '../../../src/power/synthetic/ercot-2023.js';
import { syntheticYear } from '../../../src/power/synthetic/year.js';

const file = join(import.meta.dirname, '../../../../shared/data/power/price_2023_usd_per_mwh.csv');
const isThere = existsSync(file);
if (!isThere) console.warn(`skipped: no prices at ${file}`);

describe.skipIf(!isThere)('ercot-2023', () => {
  const [head, ...rows] = isThere
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.split(','))
    : [[]];
  const column = head!.indexOf('US-TEX-ERCO');
  const recorded = rows.map((row) => Number(row[column]) / 3.6e9);
  const drawn = syntheticYear(ercot2023, (purpose) => chance(1, 0, purpose));

  test('a flat load pays the same bill within 5%', () => {
    const bill = (prices: Iterable<number>) => [...prices].reduce((sum, price) => sum + price, 0);
    expect(Math.abs(bill(drawn) / bill(recorded) - 1)).toBeLessThanOrEqual(0.05);
  });

  test('its duration curve lies within 10% of the recorded one, hour by hour but the cheapest hundredth', () => {
    const [one, two] = [Float64Array.from(drawn).sort(), Float64Array.from(recorded).sort()];
    const worst = Math.max(...Array.from(one.slice(88), (price, at) => Math.abs(price / two[at + 88]! - 1)));
    expect(worst).toBeLessThanOrEqual(0.1);
  });

  test('its mean by month and hour follows the recorded one', () => {
    const means = (prices: ArrayLike<number>) => {
      const sums = new Float64Array(288);
      for (let hour = 0; hour < 8760; hour++) {
        const local = new Date((hour - 6) * 3.6e6);
        sums[local.getUTCMonth() * 24 + local.getUTCHours()]! += Math.log(Math.max(prices[hour]!, 1e-10));
      }
      return sums;
    };
    const [a, b] = [means(drawn), means(recorded)];
    const centre = (values: Float64Array) => values.map((one) => one - values.reduce((sum, v) => sum + v, 0) / 288);
    const [x, y] = [centre(a), centre(b)];
    const dot = (p: Float64Array, q: Float64Array) => p.reduce((sum, one, at) => sum + one * q[at]!, 0);
    expect(dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))).toBeGreaterThan(0.8);
  });
});
