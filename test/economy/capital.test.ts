import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annuity, capitalRecovery } from '../../src/economy/capital.js';

const rate = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
const years = fc.integer({ min: 1, max: 40 });

describe('the capital recovery factor', () => {
  test('repays its dollar: discounted payments sum to one', () => {
    fc.assert(
      fc.property(rate, years, (r, n) => {
        let worth = 0;
        for (let year = 1; year <= n; year++) worth += capitalRecovery(r, n) * (1 + r) ** -year;
        expect(worth).toBeCloseTo(1, 9);
      }),
    );
  });

  test('is the straight line without interest, and meets it smoothly', () => {
    expect(capitalRecovery(0, 5)).toBe(0.2);
    expect(capitalRecovery(1e-12, 5)).toBeCloseTo(0.2, 11);
    expect(capitalRecovery(1e-9, 15)).toBeCloseTo(1 / 15, 8);
  });

  test('equals r / (1 − (1 + r)^−n)', () => {
    expect(capitalRecovery(0.07, 5)).toBeCloseTo(0.07 / (1 - 1.07 ** -5), 15);
    expect(capitalRecovery(0.07, 5)).toBeCloseTo(0.24389, 5); // annuity tables
    expect(capitalRecovery(0.1, 10)).toBeCloseTo(0.16275, 5);
  });

  test('falls with a longer life and rises with the rate, above both 1/n and r', () => {
    fc.assert(
      fc.property(rate, years, (r, n) => {
        expect(capitalRecovery(r, n + 1)).toBeLessThan(capitalRecovery(r, n));
        expect(capitalRecovery(r * 1.1, n)).toBeGreaterThan(capitalRecovery(r, n));
        expect(capitalRecovery(r, n)).toBeGreaterThan(Math.max(1 / n, r));
      }),
    );
  });
});

describe('Epoch’s one gigawatt (14 May 2026; 25.5 B USD of machines, 12.5 of building over 14 years, 0.9 a year to run, 6.8%)', () => {
  const total = (itLife: number) => annuity(25.5, 0.068, itLife) + annuity(12.5, 0.068, 14) + 0.9;

  test.each([
    [3, 12],
    [5, 8.5],
    [7, 7],
  ])('over %d years costs %d B USD a year within 1%%', (life, published) => {
    expect(Math.abs(total(life) / published - 1)).toBeLessThan(0.01);
  });

  test('is not met by straight lines', () => {
    const straight = (itLife: number) => annuity(25.5, 0, itLife) + annuity(12.5, 0, 14) + 0.9;
    expect(Math.abs(straight(3) / 12 - 1)).toBeGreaterThan(0.1);
  });
});
