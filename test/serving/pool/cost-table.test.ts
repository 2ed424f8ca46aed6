/** The quantised table against the physics it stands for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { CostTable, promptPairs, stepCost } from '../../../src/serving/pool/cost-table.js';
import { RestCache } from '../../../src/serving/pool/rest-cache.js';
import { constantStep, fourStages, hiddenExchange, syntheticStep } from '../synthetic-step.js';

const WINDOW = 300 * TICKS_PER_SECOND;

const met = { exchangeLonger: 0, restLonger: 0, bubbles: 0, fullPipelines: 0, drains: 0 };

describe.each([
  ['one window', { windows: [] }],
  ['three windows', { windows: [128, 1024] }],
  ['hidden communication', { windows: [128], concurrent: hiddenExchange(met) }],
  ['a pipeline', { concurrent: fourStages(met) }],
] as const)('%s', (_, options) => {
  const step = syntheticStep(options);
  const table = new CostTable(step, 256, WINDOW);

  test('time and energy of any decode step lie within a thousandth of the physics, capped or not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 30_000 }),
        fc.oneof(fc.integer({ min: 2400, max: 5600 }), fc.constant(Number.POSITIVE_INFINITY)),
        (batch, context, cap) => {
          const contexts = step.windows.map((window) => batch * Math.min(context, window));
          const attention = contexts.reduce((sum, tokens, j) => sum + table.slopes[j]! * tokens, 0);
          const piece = table.piece(table.powerState(cap), batch, attention);
          const at = (column: number) =>
            contexts.reduce(
              (sum, tokens, j) => sum + table.pieces[piece + 3 + column * contexts.length + j]! * tokens,
              table.pieces[piece + 1 + column]!,
            );
          const none = step.windows.map(() => 0);
          const cost = stepCost(step, {
            decode: batch,
            contexts,
            prefill: 0,
            chunks: 0,
            pairs: none,
            pairsPerLength: none,
            finished: 0,
          });
          const uncapped = {
            seconds: cost.seconds,
            joules: cost.seconds * step.draw(cost.compute / cost.seconds, cost.memory / cost.seconds),
          };
          const physics = cap === Number.POSITIVE_INFINITY ? uncapped : step.capped(cost, cap);
          expect(Number.isInteger(at(0)) && Number.isInteger(at(1))).toBe(true);
          expect(Math.abs(at(0) / TICKS_PER_SECOND / physics.seconds - 1)).toBeLessThan(1e-3);
          expect(Math.abs((at(1) * table.jouleQuantum) / physics.joules - 1)).toBeLessThan(1e-3);
        },
      ),
      { numRuns: 400 },
    );
  });
});

test('both sides of the bend were met', () => {
  expect(met.exchangeLonger).toBeGreaterThan(0);
  expect(met.restLonger).toBeGreaterThan(0);
  expect(met.bubbles).toBeGreaterThan(0);
});

test('a window of joules stays exact in a double', () => {
  const step = syntheticStep();
  const table = new CostTable(step, 8, WINDOW);
  expect((step.peak * (300 + 1024)) / table.jouleQuantum).toBeLessThanOrEqual(2 ** 52);
  expect(Number.isInteger(Math.log2(table.jouleQuantum))).toBe(true);
});

test('a plan without attention has one cost', () => {
  const table = new CostTable(constantStep(0.5), 4, WINDOW);
  const piece = table.piece(table.powerState(Number.POSITIVE_INFINITY), 3, 0);
  expect(table.pieces[piece + 1]).toBe(TICKS_PER_SECOND / 2);
  expect(table.pieces[piece + 2]! * table.jouleQuantum).toBeCloseTo(50, 6);
});

test('a cap that would stop a step lets it take 1,024 s', () => {
  const step = syntheticStep();
  const table = new CostTable(step, 4, WINDOW);
  const piece = table.piece(table.powerState(step.peak / 512), 1, table.slopes[0]! * 100);
  expect(table.pieces[piece + 1]! + table.pieces[piece + 3]! * 100).toBe(1024 * TICKS_PER_SECOND);
});

test('pairs of a chunk count every earlier token inside the window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (done, count, window) => {
        let pairs = 0;
        for (let token = 1; token <= count; token++) pairs += Math.min(done + token, window);
        expect(promptPairs(done, count, window)).toBe(pairs);
      },
    ),
  );
});

test('what is remembered of a step is what the model says', () => {
  const step = syntheticStep();
  const cache = new RestCache(step, 256);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 256 }), (tokens, rows) => {
      cache.find(tokens, rows);
      const cost = step.rest(tokens, rows);
      for (const share of ['seconds', 'compute', 'memory'] as const) expect(cache[share]).toBeCloseTo(cost[share], 12);
    }),
  );
});

test('a step priced below what the data sheet allows is told, and one above it is not', () => {
  const told = (floor: number): string[] => {
    const step = { ...syntheticStep(), floor: () => floor };
    const table = new CostTable(step, 8, WINDOW);
    table.piece(table.powerState(Number.POSITIVE_INFINITY), 3, table.slopes[0]! * 3000);
    const statements: string[] = [];
    table.checkLaws((holds, statement) => {
      if (!holds) statements.push(statement());
    });
    return statements;
  };
  expect(told(1e-3)).toEqual([]);
  expect(told(1)).toHaveLength(1);
  expect(told(1)[0]).toMatch(/^a step of 3 sequences takes 0\.00\d+ s, less than the 1 s that the data sheet allows$/);
});
