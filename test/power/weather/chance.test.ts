import { mean, sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { kumaraswamy, normal, remembering, weibull } from '../../../src/power/weather/chance.js';
import { atDensity, atHub, park, turbine } from '../../../src/power/weather/turbine.js';

describe('weather that nobody recorded', () => {
  test('remembers as long as it was told, and is a standard normal', () => {
    const value = remembering(chance(1, 0, 'test'), 1, 10);
    const values = Array.from({ length: 60_000 }, (_, index) => value(index));
    expect(Math.abs(mean(values))).toBeLessThan(0.1);
    expect(Math.abs(sampleStandardDeviation(values) - 1)).toBeLessThan(0.05);
    const lag = (hours: number) => mean(values.slice(hours).map((one, at) => one * values[at]!));
    expect(Math.abs(lag(1) - Math.exp(-0.1))).toBeLessThan(0.05);
    expect(Math.abs(lag(10) - Math.exp(-1))).toBeLessThan(0.05);
  });

  test('is the same whatever order it is asked in', () => {
    const one = remembering(chance(3, 0, 'x'), 1, 5);
    const two = remembering(chance(3, 0, 'x'), 1, 5);
    two(40);
    expect([one(0), one(20), one(40)]).toEqual([two(0), two(20), two(40)]);
  });

  test('Weibull of Texas: mean 3.96 and a shape of 2.28 give that mean back', () => {
    const texas = weibull(3.96, 2.28 ** (-1 / 1.086));
    expect(texas.shape).toBeCloseTo(2.28, 6);
    const speeds = Array.from({ length: 20_000 }, (_, row) => texas.at((row + 0.5) / 20_000));
    expect(mean(speeds)).toBeCloseTo(3.96, 2);
  });

  test('shares have the mean and the deviation that were asked for', () => {
    for (const [centre, deviation] of [
      [0.75, 0.2],
      [0.5, 0.1],
      [0.9, 0.08],
    ] as const) {
      const at = kumaraswamy(centre, deviation);
      const shares = Array.from({ length: 20_000 }, (_, row) => at((row + 0.5) / 20_000));
      expect(mean(shares)).toBeCloseTo(centre, 2);
      expect(sampleStandardDeviation(shares)).toBeCloseTo(deviation, 2);
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    }
  });

  test('Φ at the usual places', () => {
    expect(normal(0)).toBeCloseTo(0.5, 6);
    expect(normal(1.959964)).toBeCloseTo(0.975, 5);
  });
});

describe('turbines', () => {
  test('give the table at its knots, lines between, nothing below 3 and above 25 m/s', () => {
    expect([3, 6, 9, 13, 24].map(turbine)).toEqual([0.013, 0.233, 0.757, 1, 1]);
    expect(turbine(6.5)).toBeCloseTo((0.233 + 0.374) / 2, 12);
    expect([2.9, 25.1].map(turbine)).toEqual([0, 0]);
  });

  test('a park is smoother than its turbines and never gives more than they all do', () => {
    expect(park(2.5)).toBeGreaterThan(0);
    expect(park(13)).toBeLessThan(1);
    for (let speed = 0; speed < 40; speed += 0.37) expect(park(speed)).toBeLessThanOrEqual(1);
  });

  test('height and thin air', () => {
    expect(atHub(5, 100)).toBeCloseTo(5 * 10 ** (1 / 7), 12);
    expect(atDensity(5, 0.85)).toBeCloseTo(5 * 0.85 ** (1 / 3), 12);
    expect(atDensity(15, 0.85)).toBeCloseTo(15 * 0.85 ** (2 / 3), 12);
  });
});
