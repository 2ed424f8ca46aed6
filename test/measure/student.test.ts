import { describe, expect, test } from 'vitest';
import { studentQuantile } from '../../src/measure/student.js';

describe('studentQuantile', () => {
  // NIST/SEMATECH e-Handbook 1.3.6.7.2 (three decimals) and R's qt() printed to seven digits.
  test.each([
    [0.975, 1, 12.7062047],
    [0.975, 2, 4.3026527],
    [0.975, 3, 3.1824463],
    [0.975, 4, 2.7764451],
    [0.975, 5, 2.5705818],
    [0.975, 9, 2.2621572],
    [0.975, 10, 2.2281389],
    [0.975, 19, 2.0930241],
    [0.975, 30, 2.0422725],
    [0.975, 63, 1.9983405],
    [0.975, 100, 1.9839715],
    [0.95, 7, 1.8945786],
    [0.995, 12, 3.0545396],
    [0.9995, 4, 8.6103016],
  ])('p %f with %i degrees is %f', (probability, degrees, expected) => {
    expect(Math.abs(studentQuantile(probability, degrees) - expected)).toBeLessThan(1e-6);
  });

  test('is odd around one half, where it is zero', () => {
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 12);
    expect(studentQuantile(0.2, 7)).toBeCloseTo(-studentQuantile(0.8, 7), 10);
  });

  test('approaches the normal quantile from above as z + (z³ + z)/4ν', () => {
    const z = 1.959963985;
    expect(studentQuantile(0.975, 20_000)).toBeCloseTo(z + (z ** 3 + z) / 80_000, 7);
  });

  test('refuses a probability or degrees outside its range', () => {
    expect(() => studentQuantile(1, 3)).toThrow('a probability of 1 has no t quantile');
    expect(() => studentQuantile(0.9, 0)).toThrow('whole degrees of freedom, not 0');
    expect(() => studentQuantile(0.9, 2.5)).toThrow('whole degrees of freedom, not 2.5');
  });
});
