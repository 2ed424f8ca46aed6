import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel, Order } from '../../src/kernel/kernel.js';

test('at the same instant supply goes first and meters last, whatever was scheduled first', () => {
  const kernel = new Kernel();
  const seen: string[] = [];
  const events = Object.entries(Order).map(([name, order]) => kernel.event(name, order, () => seen.push(name)));
  for (const event of [...events].reverse()) kernel.after(5, event);
  kernel.run(5);
  expect(seen).toEqual(['supply', 'finish', 'arrive', 'decide', 'observe']);
});

test('what is due exactly at the end fires, and the clock stays there', () => {
  const kernel = new Kernel();
  const seen: number[] = [];
  const event = kernel.event('tick', Order.supply, (subject) => seen.push(subject));
  kernel.after(1, event, 1);
  kernel.after(2, event, 2);
  kernel.after(2.5, event, 3);
  kernel.run(2);
  expect([seen, kernel.now]).toEqual([[1, 2], 2]);
  kernel.run(2);
  kernel.run(10);
  expect([seen, kernel.now]).toEqual([[1, 2, 3], 10]);
});

test('a delay that is no time to come is refused, naming the event', () => {
  const kernel = new Kernel();
  const event = kernel.event('battery.limit', Order.supply, () => {});
  expect(() => kernel.after(Number.NaN, event)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: battery.limit: a delay of NaN s is not a time to come]`,
  );
  expect(() => kernel.after(-1, event)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: battery.limit: a delay of -1 s is not a time to come]`,
  );
  expect(() => kernel.run(Number.POSITIVE_INFINITY)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: cannot run from 0 s to Infinity s]`,
  );
  expect(() => kernel.run(Number.NaN)).toThrow(RangeError);
  kernel.run(3);
  expect(() => kernel.run(2)).toThrow(RangeError);
});

test('a delay of Infinity is never', () => {
  const kernel = new Kernel();
  kernel.after(
    Number.POSITIVE_INFINITY,
    kernel.event('never', Order.supply, () => expect.unreachable()),
  );
  kernel.run(1e300);
});

test('a timer fires once, at its latest deadline, and not when cleared', () => {
  const kernel = new Kernel();
  const fired: number[] = [];
  const timer = kernel.timer('limit', Order.supply, () => fired.push(kernel.now));
  timer.set(5);
  timer.set(9);
  kernel.run(6);
  timer.set(1);
  kernel.run(20);
  timer.set(1);
  timer.clear();
  kernel.run(30);
  expect(fired).toEqual([7]);
});

test('time never returns, whatever handlers schedule', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 }), (delays) => {
      const kernel = new Kernel();
      let before = 0;
      let fired = 0;
      const event = kernel.event('step', Order.decide, (row) => {
        expect(kernel.now).toBeGreaterThanOrEqual(before);
        before = kernel.now;
        fired++;
        const delay = delays[row];
        if (delay !== undefined) kernel.after(delay, event, row + 1);
      });
      kernel.after(0, event, 0);
      kernel.run(1000);
      expect(fired).toBe(delays.length + 1);
    }),
    { numRuns: 100 },
  );
});
