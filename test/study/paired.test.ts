import { describe, expect, test } from 'vitest';
import { difference, jackknifed, meanOf, ratio } from '../../src/study/paired.js';

describe('paired replications', () => {
  test('the mean has the textbook t-interval', () => {
    // 1, 2, 3, 4: s = 1.2910, t(0.975, 3) = 3.1824
    const { value, interval } = meanOf([1, 2, 3, 4]);
    expect(value).toBe(2.5);
    expect(interval![1] - 2.5).toBeCloseTo((3.18245 * 1.29099) / 2, 4);
  });

  test('what both worlds share leaves no trace in their difference', () => {
    const weather = [4, -7, 12, 0.5];
    const { value, interval } = difference(
      weather,
      weather.map((one) => one + 3),
    );
    expect(value).toBe(3);
    expect(interval).toEqual([3, 3]);
  });

  test('a ratio of proportional worlds is exact, whatever they share', () => {
    const base = [1, 5, 9];
    const found = ratio(
      base,
      base.map((one) => 2 * one),
    )!;
    expect(found.value).toBeCloseTo(2, 12);
    expect(found.interval![1] - found.interval![0]).toBeCloseTo(0, 12);
  });

  test('the jackknife of a mean is the t-interval of the mean', () => {
    const values = [3, 8, 1, 9, 4];
    const found = jackknifed(values, values, (one) => one)!;
    const known = meanOf(values);
    expect(found.value).toBeCloseTo(known.value, 12);
    expect(found.interval![0]).toBeCloseTo(known.interval![0], 12);
  });

  test('one pair has no interval, and a ratio to nothing does not exist', () => {
    expect(difference([1], [2]).interval).toBeNull();
    expect(ratio([0, 0], [1, 2])).toBeNull();
  });
});
