import { expect, test } from 'vitest';
import { summarise } from '../../src/validation/error-summary.js';

const against100 = (...predicted: number[]) =>
  summarise(predicted.map((value) => ({ predicted: value, measured: 100 })));

test('errors are fractions: mean and median of the size, median with the sign', () => {
  const { rows, mape, median, bias } = against100(90, 100, 150);
  expect(rows).toBe(3);
  expect(mape).toBeCloseTo(0.2, 12);
  expect(median).toBeCloseTo(0.1, 12);
  expect(bias).toBeCloseTo(0, 12);
});

test('a model that always says a tenth too much has that bias, and no spread', () => {
  expect(against100(110, 110)).toMatchObject({ bias: expect.closeTo(0.1, 9), p90: expect.closeTo(0.1, 9) });
});
