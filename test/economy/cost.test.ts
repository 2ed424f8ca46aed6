import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costByType, electricityByDraw, type PoolCost, poolCostByPhase } from '../../src/economy/cost.js';
import type { CostByType } from '../../src/measure/result.js';

const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
const phase = fc.record({ seconds: amount, electricity: amount });
const pool: fc.Arbitrary<PoolCost> = fc.record({
  decode: phase,
  prefill: phase,
  idle: phase,
  capacity: amount,
  cached: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('electricity by draw', () => {
  test('charges each joule the marginal PUE and leaves the fixed losses to nobody', () => {
    // 100 J of chips at a marginal PUE of 1.1 and 40 J of fixed losses: 150 J at the meter for 3 USD
    const { dollars, shared } = electricityByDraw(3, 150, 1.1, [60, 40]);
    expect(dollars[0]).toBeCloseTo((3 * 66) / 150, 12);
    expect(dollars[1]).toBeCloseTo((3 * 44) / 150, 12);
    expect(shared).toBeCloseTo((3 * 40) / 150, 12);
  });

  test('adds up, and gives nobody anything where nothing was drawn', () => {
    fc.assert(
      fc.property(amount, fc.array(amount), (dollars, draws) => {
        const site = draws.reduce((sum, joules) => sum + 1.2 * joules, 1);
        const shares = electricityByDraw(dollars, site, 1.2, draws);
        const sum = shares.dollars.reduce((total, share) => total + share, shares.shared);
        expect(Math.abs(sum - dollars)).toBeLessThanOrEqual(1e-9 * Math.max(1, dollars));
        expect(shares.shared).toBeGreaterThanOrEqual(-1e-9 * Math.max(1, dollars));
      }),
    );
    expect(electricityByDraw(0, 0, 1.2, [0])).toEqual({ dollars: [0], shared: 0 });
  });
});

describe('cost by token type', () => {
  test('worked by hand: two thirds of the time written, a sixth read, a sixth idle', () => {
    const one: PoolCost = {
      decode: { seconds: 40, electricity: 6 },
      prefill: { seconds: 10, electricity: 3 },
      idle: { seconds: 10, electricity: 1 },
      capacity: 60,
    };
    const cost: CostByType = costByType('fullTco', [one], 5, { output: 23, input: 1300 });
    expect(cost).toEqual({
      boundary: 'fullTco',
      output: { dollars: 46, perToken: 2 },
      input: { dollars: 13, perToken: 0.01 },
      cached: null,
      common: 16,
    });
  });

  test('the parts sum to the whole', () => {
    fc.assert(
      fc.property(fc.array(pool), amount, (pools, shared) => {
        const { output, input, cached, common } = costByType('fullTco', pools, shared, {
          output: 1,
          input: 1,
          cached: 1,
        });
        const whole = pools.reduce(
          (sum, { decode, prefill, idle, capacity }) =>
            sum + decode.electricity + prefill.electricity + idle.electricity + capacity,
          shared,
        );
        expect(Math.abs(output.dollars + input.dollars + cached!.dollars + common - whole)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, whole),
        );
      }),
    );
  });

  test('a time too short to divide by bears its share and no more', () => {
    const instant = { seconds: 5e-324, electricity: 0 };
    const never = { seconds: 0, electricity: 0 };
    expect(poolCostByPhase({ decode: instant, prefill: never, idle: never, capacity: 1e6 }).decode).toBe(1e6);
  });

  test('a pool that never ran bears its cost in common, and no token has a price', () => {
    const dark = { seconds: 0, electricity: 0 };
    expect(poolCostByPhase({ decode: dark, prefill: dark, idle: dark, capacity: 9 })).toEqual({
      decode: 0,
      prefill: 0,
      idle: 9,
    });
    expect(costByType('fullTco', [], 0, { output: 0, input: 0 }).output.perToken).toBeNull();
  });
});
