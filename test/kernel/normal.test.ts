import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseNormal } from '../../src/kernel/normal.js';

/** Quantiles that Wichura (1988) prints to check PPND16 with, and tabled ones of Φ to 16 digits. */
test.each([
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798409],
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.8413447460685429, 1],
])('the quantile of %d is %d', (p, z) => {
  expect(Math.abs(inverseNormal(p) - z)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(z)));
});

test('the ends are infinite, and outside is not a number', () => {
  expect([inverseNormal(0), inverseNormal(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect([inverseNormal(-0.1), inverseNormal(1.1), inverseNormal(Number.NaN)]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

test('a greater share has a greater quantile, and the two sides mirror each other', () => {
  const share = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(share, share, (a, b) => {
      if (a + 1e-12 < b) expect(inverseNormal(a)).toBeLessThan(inverseNormal(b));
      expect(inverseNormal(1 - (1 - a))).toBeCloseTo(-inverseNormal(1 - a), 9);
    }),
    { numRuns: 500 },
  );
});

test('the branches meet without a step', () => {
  for (const seam of [0.075, 0.925, Math.exp(-25)]) {
    const [below, above] = [inverseNormal(seam * (1 - 1e-13)), inverseNormal(seam * (1 + 1e-13))];
    expect(Math.abs(above - below)).toBeLessThan(1e-11);
  }
});
