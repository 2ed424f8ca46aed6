import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf, replicasWithin } from '../../src/factory/sampling.js';

const load = fc.record({
  replicas: fc.integer({ min: 0, max: 2000 }),
  requestsPerReplica: fc.double({ min: 0, max: 1e6, noNaN: true }),
  meanOutput: fc.double({ min: 1, max: 5000, noNaN: true }),
});

describe('a budget', () => {
  test('simulates at least four replicas of every pool, or all it has, and never more than there are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(load),
        (budget, runs, pools) => {
          const chosen = replicasWithin(budget, runs, pools);
          chosen.forEach((count, pool) => {
            expect(count).toBeGreaterThanOrEqual(Math.min(4, pools[pool]!.replicas));
            expect(count).toBeLessThanOrEqual(pools[pool]!.replicas);
          });
        },
      ),
    );
  });

  test('ten times as large never simulates less, and an ample one everything', () => {
    fc.assert(
      fc.property(fc.array(load), (pools) => {
        const [little, more, ample] = [1, 10, 1e9].map((budget) => replicasWithin(budget, 2, pools));
        more!.forEach((count, pool) => {
          expect(count).toBeGreaterThanOrEqual(little![pool]!);
        });
        expect(ample).toEqual(pools.map(({ replicas }) => replicas));
      }),
    );
  });
});

test('groups hold every simulated replica once, are at most as large as asked, and differ by one at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 300 }), (replicas, size) => {
      const groups = groupsOf(replicas, size);
      let next = 0;
      for (const [row, { index, first, replicas: members }] of groups.entries()) {
        expect([index, first]).toEqual([row, next]);
        next += members;
      }
      expect(next).toBe(replicas);
      const sizes = groups.map((group) => group.replicas);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(size);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});
