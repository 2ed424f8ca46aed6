/** The dispatch program against arithmetic: arbitrage by hand, duals against finite differences, the peak's shares, negative prices. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSolver } from '../../../src/optimise/solver.js';
import { type DispatchProblem, DispatchProgram, optimumOf, regretOf } from '../../../src/power/storage/optimum.js';

const MW = 1e6;
const MWH = 3.6e9;
const perMwh = (price: number) => price / MWH;

beforeAll(loadSolver);

const problem = (prices: readonly number[], changes: Partial<DispatchProblem> = {}): DispatchProblem => ({
  step: 3600,
  price: prices.map(perMwh),
  load: prices.map(() => 5 * MW),
  free: prices.map(() => 0),
  limit: 100 * MW,
  exportLimit: 0,
  exportPrice: prices.map(() => 0),
  store: {
    power: 2 * MW,
    floor: 0,
    full: 4 * MWH,
    start: 0,
    end: 0,
    chargeEfficiency: 0.9,
    dischargeEfficiency: 0.9,
    wear: 0,
  },
  demandCharge: 0,
  lostLoad: perMwh(10_000),
  ...changes,
});

describe('the dispatch program', () => {
  test('buys at 20, sells at 100, and earns what arithmetic says', () => {
    const found = optimumOf(problem([20, 100]))!;
    // 2 MWh bought, 1.8 inside, 1.62 given: 5·20 + 5·100 + 2·20 − 1.62·100
    expect(found.cost).toBeCloseTo(600 + 40 - 162, 6);
    expect([...found.store].map((power) => power / MW)).toEqual([-2, expect.closeTo(1.62, 9)]);
  });

  test('does nothing where the gap does not pay for the losses', () => {
    const found = optimumOf(problem([90, 100]))!;
    expect(found.store.every((power) => Math.abs(power) < 1)).toBe(true);
    expect(found.cost).toBeCloseTo(950, 6);
  });

  test('the marginal price of each hour is what one more joule of load costs, by finite difference', () => {
    const prices = [20, 60, 100, 40, 80, 10];
    const base = problem(prices, { limit: 6.5 * MW });
    const found = optimumOf(base)!;
    prices.forEach((_, hour) => {
      const more = optimumOf({ ...base, load: prices.map((__, at) => 5 * MW + (at === hour ? 1000 : 0)) })!;
      expect((more.cost - found.cost) / (1000 * 3600)).toBeCloseTo(found.marginal[hour]!, 13);
    });
  });

  test('what a joule inside is worth is what it would save, by finite difference', () => {
    const base = problem([50, 80, 30], { store: { ...problem([]).store, start: 1 * MWH } });
    const found = optimumOf(base)!;
    const richer = optimumOf({ ...base, store: { ...base.store, start: 1 * MWH + 3.6e6 } })!;
    expect((found.cost - richer.cost) / 3.6e6).toBeCloseTo(found.worth[0]!, 13);
  });

  test('a demand charge is borne by the peak hours, and its shares sum to it', () => {
    const load = [3, 7, 5, 7].map((megawatts) => megawatts * MW);
    const found = optimumOf(problem([30, 30, 30, 30], { load, demandCharge: 0.01 }))!;
    const sum = found.peakShare.reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(0.01, 9);
    expect(found.peakShare[0]).toBeCloseTo(0, 12);
    expect(found.peak).toBeLessThan(7 * MW);
  });

  test('negative prices raise charging and never burn energy by charging and discharging at once', () => {
    const found = optimumOf(problem([-50, -50, -50, 100]))!;
    expect(Math.min(...found.store)).toBeCloseTo(-2 * MW, 3);
    let level = 0;
    for (const power of found.store) {
      level += power < 0 ? -power * 0.9 : -power / 0.9;
      expect(level * 3600).toBeLessThanOrEqual(4 * MWH * (1 + 1e-9));
    }
  });

  test('load that nobody can serve costs its value', () => {
    const found = optimumOf(problem([20, 20], { limit: 4 * MW }))!;
    expect(found.unserved.map((power) => power / MW)).toEqual(Float64Array.of(1, 1));
    expect(found.marginal[0]).toBeCloseTo(perMwh(10_000), 12);
  });

  test('changed prices solved again give what a new program gives', () => {
    const program = new DispatchProgram(problem([20, 100, 30]));
    program.solve();
    program.reprice([90, 20, 80].map(perMwh));
    expect(program.solve()!.cost).toBeCloseTo(optimumOf(problem([90, 20, 80]))!.cost, 9);
    program.close();
  });

  test('regret is relative to the oracle', () => {
    expect(regretOf(110, 100)).toBeCloseTo(0.1, 12);
    expect(regretOf(-90, -100)).toBeCloseTo(0.1, 12);
    expect(regretOf(1, 0)).toBeNull();
  });
});
