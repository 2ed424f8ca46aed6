import { describe, expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { plainPlan } from '../../src/compute/plan.js';
import { disaggregated } from '../../src/validation/disaggregated.js';
import { timesUnder } from '../../src/validation/load.js';
import { closedLoop, replayed } from '../../src/validation/serving-run.js';

const plan = plainPlan(findChip('h100')!, findModel('llama-3.1-8b')!, findFramework('unknown'));
const scheduling = { prefill: 'chunked', maxBatch: 256, tokenBudget: 8192 } as const;
const same = (count: number) => Array.from({ length: count }, () => ({ prompt: 500, output: 100 }));

describe('a closed loop', () => {
  test('serves every request once', () => {
    const served = closedLoop(plan, scheduling, 4, same(50));
    if (typeof served === 'string') throw new Error(served);
    expect(served.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  test('is slower for each with more inside, and never faster than with one', () => {
    const [one, many] = [1, 64].map((inFlight) =>
      timesUnder(plan, { inFlight, prompt: 500, output: 100, spread: 0.2 }),
    );
    if (typeof one !== 'object' || typeof many !== 'object') throw new Error('does not fit');
    expect(many.tpot).toBeGreaterThan(one.tpot);
    expect(many.ttft).toBeGreaterThan(one.ttft);
  });

  test('says so where the model does not fit', () => {
    const big = plainPlan(findChip('h100')!, findModel('llama-3.1-405b')!, findFramework('unknown'));
    expect(timesUnder(big, { inFlight: 1, prompt: 10, output: 10, spread: 0 })).toContain('Llama');
  });
});

test('requests far apart are served as if each were alone, whatever the window they fall in', () => {
  const served = replayed(
    plan,
    scheduling,
    [0, 100, 199.99].map((at) => ({ at, prompt: 500, output: 100 })),
  );
  if (typeof served === 'string') throw new Error(served);
  expect(new Set(served.map(({ e2e }) => e2e.toFixed(9))).size).toBe(1);
});

test('disaggregated serving obeys Little’s law below what the prompts’ side can read', () => {
  const split = { prefill: plan, decode: plan, prefillWorkers: 2, decodeWorkers: 1 };
  const few = disaggregated(split, 1, 1000, 200);
  const more = disaggregated(split, 64, 1000, 200);
  expect(more.tpot).toBeGreaterThan(few.tpot);
  expect(more.ttft).toBeGreaterThanOrEqual(few.ttft);
  const alone = timesUnder(plan, { inFlight: 1, prompt: 1000, output: 200, spread: 0 });
  if (typeof alone === 'string') throw new Error(alone);
  expect(few.tpot / alone.tpot).toBeGreaterThan(0.9);
  expect(few.tpot / alone.tpot).toBeLessThan(1.1);
});
