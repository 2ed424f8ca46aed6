import { describe, expect, test } from 'vitest';
import { addParts, fullCost, scaleParts, yearlyCapacity, yearlyParts } from '../../src/economy/parts.js';
import { cases } from './electricity-share.js';

const { terms } = cases[1]!;
const parts = yearlyParts(terms, terms.price);

test('each part of the H100 of row 2, worked by hand', () => {
  expect(parts.electricity).toBeCloseTo(8760 * 1.275 * 0.75 * 1.25 * 0.08, 6);
  expect(parts.facilityOperations).toBeCloseTo(1.275 * (180 + 0.004 * 11_000), 6);
  expect(parts.itOperations).toBeCloseTo(35_000 * 0.024 + 300, 6);
  expect(parts.facilityCapital).toBeCloseTo((11_000 * 1.275 * 0.1) / (1 - 1.1 ** -15), 6);
  expect(parts.itCapital).toBeCloseTo((35_000 * 0.1) / (1 - 1.1 ** -5), 6);
});

test('capacity is everything but electricity, and twice the chips for half the time cost the same', () => {
  const { electricity, ...capacity } = parts;
  expect(yearlyCapacity(terms)).toEqual(capacity);
  const half = scaleParts(parts, 0.5);
  expect(fullCost(addParts([half, half]))).toBeCloseTo(fullCost(parts), 6);
  expect(addParts([{ electricity }, capacity])).toEqual(parts);
});

describe('InferenceX’s dollars per GPU-hour, owned by a hyperscaler (SemiAnalysis constants)', () => {
  // all-in kW, price range USD, published USD/h, error of this model in %
  test.each([
    ['H100', 1.73, 25_000, 40_000, 1.3, 19],
    ['H200', 1.73, 26_000, 32_000, 1.41, 3],
    ['B200', 2.17, 30_000, 40_000, 1.95, -13],
    ['GB200', 2.1, 43_000, 56_000, 2.21, -5],
    ['MI300X', 1.79, 10_000, 15_000, 1.12, -11],
    ['MI325X', 2.18, 10_000, 20_000, 1.28, -10],
    ['MI355X', 2.65, 25_000, 30_000, 1.48, 8],
  ])('%s within 20%%, with no figure of its own', (_, allIn, low, high, published, error) => {
    const yearly = yearlyParts(
      {
        itPrice: (low + high) / 2 + 10_000,
        provisioned: (allIn / 1.2) * 1000,
        utilisation: 0.8,
        pue: 1.2,
        facilityPrice: 12.5,
        facilityMaintenance: 150 / 1000 / 31_536_000,
        insurance: 0,
        itMaintenance: 0,
        software: 0,
        capitalCost: 0.07,
        subsidy: 0,
        itLife: 5,
        facilityLife: 15,
      },
      0.08 / 3.6e6,
    );
    const relative = 100 * (fullCost(yearly) / 8760 / published - 1);
    expect(Math.abs(relative)).toBeLessThan(20);
    expect(Math.round(relative)).toBe(error);
  });
});
