/** The closed form against the table of an H100 in the economics note, section 4: 1.195 kWh an hour, electricity 0.096, other cash 0.163, annuity 1.054 USD. */
import { expect, test } from 'vitest';
import { shadowPrices } from '../../src/economy/shadow.js';

const JOULES = 3.6e6;

test.each([
  [1.7, 1.29, 0.4, 1.44, 0.39],
  [2.35, 1.83, 0.95, 2.09, 1.04],
  [5.0, 4.05, 3.17, 4.74, 3.69],
])('at a rental of %d USD/h', (revenue, owned, bought, machine, rent) => {
  const prices = shadowPrices({
    revenue,
    electricity: 0.096,
    cash: 0.163,
    annuities: 1.054,
    energy: 1.195 * JOULES,
    machines: 3600,
  });
  expect(Math.abs(prices.energyWithOwnChips * JOULES - owned)).toBeLessThan(0.006);
  expect(Math.abs(prices.energyWithChipsToBuy * JOULES - bought)).toBeLessThan(0.006);
  expect(Math.abs(prices.machine * 3600 - machine)).toBeLessThan(0.006);
  expect(Math.abs(prices.rent * 3600 - rent)).toBeLessThan(0.006);
});
