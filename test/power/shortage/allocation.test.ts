/** The watt that is worth least goes first: hulls, the greedy choice, and the teaching figures of a uniform cap against switching off. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capCurves } from '../../../src/compute/curves/caps.js';
import { allocate, type Setting, upperHull } from '../../../src/power/shortage/allocation.js';

const PARKED: Setting = { watts: 0, worth: 0, active: 0, cap: 0 };
/** A hall of one chip class at full load: watts and worth in shares of its own, with what its servers draw beside. */
const hall = (curve: keyof typeof capCurves, server = 0): Setting[] =>
  capCurves[curve].map(([draw, throughput]) => ({ watts: draw + server, worth: throughput, active: 1, cap: draw }));

const worth = (settings: readonly Setting[]): number => settings.reduce((sum, one) => sum + one.worth, 0);
const watts = (settings: readonly Setting[]): number => settings.reduce((sum, one) => sum + one.watts, 0);

describe('a quarter of the power of all chips gone', () => {
  test.each([
    ['module', 0.074],
    ['pcie', 0.067],
  ] as const)('costs %s chips %d of their tokens by a cap, and a quarter by switching off', (curve, lost) => {
    const [capped] = allocate([upperHull(hall(curve))], 0.75);
    expect(1 - capped!.worth).toBeCloseTo(lost, 3);
    const [off] = allocate([upperHull([PARKED, hall(curve).at(-1)!])], 0.75);
    expect(1 - off!.worth).toBeCloseTo(0.25, 12);
    expect(off!.active).toBeCloseTo(0.75, 12);
  });

  test('with servers that draw 40% beside the chips, the same cut of the hall costs 12% and 20%: power.md, section 5', () => {
    for (const [curve, lost] of [
      ['module', 0.12],
      ['pcie', 0.2],
    ] as const) {
      const [capped] = allocate([upperHull(hall(curve, 0.4))], 1.4 * 0.75);
      expect(1 - capped!.worth).toBeCloseTo(lost, 2);
    }
  });
});

test('deep cuts of PCIe chips switch some off and run the others at their best cap', () => {
  const [deep] = allocate([upperHull([PARKED, ...hall('pcie', 0.4)])], 0.7);
  expect(deep!.active).toBeGreaterThan(0);
  expect(deep!.active).toBeLessThan(1);
  const steepest = hall('pcie', 0.4).toSorted((a, b) => b.worth / b.watts - a.worth / a.watts)[0]!;
  expect(deep!.cap).toBe(steepest.cap);
  expect(deep!.watts).toBeCloseTo(0.7, 12);
});

const tables = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 8 })
    .map((points) => points.map(([draw, value]): Setting => ({ watts: draw, worth: value, active: 1, cap: draw }))),
  { minLength: 1, maxLength: 4 },
);

test('an upper hull is concave, keeps the dearest point and lies on or above every point', () => {
  fc.assert(
    fc.property(tables, ([table]) => {
      const hull = upperHull(table!);
      for (let at = 2; at < hull.length; at++) {
        const [a, b, c] = [hull[at - 2]!, hull[at - 1]!, hull[at]!];
        expect((b.worth - a.worth) * (c.watts - b.watts)).toBeGreaterThan((c.worth - b.worth) * (b.watts - a.watts));
      }
      expect(hull.at(-1)!.worth).toBe(Math.max(...table!.map((one) => one.worth)));
      for (const point of table!) {
        const [best] = allocate([hull], Math.max(point.watts, hull[0]!.watts));
        expect(best!.worth).toBeGreaterThanOrEqual(point.worth - 1e-9);
      }
    }),
  );
});

test('the budget is kept wherever it can be, more watts never make less worth, and no other choice of points is worth more', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 0, max: 400 }), fc.infiniteStream(fc.nat()), (all, budget, dice) => {
      const hulls = all.map(upperHull);
      const settings = allocate(hulls, budget);
      const least = watts(hulls.map((hull) => hull[0]!));
      expect(watts(settings)).toBeLessThanOrEqual(Math.max(budget, least) + 1e-9);
      expect(worth(allocate(hulls, budget + 10))).toBeGreaterThanOrEqual(worth(settings) - 1e-9);
      const other = all.map((table) => table[dice.next().value! % table.length]!);
      if (watts(other) <= budget && budget >= least) expect(worth(other)).toBeLessThanOrEqual(worth(settings) + 1e-9);
    }),
  );
});
