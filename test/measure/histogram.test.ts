import fc from 'fast-check';
import { quantile } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import { CELLS, cellOf, cellStart, GREATEST_TIME, LEAST_TIME, RELATIVE_ERROR } from '../../src/measure/cells.js';
import { type Histogram, packHistograms, unpackHistograms } from '../../src/measure/histogram.js';
import { TimeRecorder } from '../../src/measure/time-recorder.js';

const recorderOf = (times: readonly number[]): TimeRecorder => {
  const recorder = new TimeRecorder(1);
  for (const time of times) recorder.add(0, time);
  return recorder;
};
const histogramOf = (times: readonly number[]): Histogram => recorderOf(times).histogram(0);
const merged = (...parts: readonly Histogram[]): Histogram => {
  const recorder = new TimeRecorder(1);
  for (const part of parts) recorder.addAll(0, part);
  return recorder.histogram(0);
};
const bytes = (...histograms: readonly Histogram[]): string =>
  Object.values(packHistograms(histograms))
    .map((part: Uint32Array | Float64Array) => Buffer.from(part.buffer).toString('hex'))
    .join(' ');

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
        expect(bytes(histogramOf([...c, ...a.toReversed(), ...b]))).toBe(whole);
        expect(bytes(merged(merged(histogramOf(a), histogramOf(b)), histogramOf(c)))).toBe(whole);
        expect(bytes(merged(histogramOf(c), merged(histogramOf(b), histogramOf(a))))).toBe(whole);
      }),
    );
  });

  test('has the exact mean of times in whole ticks, however many', () => {
    const recorder = new TimeRecorder(1);
    let ticks = 0n;
    const uniform = chance(2, 0, 'test');
    for (let row = 0; row < 50_000; row++) {
      const time = Math.floor(uniform() * 2 ** 46);
      ticks += BigInt(time);
      recorder.add(0, time / 2 ** 42);
    }
    const histogram = recorder.histogram(0);
    expect(histogram.sum).toBe(Number(ticks) / 2 ** 42);
    expect(histogram.mean).toBe(histogram.sum / 50_000);
  });

  test('counts below a time what its quantile promises; the least time may stand for all of its cell', () => {
    const crowded = fc.double({ min: 0.02, max: 0.0205, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(inRange, crowded), { minLength: 1, maxLength: 100 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (values, share) => {
          const histogram = histogramOf(values);
          const quantile = histogram.quantile(share)!;
          const promised = share * values.length;
          const below = histogram.below(quantile);
          expect(below).toBeGreaterThanOrEqual(promised - 1 - 1e-6);
          if (quantile > histogram.least) expect(below).toBeLessThanOrEqual(promised + 1 + 1e-6);
          else expect(below).toBeLessThanOrEqual(histogram.counts[0]!);
        },
      ),
    );
  });

  test('survives packing and unpacking beside others, empty ones too', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        const packed = packHistograms([histogramOf(a), histogramOf([]), histogramOf(b)]);
        const [first, empty, second] = unpackHistograms(packed) as [Histogram, Histogram, Histogram];
        expect(bytes(first, empty, second)).toBe(bytes(histogramOf(a), histogramOf([]), histogramOf(b)));
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
    expect(histogram.counts.byteLength).toBeLessThan(1000);
  });

  test('rows recorded side by side do not touch each other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), anyTime), { maxLength: 200 }), (rows) => {
        const recorder = new TimeRecorder(3);
        for (const [row, time] of rows) recorder.add(row, time);
        for (const row of [0, 1, 2]) {
          const alone = histogramOf(rows.filter(([of]) => of === row).map(([, time]) => time));
          expect(bytes(recorder.histogram(row))).toBe(bytes(alone));
        }
      }),
    );
  });

  test('refuses to hold more times than a cell can count', () => {
    const most = { first: 5, counts: Uint32Array.of(2 ** 32 - 1), sums: Float64Array.of(2 ** 32 - 1, 1, 1, 0, 0) };
    const [full] = unpackHistograms({ cells: Uint32Array.of(most.first, 1), counts: most.counts, sums: most.sums });
    expect(merged(full!).total).toBe(2 ** 32 - 1);
    expect(() => merged(full!, histogramOf([1]))).toThrow('at most 4294967295 times');
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time of %d', (time) => {
    expect(() => recorderOf([time])).toThrow(`a time of ${time} s cannot be counted`);
  });
});
