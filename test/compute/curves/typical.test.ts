import { expect, test } from 'vitest';
import { typicalAttention } from '../../../src/compute/curves/attention.js';
import { typicalExperts } from '../../../src/compute/curves/experts.js';
import { gemmCurves, typicalGemm } from '../../../src/compute/curves/gemm.js';

const leaves = (value: unknown): readonly number[] =>
  typeof value === 'number' ? [value] : Object.values(value as object).flatMap(leaves);

test('central class estimates lie between the low and the high ones', () => {
  for (const { low, central, high } of [typicalGemm, typicalAttention, typicalExperts]) {
    const [below, middle, above] = [leaves(low), leaves(central), leaves(high)];
    expect(middle.length).toBeGreaterThan(2);
    middle.forEach((figure, index) => {
      const ends = [below[index]!, above[index]!];
      expect(figure).toBeGreaterThanOrEqual(Math.min(...ends));
      expect(figure).toBeLessThanOrEqual(Math.max(...ends));
    });
  }
});

test('a chip without measured kernels gets the central estimate', () => {
  expect(gemmCurves.typical).toBe(typicalGemm.central);
});
