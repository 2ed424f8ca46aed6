import fc from 'fast-check';
import { quantile } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import { CELLS, cellOf, cellStart, GREATEST_TIME, LEAST_TIME, RELATIVE_ERROR } from '../../src/measure/cells.js';
import { Histogram } from '../../src/measure/histogram.js';

const histogramOf = (times: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const time of times) histogram.add(time);
  return histogram;
};
const merged = (...parts: readonly Histogram[]): Histogram => {
  const sum = new Histogram();
  for (const part of parts) sum.merge(part);
  return sum;
};
const bytes = (histogram: Histogram) => Histogram.pack([histogram]);

const inRange = fc.double({ min: LEAST_TIME, max: 1e6, noNaN: true });
const anyTime = fc.oneof(
  inRange,
  fc.constant(0),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.double({ min: 0.01, max: 30, noNaN: true }),
);
const times = fc.array(anyTime, { maxLength: 200 });

describe('cells', () => {
  test('a time lies in the cell that begins at or before it and ends after it', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        const cell = cellOf(time);
        expect(cellStart(cell)).toBeLessThanOrEqual(time);
        expect(cellStart(cell + 1)).toBeGreaterThan(time);
      }),
    );
  });

  test('no cell is wider than 1% of where it begins, from 1 µs to a million seconds', () => {
    expect(LEAST_TIME).toBeLessThanOrEqual(1e-6);
    expect(GREATEST_TIME).toBeGreaterThanOrEqual(1e6);
    for (let cell = 1; cell < CELLS - 1; cell++) {
      expect(cellOf(cellStart(cell))).toBe(cell);
      expect(cellStart(cell + 1) / cellStart(cell) - 1).toBeLessThanOrEqual(RELATIVE_ERROR);
    }
    expect(RELATIVE_ERROR).toBeLessThanOrEqual(0.01);
  });
});

describe('a histogram', () => {
  test('gives every quantile within 1% of the exact order statistic', () => {
    fc.assert(
      fc.property(
        fc.array(inRange, { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = Float64Array.from(values).sort();
          const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
          const found = histogramOf(values).quantile(share)!;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR);
        },
      ),
    );
  });

  test('agrees with simple-statistics on ten thousand lognormal times', () => {
    const uniform = chance(1, 0, 'test');
    const values = Array.from({ length: 10_000 }, () =>
      Math.exp(Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())),
    );
    const histogram = histogramOf(values);
    for (const share of [0.05, 0.5, 0.9, 0.95, 0.99]) {
      expect(histogram.quantile(share)! / quantile(values, share)).toBeCloseTo(1, 2);
    }
  });

  test('interpolates: a thousand even times inside one cell have an exact median', () => {
    const start = cellStart(cellOf(2));
    const end = cellStart(cellOf(2) + 1);
    const values = Array.from({ length: 1000 }, (_, row) => start + ((end - start) * (row + 0.5)) / 1000);
    expect(Math.abs(histogramOf(values).quantile(0.5)! - (start + end) / 2)).toBeLessThan((end - start) / 500);
  });

  test('is the same, byte for byte, for any order of additions and any tree of mergers', () => {
    fc.assert(
      fc.property(times, times, times, (a, b, c) => {
        const whole = bytes(histogramOf([...a, ...b, ...c]));
        expect(bytes(histogramOf([...c, ...a.toReversed(), ...b]))).toEqual(whole);
        expect(bytes(merged(merged(histogramOf(a), histogramOf(b)), histogramOf(c)))).toEqual(whole);
        expect(bytes(merged(histogramOf(c), merged(histogramOf(b), histogramOf(a))))).toEqual(whole);
      }),
    );
  });

  test('has the exact mean of times in whole ticks, however many', () => {
    const histogram = new Histogram();
    let ticks = 0n;
    const uniform = chance(2, 0, 'test');
    for (let row = 0; row < 50_000; row++) {
      const time = Math.floor(uniform() * 2 ** 46);
      ticks += BigInt(time);
      histogram.add(time / 2 ** 42);
    }
    expect(histogram.sum).toBe(Number(ticks) / 2 ** 42);
    expect(histogram.mean).toBe(histogram.sum / 50_000);
  });

  test('counts below a time what its quantile promises', () => {
    fc.assert(
      fc.property(
        fc.array(inRange, { minLength: 1, maxLength: 100 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (values, share) => {
          const histogram = histogramOf(values);
          const below = histogram.below(histogram.quantile(share)!);
          expect(Math.abs(below - share * values.length)).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
    );
  });

  test('survives packing and unpacking beside others, empty ones too', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        const packed = Histogram.pack([histogramOf(a), new Histogram(), histogramOf(b)]);
        const [first, empty, second] = Histogram.unpack(packed) as [Histogram, Histogram, Histogram];
        expect(Histogram.pack([first, empty, second])).toEqual(packed);
        expect(first.quantile(0.5)).toBe(histogramOf(a).quantile(0.5));
        expect(second.total).toBe(b.length);
        expect(empty.quantile(0.5)).toBeNull();
        expect(empty.mean).toBeNull();
      }),
    );
  });

  test('keeps zero and enormous times, whose quantiles stay between the least and the greatest', () => {
    const histogram = histogramOf([0, 0, 1e-9, 5e7, 8e7]);
    expect(histogram.quantile(0)).toBe(0);
    expect(histogram.quantile(1)).toBe(8e7);
    expect(histogram.total).toBe(5);
  });

  test('takes few bytes when the times are close together', () => {
    const uniform = chance(3, 0, 'test');
    const histogram = histogramOf(Array.from({ length: 1000 }, () => 0.02 + 0.03 * uniform()));
    expect(bytes(histogram).counts.byteLength).toBeLessThan(1000);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time of %d', (time) => {
    expect(() => new Histogram().add(time)).toThrow(`a time of ${time} s cannot be counted`);
  });
});
