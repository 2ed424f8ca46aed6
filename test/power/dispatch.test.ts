import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispatch, nextOf } from '../../src/power/dispatch.js';

const offer = (least: number, ...bids: [number, number][]) => ({
  least,
  bids: bids.map(([watts, cost]) => ({ watts, cost })),
});

describe('dispatch by merit order', () => {
  test('must-run first, then the cheapest, and the next watt is named with its price', () => {
    const offers = [offer(10, [50, 3]), offer(0, [60, 1], [40, 5])];
    const found = dispatch(100, offers);
    expect(found.given).toEqual([40, 60]);
    expect(nextOf(found.given, offers)).toEqual({ source: 0, cost: 3 });
    expect([found.missing, found.surplus]).toEqual([0, 0]);
  });

  test('equal prices go by the order of the list', () => {
    expect(dispatch(30, [offer(0, [40, 2]), offer(0, [40, 2])]).given).toEqual([30, 0]);
  });

  test('what nobody can serve is missing and has no next watt; must-run that nobody needs is left over', () => {
    expect(dispatch(100, [offer(0, [60, 1])])).toEqual({ given: [60], missing: 40, surplus: 0 });
    expect(dispatch(5, [offer(20, [60, 1])])).toEqual({ given: [20], missing: 0, surplus: 15 });
    expect(nextOf([60], [offer(0, [60, 1])])).toBeNull();
  });

  const offers = fc.array(
    fc.record({
      least: fc.nat(20),
      bids: fc.array(fc.record({ watts: fc.nat(50), cost: fc.integer({ min: -5, max: 20 }) }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('power is conserved, nobody passes an offer, and no other split of the same demand is cheaper', () => {
    fc.assert(
      fc.property(offers, fc.nat(200), fc.nat(1000), (all, demand, seed) => {
        const { given, missing, surplus } = dispatch(demand, all);
        expect(given.reduce((sum, watts) => sum + watts, 0) + missing).toBeCloseTo(demand + surplus, 9);
        const cost = (powers: readonly number[]) =>
          powers.reduce((sum, watts, row) => {
            let left = watts - all[row]!.least;
            const bids = [...all[row]!.bids].sort((a, b) => a.cost - b.cost);
            return (
              sum +
              bids.reduce((dollars, bid) => {
                const taken = Math.min(left, bid.watts);
                left -= taken;
                return dollars + taken * bid.cost;
              }, 0)
            );
          }, 0);
        given.forEach((watts, row) => {
          const most = all[row]!.least + all[row]!.bids.reduce((sum, bid) => sum + bid.watts, 0);
          expect(watts).toBeGreaterThanOrEqual(all[row]!.least);
          expect(watts).toBeLessThanOrEqual(most);
        });
        // Moving one watt from any source to any other never saves money.
        const [from, to] = [seed % all.length, (seed >> 3) % all.length];
        const most = all[to]!.least + all[to]!.bids.reduce((sum, bid) => sum + bid.watts, 0);
        if (from !== to && given[from]! - 1 >= all[from]!.least && given[to]! + 1 <= most) {
          const moved = given.map((watts, row) => (row === from ? watts - 1 : row === to ? watts + 1 : watts));
          expect(cost(moved)).toBeGreaterThanOrEqual(cost(given) - 1e-9);
        }
      }),
    );
  });
});
