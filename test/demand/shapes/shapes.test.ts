import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeShape, shapeField, shapes } from '../../../src/demand/shapes/index.js';
import { collect, demandOf, stream } from '../streams.js';

const DAY = 86_400;
const weights = Array.from({ length: 24 }, (_, hour) => 1 + (hour % 5));
const known = [
  { shape: { kind: 'flat' }, mean: 1 },
  { shape: { kind: 'diurnal', peak: 1.8, peakHour: 20 }, mean: 1 },
  { shape: { kind: 'hourly', weights }, mean: 1 },
  { shape: { kind: 'spike', start: '3 hour', duration: '30 minute', factor: 5 }, mean: 1 + (4 * 1800) / DAY },
] as const;

/** ∫ over a day, piece by piece. */
const meanOverDay = (shape: ReturnType<typeof makeShape>): number => {
  let sum = 0;
  for (let time = 0; time < DAY; ) {
    const next = Math.min(DAY, shape.until(time));
    sum += shape.at(time) * (next - time);
    time = next;
  }
  return sum / DAY;
};

test('the table below knows every shape on the shelf', () => {
  expect(known.map((row) => row.shape.kind)).toEqual(shapes.map((entry) => entry.kind));
});

describe.each(known)('$shape', ({ shape, mean }) => {
  test('its mean over a day is the stated rate, spikes on top', () => {
    const value = shapeField.parse(shape as never);
    expect(meanOverDay(makeShape(value, 0))).toBeCloseTo(mean, 9);
  });

  test('it always names a later instant and never a negative rate', () => {
    const value = makeShape(shapeField.parse(shape as never), 5 * 3600 + 17);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10 * DAY, noNaN: true }),
        (time) => value.until(time) > time && value.at(time) >= 0,
      ),
    );
  });
});

test('a wave is highest at its peak hour by the local clock', () => {
  const value = shapeField.parse({ kind: 'diurnal', peak: 1.5, peakHour: 15 } as never);
  const startingAtNoon = makeShape(value, 12 * 3600);
  expect(startingAtNoon.at(3 * 3600)).toBeCloseTo(1.5, 4);
  expect(startingAtNoon.at(15 * 3600)).toBeCloseTo(0.5, 4);
});

test('a list of shapes multiplies', () => {
  const both = makeShape(
    shapeField.parse([
      { kind: 'hourly', weights },
      { kind: 'spike', start: '0 s', duration: '1 hour', factor: 3 },
    ] as never),
    0,
  );
  expect(both.at(10)).toBeCloseTo((3 * 1 * 24) / weights.reduce((a, b) => a + b), 12);
  expect(both.until(10)).toBe(3600);
});

test('requests follow the shape: a spike of factor 3 brings three times as many', () => {
  const { time } = collect(
    demandOf([
      stream({ arrivals: { kind: 'constant' }, shape: { kind: 'spike', start: '90 s', duration: '45 s', factor: 3 } }),
    ]),
    5,
  );
  const within = (from: number, to: number) => time.filter((at) => at >= from && at < to).length;
  expect(Math.abs(within(90, 135) - 3 * 450)).toBeLessThanOrEqual(1);
  expect(Math.abs(within(0, 90) - 900)).toBeLessThanOrEqual(1);
  expect(Math.abs(within(135, 300) - 1650)).toBeLessThanOrEqual(1);
});

test('a factor of zero is silence, and the stream goes on afterwards', () => {
  const { time } = collect(
    demandOf([stream({ shape: { kind: 'spike', start: '60 s', duration: '60 s', factor: 0 } })]),
    4,
  );
  expect(time.filter((at) => at >= 60 && at < 120)).toEqual([]);
  expect(time.filter((at) => at >= 120).length).toBeGreaterThan(1000);
});
