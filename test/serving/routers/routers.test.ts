/** Every router on the shelf: its choices are lawful, repeatable and even. */
import { describe, expect, test } from 'vitest';
import { arrivals as arrivalsOf } from '../../../src/demand/request.js';
import { ROUTERS, routerField, routerOf } from '../../../src/serving/routers/index.js';
import { schedulerFields, schedulerFrom } from '../../../src/serving/schedulers/index.js';

const rows = arrivalsOf(4000);
rows.count = 4000;
for (let row = 0; row < rows.count; row++) rows.id[row] = row;

describe.each(ROUTERS)('$kind', ({ kind, make, stateIndependent }) => {
  test.each([1, 2, 7])('spreads requests that never end evenly over %d replicas, the same every time', (replicas) => {
    const choices = [0, 1].map(() => {
      const router = make(replicas, 5);
      const load = new Array<number>(replicas).fill(0);
      const picked: number[] = [];
      for (let row = 0; row < rows.count; row++) {
        const replica = router.pick(rows, row);
        picked.push(replica);
        router.changed(replica, ++load[replica]!);
      }
      for (const count of load) expect(Math.abs(count - 4000 / replicas)).toBeLessThan(4 * Math.sqrt(4000 / replicas));
      return picked;
    });
    expect(choices[0]).toEqual(choices[1]);
  });

  test('looks at the load of replicas exactly if it says so', () => {
    const pick = (loaded: number) => {
      const router = make(4, 5);
      router.changed(loaded, 1000);
      return Array.from({ length: 100 }, (_, row) => router.pick(rows, row));
    };
    expect(JSON.stringify(pick(0)) === JSON.stringify(pick(3))).toBe(stateIndependent);
  });

  test('is named in scenarios', () => {
    expect(routerField.parse(kind)).toBe(kind);
    expect(routerOf(kind).kind).toBe(kind);
  });
});

test('least-outstanding takes the emptiest, equals in turn', () => {
  const router = routerOf('least-outstanding').make(5, 0);
  [3, 1, 2, 1, 1].forEach((count, replica) => {
    router.changed(replica, count);
  });
  expect([0, 1, 2, 3].map((row) => router.pick(rows, row))).toEqual([1, 3, 4, 1]);
});

test('a scheduler is made of defaults that name their source', () => {
  expect(schedulerFrom(schedulerFields.parse({}))).toEqual({
    batching: 'continuous',
    prefill: 'chunked',
    order: 'first-come',
    maxBatch: 256,
    tokenBudget: 2048,
    maxWait: Math.round(0.1 * 2 ** 42),
  });
});
