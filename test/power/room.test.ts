import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enforced } from '../../src/kernel/component.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { Room, timeTo } from '../../src/power/room.js';

const spec = {
  supply: 24,
  rise: 60,
  timeConstant: 300,
  throttle: 40,
  restore: 30,
  failures: [{ from: 600, to: 1200 }],
};

const roomAt = (values: Partial<typeof spec> = {}, load = 1) => {
  const kernel = new Kernel();
  const room = new Room('room', kernel, { ...spec, ...values });
  const told: [number, boolean][] = [];
  room.throttled.to((hot) => told.push([kernel.now, hot]));
  room.start();
  room.setLoad(load);
  return { kernel, room, told };
};

describe('a hall whose cooling fails', () => {
  test('throttles its chips at τ ln[(T0 − T∞)/(T* − T∞)] and lets go on the way down', () => {
    const { kernel, room, told } = roomAt();
    kernel.run(3600);
    const hot = 600 + 300 * Math.log((24 - 84) / (40 - 84));
    const highest = 84 - 60 * Math.exp(-2);
    const cool = 1200 + 300 * Math.log((highest - 24) / (30 - 24));
    expect(told).toEqual([
      [expect.closeTo(hot, 6), true],
      [expect.closeTo(cool, 6), false],
    ]);
    expect(room.record.hottest).toBeCloseTo(highest, 9);
    expect(room.record.throttled).toBeCloseTo(cool - hot, 6);
  });

  test('climbs more slowly at part load, and not far enough at a quarter', () => {
    const half = roomAt({}, 0.5);
    half.kernel.run(3600);
    expect(half.told[0]![0]).toBeCloseTo(600 + 300 * Math.log((24 - 54) / (40 - 54)), 6);
    const quarter = roomAt({}, 0.25);
    quarter.kernel.run(3600);
    expect(quarter.told).toEqual([]);
    expect(quarter.room.record.throttled).toBe(0);
  });

  test('cools as soon as the load falls, and meets the same temperature however often it is asked', () => {
    const { kernel, room } = roomAt();
    const plain = roomAt();
    for (let time = 10; time <= 1500; time += 10) {
      kernel.run(time);
      room.setLoad(1);
      room.check(enforced('room', time));
      plain.kernel.run(time);
      expect(room.temperature).toBeCloseTo(plain.room.temperature, 9);
    }
    kernel.run(1600);
    const before = room.temperature;
    kernel.run(1700);
    expect(room.temperature).toBeLessThan(before);
  });
});

test('the time to a temperature brings it there, and is never where it is not on the way', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 1, max: 1e4, noNaN: true }),
      (share, timeConstant) => {
        const mark = 20 + share * 50;
        const time = timeTo(mark, 20, 70, timeConstant);
        expect(70 - 50 * Math.exp(-time / timeConstant)).toBeCloseTo(mark, 6);
      },
    ),
  );
  expect(timeTo(80, 20, 70, 300)).toBe(Number.POSITIVE_INFINITY);
  expect(timeTo(70, 20, 70, 300)).toBe(Number.POSITIVE_INFINITY);
  expect(timeTo(30, 35, 70, 300)).toBe(0);
});
