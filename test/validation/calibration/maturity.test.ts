import { expect, test } from 'vitest';
import { interpolation, transfer } from '../../../src/validation/calibration/folds.js';
import { fitMaturity, oncePerConfiguration } from '../../../src/validation/calibration/maturity.js';
import type { Comparison } from '../../../src/validation/comparison.js';

const one = (index: number, ratio: number, chip = 'h100'): Comparison => ({
  measure: 'tpot_ms',
  line: index + 2,
  predicted: 10,
  measured: 10 * ratio,
  chip,
  model: 'm',
  framework: 'vllm',
  label: '',
  configuration: `${chip} ${index}`,
  subject: { framework: 'vllm', model: 'llama-3.1-8b', precision: 'bf16' },
});
const many = (count: number, ratio: number, chip?: string) =>
  Array.from({ length: count }, (_, index) => one(index, ratio, chip));

test('many rows find the factor, few are shrunk towards none', () => {
  expect(fitMaturity(many(1200, 1.3))[0]!.factor).toBeCloseTo(1.3, 2);
  expect(fitMaturity(many(12, 1.44))[0]!.factor).toBeCloseTo(1.2, 2);
});

test('a factor stays inside its bounds, and one wild row does not move it', () => {
  expect(fitMaturity(many(1200, 50))[0]!.factor).toBe(2);
  expect(fitMaturity([...many(100, 1), one(100, 40)])[0]!.factor).toBe(1);
});

test('repeats of one configuration count once, with their median', () => {
  expect(oncePerConfiguration([one(1, 1), one(1, 3), one(1, 1.1)]).map(({ measured }) => measured)).toEqual([11]);
});

test('folds keep a configuration together, and leave every row out exactly once', () => {
  const rows = [...many(40, 1), ...many(40, 1, 'b200')];
  for (const folds of [interpolation(rows), transfer(rows)]) {
    expect(folds.flatMap(({ left }) => left)).toHaveLength(rows.length);
    for (const { kept, left } of folds)
      expect(kept.some(({ configuration }) => left.some((other) => other.configuration === configuration))).toBe(false);
  }
});
