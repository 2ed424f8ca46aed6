import { expect, test } from 'vitest';
import { measuresJson } from '../../src/report/json.js';
import { sample } from './sample.js';

test('every measure is written with value, unit, interval, definition and tier', () => {
  const document = JSON.parse(measuresJson(sample)) as {
    schemaVersion: number;
    seed: number;
    answer: string;
    measures: Record<string, unknown>[];
  };
  expect(document.schemaVersion).toBe(1);
  expect(document.seed).toBe(7);
  expect(document.measures).toHaveLength(sample.measures.length);
  for (const measure of document.measures)
    expect(Object.keys(measure).slice(0, 6)).toEqual(['name', 'value', 'unit', 'interval', 'definition', 'tier']);
});

test('differences below the twelfth digit do not reach the file', () => {
  const [first, ...rest] = sample.measures;
  const shifted = { ...sample, measures: [{ ...first!, value: first!.value! * (1 + 1e-15) }, ...rest] };
  expect(measuresJson(shifted)).toBe(measuresJson(sample));
  const moved = { ...sample, measures: [{ ...first!, value: first!.value! * (1 + 1e-6) }, ...rest] };
  expect(measuresJson(moved)).not.toBe(measuresJson(sample));
});

test('a number that is none is refused by name', () => {
  const [first, ...rest] = sample.measures;
  expect(() => measuresJson({ ...sample, measures: [{ ...first!, value: Number.NaN }, ...rest] })).toThrow(
    'tokens.output is NaN',
  );
});
