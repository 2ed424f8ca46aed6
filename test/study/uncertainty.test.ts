import { expect, test } from 'vitest';
import type { Measure } from '../../src/measure/measure.js';
import { type DrawnWorld, uncertaintyOf, withModelIntervals } from '../../src/study/uncertainty.js';

const measure = (value: number | null): Measure => ({
  name: 'cost',
  value,
  unit: 'USD',
  interval: [0.9, 1.1],
  definition: '',
  tier: 'measured',
});
const world = (value: number | null, verdict: DrawnWorld['verdict'] = 'STABLE'): DrawnWorld => ({
  verdict,
  measures: [measure(value)],
});

test('without draws nothing changes', () => {
  const measures = [measure(1)];
  expect(withModelIntervals(measures, [])).toBe(measures);
  expect(uncertaintyOf([])).toBeNull();
});

test('the interval is the textbook prediction interval of the shifts, beside that of sampling', () => {
  const values = [0.8, 0.9, 1.1, 1.2];
  const [found] = withModelIntervals(
    [measure(1)],
    values.map((value) => world(value)),
  );
  // s = √(Σd²/3) = 0.182574, t(0.975, 3) = 3.182446, half = t·s·√1.25
  const half = 3.182446 * 0.182574 * Math.sqrt(1.25);
  expect(found!.interval).toEqual([0.9, 1.1]);
  expect(found!.modelInterval![0]).toBeCloseTo(1 - half, 5);
  expect(found!.modelInterval![1]).toBeCloseTo(1 + half, 5);
});

test('what cannot be negative does not become so, and equal draws leave no doubt', () => {
  const [wide] = withModelIntervals([measure(0.1)], [world(0), world(1)]);
  expect(wide!.modelInterval![0]).toBe(0);
  const [sure] = withModelIntervals([measure(1)], [world(1), world(1)]);
  expect(sure!.modelInterval).toEqual([1, 1]);
});

test('a draw without the number leaves no interval, and its overload is told', () => {
  const drawn = [world(1), world(null, 'OVERLOADED')];
  expect(withModelIntervals([measure(1)], drawn)[0]!.modelInterval).toBeNull();
  expect(uncertaintyOf(drawn)).toMatchObject({ draws: 2, overloaded: 1 });
  expect(uncertaintyOf(drawn)!.sentence).toContain('In 1 of them the fleet could not keep up');
});
