import fc from 'fast-check';
import { mean, sampleVariance } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import { estimate, ratioOf, totalOf } from '../../src/measure/interval.js';
import { studentQuantile } from '../../src/measure/student.js';

const normals = (purpose: string) => {
  const uniform = chance(11, 0, purpose);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
};
const covers = (interval: readonly [number, number] | null, truth: number) =>
  interval !== null && interval[0] <= truth && truth <= interval[1];
const TRIALS = 1000;
/** How many of the trials' 95% intervals hold the truth: 92–98% is asked of all of them. */
const coverage = (trial: () => boolean) => Array.from({ length: TRIALS }, trial).filter(Boolean).length / TRIALS;

describe('estimate', () => {
  const amounts = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 20 });

  test('of a total is the closed form of a sampled total with finite population correction', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 500 }), (values, unseen) => {
        const seen = values.length;
        const population = seen + unseen;
        const { value, interval } = totalOf([{ units: values.map((amount) => [amount]), population }], 0);
        const error = population * Math.sqrt(((1 - seen / population) * sampleVariance(values)) / seen);
        expect(value).toBeCloseTo(population * mean(values), 5);
        expect(interval![1] - value).toBeCloseTo(studentQuantile(0.975, seen - 1) * error, 3);
        expect(value - interval![0]).toBeCloseTo(interval![1] - value, 5);
      }),
    );
  });

  test('of a ratio is close to the linearised variance of a ratio', () => {
    const normal = normals('ratio');
    const units = Array.from({ length: 200 }, () => {
      const tokens = 100 + 10 * normal();
      return [3 * tokens + 5 * normal(), tokens];
    });
    const { value, interval } = ratioOf([{ units, population: 1e9 }], 0, 1)!;
    const residuals = units.map(([joules, tokens]) => joules! - value * tokens!);
    const error = Math.sqrt(sampleVariance(residuals) / 200) / mean(units.map(([, tokens]) => tokens!));
    expect((interval![1] - value) / (studentQuantile(0.975, 199) * error)).toBeCloseTo(1, 2);
  });

  test('adds the variances of pools that are sampled apart', () => {
    const first = [[1], [2], [3], [4]];
    const second = [[10], [30], [20], [60]];
    const both = totalOf(
      [
        { units: first, population: 40 },
        { units: second, population: 12 },
      ],
      0,
    );
    const variance = (values: number[][], all: number) =>
      ((1 - 4 / all) * all ** 2 * sampleVariance(values.flat())) / 4;
    const [a, b] = [variance(first, 40), variance(second, 12)];
    const degrees = Math.floor((a + b) ** 2 / (a ** 2 / 3 + b ** 2 / 3));
    expect(both.value).toBe(100 + 360);
    expect(both.interval![1] - 460).toBeCloseTo(studentQuantile(0.975, degrees) * Math.sqrt(a + b), 6);
  });

  test('is not sure about anything it cannot judge', () => {
    expect(totalOf([{ units: [[5]], population: 10 }], 0)).toEqual({ value: 50, interval: null });
    expect(totalOf([{ units: [[5], [6]], population: 2 }], 0)).toEqual({ value: 11, interval: null });
    expect(totalOf([], 0)).toEqual({ value: 0, interval: null });
    expect(
      ratioOf(
        [
          {
            units: [
              [1, 0],
              [1, 0],
            ],
            population: 9,
          },
        ],
        0,
        1,
      ),
    ).toBeNull();
    expect(
      ratioOf(
        [
          {
            units: [
              [1, 0],
              [1, 4],
            ],
            population: 9,
          },
        ],
        0,
        1,
      ),
    ).toEqual({ value: 0.5, interval: null });
  });

  test('a pool simulated whole adds to the value and nothing to the interval', () => {
    const sampled = { units: [[1], [2], [4]], population: 30 };
    const alone = totalOf([sampled], 0);
    const beside = totalOf([sampled, { units: [[7], [900]], population: 2 }], 0);
    expect(beside.value - alone.value).toBeCloseTo(907, 9);
    expect(beside.interval![1] - beside.value).toBeCloseTo(alone.interval![1] - alone.value, 9);
  });

  test('a fixed cost may be spread over sampled tokens', () => {
    const units = [[10], [12], [14]];
    const { value, interval } = estimate([{ units, population: 3.001 }], (totals) => 360 / totals[0]!)!;
    expect(value).toBeCloseTo(10, 2);
    expect(interval![1] - interval![0]).toBeLessThan(0.5);
  });

  test('covers the total and the ratio of the whole population in 92–98% of 1,000 trials', () => {
    const normal = normals('population');
    const draw = () => {
      const busy = 1 + 0.2 * normal();
      return [200 * busy + 20 * normal(), 100 * busy + 20 + 5 * normal()];
    };
    let ratios = 0;
    const totals = coverage(() => {
      const fast = Array.from({ length: 40 }, draw);
      const slow = Array.from({ length: 24 }, () => draw().map((amount) => amount * 0.4));
      const strata = [
        { units: fast.slice(0, 10), population: 40 },
        { units: slow.slice(0, 12), population: 24 },
      ];
      const sum = (column: number) => [...fast, ...slow].reduce((total, unit) => total + unit[column]!, 0);
      if (covers(ratioOf(strata, 0, 1)!.interval, sum(0) / sum(1))) ratios++;
      return covers(totalOf(strata, 0).interval, sum(0));
    });
    for (const share of [totals, ratios / TRIALS]) {
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    }
  });
});
