import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { integral } from '../../../src/power/signal.js';
import { breaking, interrupted, together } from '../../../src/power/sources/interruptions.js';

const HOUR = 3600;

describe('breaks that come by chance', () => {
  test('availability tends to MTBF / (MTBF + MTTR), within the interval of twenty streams', () => {
    const [every, lasting] = [100 * HOUR, 10 * HOUR];
    const horizon = 200_000 * HOUR;
    const shares = Array.from(
      { length: 20 },
      (_, seed) => integral(breaking(chance(seed, 0, 'x'), { every, lasting, spread: 1 }), 0, horizon) / horizon,
    );
    const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
    const deviation = Math.sqrt(shares.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 19);
    expect(Math.abs(mean - 10 / 11)).toBeLessThan((2.093 * deviation) / Math.sqrt(20));
    expect(deviation).toBeLessThan(0.01);
  });

  test('turn where they say they will turn next', () => {
    const signal = breaking(chance(1, 0, 'x'), { every: 50 * HOUR, lasting: 5 * HOUR, spread: 1 });
    let time = 0;
    for (let turn = 0; turn < 50; turn++) {
      const next = signal.nextChange(time);
      expect(next).toBeGreaterThan(time);
      expect(signal.at(next)).toBe(1 - signal.at(time));
      expect(signal.at((time + next) / 2)).toBe(signal.at(time));
      time = next;
    }
  });

  test('are the same whatever was asked before', () => {
    const [one, two] = [0, 1].map(() => breaking(chance(3, 0, 'x'), { every: 10, lasting: 5, spread: 1 }));
    one!.at(1e5);
    expect(one!.nextChange(42)).toBe(two!.nextChange(42));
  });
});

test('listed stretches are down from their start to their end, and two things are up together only when both are', () => {
  const one = interrupted([{ start: 10, duration: 5 }]);
  const both = together([one, interrupted([{ start: 12, duration: 10 }])]);
  expect([9, 10, 14, 15].map((time) => one.at(time))).toEqual([1, 0, 0, 1]);
  expect([9, 11, 16, 22].map((time) => both.at(time))).toEqual([1, 0, 0, 1]);
  expect(both.nextChange(10)).toBe(12);
  expect(one.nextChange(15)).toBe(Number.POSITIVE_INFINITY);
});
