import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Meter } from '../../src/power/meter.js';

test('a meter reads the sum of power times time, however often it is read', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(10_000), fc.boolean())), (steps) => {
      let now = 0;
      let expected = 0;
      const meter = new Meter(() => now);
      for (const [seconds, watts, isRead] of steps) {
        meter.set(watts);
        now += seconds;
        expected += watts * seconds;
        if (isRead) expect(meter.read()).toBe(expected);
      }
      expect(meter.read()).toBe(expected);
      expect(meter.peak).toBe(Math.max(0, ...steps.map(([, watts]) => watts)));
    }),
  );
});
