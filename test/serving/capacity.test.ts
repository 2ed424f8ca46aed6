/** Capacity in closed form against a saturated simulation. */
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { capacity } from '../../src/serving/capacity.js';
import { Group } from '../../src/serving/pool/group.js';
import type { MemorySpec, SchedulerSpec } from '../../src/serving/pool/spec.js';
import { counterIndex } from '../../src/serving/pool/spec.js';
import { type Ask, listed } from './demands.js';
import { fourStages, hiddenExchange, syntheticStep } from './synthetic-step.js';

const ample: MemorySpec = { blocks: 100_000, fixedBlocks: 0, maxContext: 40_000 };
const usual: SchedulerSpec = {
  batching: 'continuous',
  prefill: 'chunked',
  order: 'first-come',
  maxBatch: 64,
  tokenBudget: 2048,
  maxWait: 0,
};

/** Requests per second that finish in the second half of a run that never wants for work. */
const saturated = (
  memory: MemorySpec,
  scheduler: SchedulerSpec,
  prompt: number,
  output: number,
  step = syntheticStep(),
): number => {
  const windows = 20;
  const offered = 1.6 * capacity(step, memory, scheduler, { prompt, output });
  const asks: Ask[] = [];
  for (let index = 0; index < offered * windows * 30; index++) {
    const seconds = index / offered;
    const window = Math.floor(seconds / 30);
    // Lengths spread evenly over ±half their mean, so that ends do not fall together.
    const spread = (share: number, mean: number) => Math.round(mean * (0.5 + ((index * share) % 1)));
    asks.push({
      window,
      time: Math.floor((seconds - 30 * window) * TICKS_PER_SECOND),
      prompt: Math.max(1, spread(0.618034, prompt)),
      output: Math.max(1, spread(0.754878, output)),
    });
  }
  const group = new Group(
    {
      replicas: 1,
      step,
      memory,
      scheduler,
      router: 'round-robin',
      windowTicks: 30 * TICKS_PER_SECOND,
      seed: 0,
      firstReplica: 0,
    },
    listed(asks),
  );
  let finished = 0;
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    if (window >= windows / 2) finished += group.windowCounters()[counterIndex.finished]!;
  }
  expect(group.waiting).toBeGreaterThan(0);
  return finished / ((windows / 2) * 30);
};

describe.each(['first', 'chunked'] as const)('prompts %s', (prefill) => {
  test.each([
    [500, 200, 64, 100_000],
    [1200, 60, 128, 100_000],
    [100, 600, 32, 100_000],
  ])(
    '%d prompt and %d output tokens, at most %d together in %d blocks: within 5%%',
    (prompt, output, maxBatch, blocks) => {
      const memory = { ...ample, blocks };
      const scheduler = { ...usual, prefill, maxBatch };
      const expected = capacity(syntheticStep(), memory, scheduler, { prompt, output });
      const measured = saturated(memory, scheduler, prompt, output);
      expect(measured / expected).toBeGreaterThan(0.95);
      expect(measured / expected).toBeLessThan(1.05);
    },
  );
});

test('where memory binds, spread and preemption take less than a tenth more', () => {
  const memory = { ...ample, blocks: 2000 };
  const scheduler = { ...usual, maxBatch: 256 };
  const expected = capacity(syntheticStep(), memory, scheduler, { prompt: 800, output: 300 });
  const measured = saturated(memory, scheduler, 800, 300);
  expect(measured / expected).toBeGreaterThan(0.9);
  expect(measured / expected).toBeLessThan(1.05);
});

test.each([
  ['verified drafts', { speculation: { drafts: 1, acceptance: 0.7 } }],
  ['many verified drafts', { speculation: { drafts: 4, acceptance: 0.6 } }],
  ['hidden communication', { concurrent: hiddenExchange({ exchangeLonger: 0, restLonger: 0 }) }],
  ['a pipeline', { concurrent: fourStages({ bubbles: 0, fullPipelines: 0, drains: 0 }) }],
] as const)('with %s, within 5%%', (_, options) => {
  const step = syntheticStep(options);
  const expected = capacity(step, ample, usual, { prompt: 500, output: 200 });
  const measured = saturated(ample, usual, 500, 200, step);
  expect(measured / expected).toBeGreaterThan(0.95);
  expect(measured / expected).toBeLessThan(1.05);
});

test('a request longer than the context has no capacity', () => {
  expect(capacity(syntheticStep(), { ...ample, maxContext: 100 }, usual, { prompt: 90, output: 20 })).toBe(0);
});

test('more places never serve fewer requests', () => {
  const at = (maxBatch: number) =>
    capacity(syntheticStep(), ample, { ...usual, maxBatch }, { prompt: 500, output: 200 });
  for (let places = 8; places < 256; places *= 2) expect(at(2 * places)).toBeGreaterThanOrEqual(at(places));
});

test('a cap above every draw changes nothing, a tighter one serves less and never more than its watts allow', () => {
  const step = syntheticStep();
  const work = { prompt: 500, output: 200 };
  const of = (cap: number) => capacity(step, ample, usual, work, cap);
  expect(of(step.peak)).toBe(capacity(step, ample, usual, work));
  expect(of(0.8 * step.peak)).toBeLessThanOrEqual(of(step.peak));
  expect(of(0.5 * step.peak)).toBeLessThanOrEqual(of(0.8 * step.peak));
});
