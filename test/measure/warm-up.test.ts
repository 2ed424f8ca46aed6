import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import { warmUp } from '../../src/measure/warm-up.js';

/** A level that falls from `start` to zero with a time constant, plus noise of unit variance. */
const transient = (length: number, start: number, constant: number, replication: number): number[] => {
  const uniform = chance(4, replication, 'transient');
  return Array.from({ length }, (_, at) => {
    const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    return start * Math.exp(-at / constant) + normal;
  });
};
const meanFrom = (series: readonly number[], cut: number) =>
  series.slice(cut).reduce((sum, value) => sum + value, 0) / (series.length - cut);

describe('warmUp', () => {
  test('cuts off a transient: two to six time constants of twenty, and the bias with it', () => {
    for (let replication = 0; replication < 20; replication++) {
      const series = transient(2000, 20, 20, replication);
      const { cut, settled } = warmUp(series);
      expect(settled).toBe(true);
      expect(cut).toBeGreaterThan(40);
      expect(cut).toBeLessThan(400);
      expect(Math.abs(meanFrom(series, cut))).toBeLessThan(0.12);
      expect(meanFrom(series, 0)).toBeGreaterThan(0.12);
    }
  });

  test('says when a series never settles', () => {
    expect(warmUp(Array.from({ length: 500 }, (_, at) => at)).settled).toBe(false);
  });

  test('leaves a constant series whole', () => {
    expect(warmUp(Array.from({ length: 100 }, () => 3))).toEqual({ cut: 0, settled: true });
  });

  test('has no opinion on fewer than ten observations', () => {
    expect(warmUp([9, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ cut: 0, settled: false });
  });

  test('is the least of the written formula over all cuts up to half', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 10, maxLength: 120 }), (series) => {
        const batches = Array.from({ length: Math.floor(series.length / 5) }, (_, batch) =>
          meanFrom(series.slice(batch * 5, batch * 5 + 5), 0),
        );
        const error = (cut: number) => {
          const rest = batches.slice(cut);
          const middle = meanFrom(rest, 0);
          return rest.reduce((sum, value) => sum + (value - middle) ** 2, 0) / rest.length ** 2;
        };
        const errors = Array.from({ length: Math.floor(batches.length / 2) + 1 }, (_, cut) => error(cut));
        expect(error(warmUp(series).cut / 5)).toBeCloseTo(Math.min(...errors), 9);
      }),
    );
  });
});
