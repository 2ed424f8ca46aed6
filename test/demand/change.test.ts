/** A stretched length keeps its mean and its rank, and at factor 1 is left alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretched } from '../../src/demand/change.js';
import { LONGEST } from '../../src/demand/lengths/length.js';

test('the mean over all draws is tokens times factor', () => {
  const draws = Array.from({ length: 10_000 }, (_, at) => (at + 0.5) / 10_000);
  for (const [tokens, factor] of [
    [7, 1.05],
    [100, 0.975],
    [3, 1.5],
  ] as const) {
    const mean = draws.reduce((sum, draw) => sum + stretched(tokens, factor, draw, LONGEST), 0) / draws.length;
    expect(mean).toBeCloseTo(tokens * factor, 3);
  }
});

test('more never shortens, nothing more changes nothing, and there is always a token', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: LONGEST }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      fc.double({ min: 0.1, max: 2, noNaN: true }),
      fc.double({ min: 0.1, max: 2, noNaN: true }),
      (tokens, draw, one, two) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)];
        expect(stretched(tokens, 1, draw, LONGEST)).toBe(tokens);
        expect(stretched(tokens, less, draw, LONGEST)).toBeLessThanOrEqual(stretched(tokens, more, draw, LONGEST));
        expect(stretched(tokens, less, draw, LONGEST)).toBeGreaterThanOrEqual(1);
      },
    ),
  );
});
