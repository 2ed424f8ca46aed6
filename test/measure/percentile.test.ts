import { quantile } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import type { Histogram } from '../../src/measure/histogram.js';
import { percentile, percentiles, percentileValue } from '../../src/measure/percentile.js';
import { TimeRecorder } from '../../src/measure/time-recorder.js';

const uniform = chance(5, 0, 'percentile');
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const unitOf = (times: readonly number[]): Histogram => {
  const recorder = new TimeRecorder(1);
  for (const time of times) recorder.add(0, time);
  return recorder.histogram(0);
};

describe('percentiles', () => {
  test('nothing counted has no percentiles', () => {
    expect(percentiles([{ units: [unitOf([]), unitOf([])], population: 9 }])).toBeNull();
    expect(percentiles([{ units: [], population: 4 }])).toBeNull();
    expect(percentile([], 0.5)).toBeNull();
  });

  test('agree with the pooled times, and rise from p5 to p99', () => {
    const units = Array.from({ length: 8 }, () => Array.from({ length: 500 }, () => Math.exp(normal())));
    const found = percentiles([{ units: units.map(unitOf), population: 80 }])!;
    for (const [at, share] of [
      [found.p50, 0.5],
      [found.p90, 0.9],
      [found.p95, 0.95],
      [found.p99, 0.99],
    ] as const) {
      expect(at.value / quantile(units.flat(), share)).toBeCloseTo(1, 1.7);
      expect(at.interval![0]).toBeLessThanOrEqual(at.value);
      expect(at.interval![1]).toBeGreaterThanOrEqual(at.value);
    }
    expect(found.p5).toBeLessThan(found.p50.value);
    expect(found.mean.value).toBeCloseTo(units.flat().reduce((sum, time) => sum + time, 0) / 4000, 9);
  });

  test('a unit that stands for ten counts ten times', () => {
    const quick = unitOf(Array.from({ length: 100 }, () => 1));
    const slow = unitOf(Array.from({ length: 100 }, () => 8));
    const shares = (quickPopulation: number, slowPopulation: number) =>
      percentileValue(
        [
          { units: [quick], population: quickPopulation },
          { units: [slow], population: slowPopulation },
        ],
        0.8,
      );
    expect(shares(10, 1)).toBeCloseTo(1, 1);
    expect(shares(1, 10)).toBeCloseTo(8, 0);
  });

  test('times that are all alike have an interval of no width', () => {
    const { value, interval } = percentile([{ units: [unitOf([2, 2]), unitOf([2])], population: 10 }], 0.95)!;
    expect(value).toBe(2);
    expect(interval).toEqual([2, 2]);
  });

  test('95% intervals of p50 and p95 cover the truth in 92–98% of 1,000 trials, although units differ', () => {
    // Unit i has times exp(m_i + z), m ~ N(0, 0.3²), z ~ N(0, 1): pooled, a lognormal of variance 1.09.
    const width = Math.sqrt(1.09);
    const held = { p50: 0, p95: 0 };
    for (let trial = 0; trial < 1000; trial++) {
      const units = Array.from({ length: 24 }, () => {
        const shift = 0.3 * normal();
        return unitOf(Array.from({ length: 60 }, () => Math.exp(shift + normal())));
      });
      for (const [name, share, z] of [
        ['p50', 0.5, 0],
        ['p95', 0.95, 1.6448536],
      ] as const) {
        const [low, high] = percentile([{ units, population: 1e9 }], share)!.interval!;
        const truth = Math.exp(width * z);
        if (low <= truth && truth <= high) held[name]++;
      }
    }
    for (const count of Object.values(held)) {
      expect(count).toBeGreaterThan(920);
      expect(count).toBeLessThan(980);
    }
  });
});
