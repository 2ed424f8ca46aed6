import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decimalsOf,
  delay,
  dollars,
  ENERGY_LADDER,
  figures,
  fixed,
  inCents,
  limit,
  pastLimit,
  percent,
  perMillion,
  perPeriod,
  range,
  TOKEN_LADDER,
  written,
} from '../../src/report/numbers.js';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('numbers as visual notes ask for them', () => {
  test('three figures, never finer than the interval', () => {
    expect(figures(0.4137, [0.37, 0.46])).toBe('0.41');
    expect(figures(268.2, [257, 278])).toBe('268');
    expect(figures(1.6234, [1.55, 1.71])).toBe('1.62');
    expect(figures(0.0507, [0.044, 0.058])).toBe('0.051');
    expect(figures(5376)).toBe('5,380');
    expect(figures(0)).toBe('0');
  });
  test('a value climbs to the unit in which it reads best', () => {
    expect(written({ value: 268.2e9, interval: [257e9, 278e9] }, TOKEN_LADDER)).toEqual({
      value: '268',
      unit: 'bn',
      range: '257–278',
    });
    expect(written({ value: 170 * 3.6e9, interval: null }, ENERGY_LADDER)).toEqual({
      value: '170',
      unit: 'MWh',
      range: null,
    });
    expect(written({ value: 999.9e6, interval: null }, TOKEN_LADDER).unit).toBe('bn');
  });
  test('ranges use an en dash, or "to" where a sign is present', () => {
    expect(range(0.37, 0.46, 2)).toBe('0.37–0.46');
    expect(range(-6, 9, 0)).toBe('−6 to +9');
    expect(range(59.86, 59.91, 1)).toBe('59.86–59.91');
    expect(range(5, 5, 0)).toBe('5–5');
  });
  test('money, shares, delays and limits', () => {
    expect(dollars(110_000)).toBe('$110k');
    expect(dollars(1234)).toBe('$1,230');
    expect(perMillion(0.0812)).toBe('$0.081');
    expect(plain(inCents(0.047, null))).toBe(' (4.70 c)');
    expect(percent(0.0794)).toBe('7.9%');
    expect(percent(0.447)).toBe('45%');
    expect(plain(delay(0.044))).toBe('44.0 ms');
    expect(plain(limit(0.05))).toBe('50 ms');
    expect(plain(pastLimit(5.2, 5))).toBe('0.2 s');
    expect(fixed(-12345.6, 1)).toBe('−12,345.6');
    expect(perPeriod(21_600).phrase.replaceAll('\u202f', ' ')).toBe('in 6.00 h');
  });
  test('no number is ever written as NaN, in powers of ten or longer than it deserves', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
        const text = figures(value);
        expect(text).toMatch(/^−?[\d,]+(\.\d+)?$/);
        expect(decimalsOf(value)).toBeLessThanOrEqual(12);
        const read = Number(text.replaceAll(',', '').replace('−', '-'));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 0.0051, 1e-12));
      }),
    );
  });
});
