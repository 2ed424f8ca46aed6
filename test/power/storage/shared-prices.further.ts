/** What a battery would have earned at the prices of ten zones in 2023: two programs that share no code, held against each other and against the table of the design note; skipped where the file is not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DiskFiles } from '../../../src/cli/files.js';
import { loadSolver } from '../../../src/optimise/solver.js';
import { readSeries } from '../../../src/power/series/table.js';
import { type DispatchProblem, DispatchProgram } from '../../../src/power/storage/optimum.js';

const file = join(import.meta.dirname, '../../../../shared/data/power/price_2023_usd_per_mwh.csv');
const isThere = existsSync(file);
if (!isThere) console.warn(`skipped: no hourly prices at ${file}`);

/** power.md section 13, last column: 1 MW / 4 MWh, round trip 0.85, perfect foresight, no wear, 16-step dynamic programme [k$ a year]. */
const EARNED = {
  'US-TEX-ERCO': 208, 'US-CAL-CISO': 57, 'US-MIDA-PJM': 61, 'DE-LU': 100, FR: 84,
  SG: 344, 'IN-WE': 71, 'JP-TK': 55, 'AU-VIC': 219, ZA: 109,
}; // biome-ignore format: the row of the table

const MEGAWATT = 1e6;
const MEGAWATT_HOUR = 3.6e9;
const CAPACITY = 4;
const STEPS = 16;
const EACH_WAY = Math.sqrt(0.85);

/** Best earnings [USD] of 1 MW / 4 MWh that starts empty and holds one of `STEPS` + 1 levels at each full hour: whole steps of a quarter of
 *  a megawatt-hour inside, of which three fit through a charger of 1 MW in an hour, and four come out. */
const byLevels = (prices: readonly number[]): number => {
  const step = CAPACITY / STEPS;
  const up = Math.floor(EACH_WAY / step);
  const down = Math.floor(1 / EACH_WAY / step);
  let best = new Float64Array(STEPS + 1).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  for (const price of prices) {
    const next = new Float64Array(STEPS + 1).fill(Number.NEGATIVE_INFINITY);
    for (let level = 0; level <= STEPS; level++) {
      for (let moved = -Math.min(down, level); moved <= Math.min(up, STEPS - level); moved++) {
        const bought = moved > 0 ? (moved * step) / EACH_WAY : moved * step * EACH_WAY;
        next[level + moved] = Math.max(next[level + moved]!, best[level]! - price * bought);
      }
    }
    best = next;
  }
  return Math.max(...best);
};

const arbitrage = (prices: readonly number[]): DispatchProblem => {
  const price = prices.map((dollars) => dollars / MEGAWATT_HOUR);
  const none = new Float64Array(prices.length);
  return {
    step: 3600,
    price,
    load: none,
    free: none,
    limit: MEGAWATT,
    exportLimit: MEGAWATT,
    exportPrice: price,
    store: {
      power: MEGAWATT,
      floor: 0,
      full: CAPACITY * MEGAWATT_HOUR,
      start: 0,
      end: 0,
      chargeEfficiency: EACH_WAY,
      dischargeEfficiency: EACH_WAY,
      wear: 0,
    },
    demandCharge: 0,
    lostLoad: 1,
  };
};

describe.runIf(isThere)('a battery at the prices of 2023', () => {
  beforeAll(loadSolver);
  const answer = isThere ? readSeries(new DiskFiles().bytes(file), Object.keys(EARNED)) : null;
  const pricesOf = (zone: string): readonly number[] => {
    if (answer === null || 'issues' in answer) throw new Error(JSON.stringify(answer));
    return [...answer.table.columns.get(zone)!];
  };

  test.each(Object.entries(EARNED))(
    'in %s earns %d k$ in whole steps, and at most 8% more without them',
    (zone, table) => {
      const prices = pricesOf(zone);
      const stepped = byLevels(prices);
      expect(Math.abs(stepped / 1000 - table)).toBeLessThanOrEqual(1);
      const program = new DispatchProgram(arbitrage(prices));
      const free = -program.solve()!.cost;
      program.close();
      expect(free).toBeGreaterThanOrEqual(stepped);
      expect(free).toBeLessThanOrEqual(1.08 * stepped);
    },
  );

  test('solved again at dearer imports gives what solving afresh gives', () => {
    const prices = pricesOf('DE-LU');
    const program = new DispatchProgram(arbitrage(prices));
    const before = program.solve()!.cost;
    program.reprice(prices.map((dollars) => (1.1 * dollars) / MEGAWATT_HOUR));
    const fresh = new DispatchProgram({
      ...arbitrage(prices),
      price: prices.map((dollars) => (1.1 * dollars) / MEGAWATT_HOUR),
    });
    const [warm, cold] = [program.solve()!.cost, fresh.solve()!.cost];
    expect(warm / cold).toBeCloseTo(1, 9);
    expect(warm).not.toBeCloseTo(before, 0);
    program.close();
    fresh.close();
  });
});
