/** Verdicts on pools that keep up, fall behind, and recover. */
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { capacity } from '../../src/serving/capacity.js';
import { Group } from '../../src/serving/pool/group.js';
import { counterIndex } from '../../src/serving/pool/spec.js';
import { verdict, type WindowLoad } from '../../src/serving/verdict.js';
import { type Ask, listed } from './demands.js';
import { syntheticStep } from './synthetic-step.js';

const step = syntheticStep();
const memory = { blocks: 20_000, fixedBlocks: 0, maxContext: 4000 };
const scheduler = {
  batching: 'continuous',
  prefill: 'chunked',
  order: 'first-come',
  maxBatch: 32,
  tokenBudget: 2048,
  maxWait: 0,
} as const;
const work = { prompt: 400, output: 100 };
const most = capacity(step, memory, scheduler, work);

/** A run of 16 windows of 10 s with this load, as a share of capacity, in each. */
const run = (loads: readonly number[]): WindowLoad[] => {
  const asks: Ask[] = loads.flatMap((load, window) =>
    Array.from({ length: Math.round(load * most * 10) }, (_, index, count = Math.round(load * most * 10)) => ({
      window,
      time: Math.floor((index / count) * 10 * TICKS_PER_SECOND),
      ...work,
    })),
  );
  const group = new Group(
    {
      replicas: 1,
      step,
      memory,
      scheduler,
      router: 'round-robin',
      windowTicks: 10 * TICKS_PER_SECOND,
      seed: 0,
      firstReplica: 0,
    },
    listed(asks),
  );
  return loads.map((_, window) => {
    group.advance(window);
    const counters = group.windowCounters();
    return {
      arrived: counters[counterIndex.arrived]!,
      ended: counters[counterIndex.finished]! + counters[counterIndex.refused]!,
      waiting: group.waiting,
      outstanding: group.outstanding,
    };
  });
};

const level = (load: number) => Array.from({ length: 16 }, () => load);

describe('a verdict on a simulated pool', () => {
  test.each([0, 0.3, 0.6, 0.85])('at %d of capacity it is STABLE', (load) => {
    expect(verdict(run(level(load)))).toBe('STABLE');
  });

  test.each([1.15, 1.5, 3])('at %d of capacity it is OVERLOADED', (load) => {
    expect(verdict(run(level(load)))).toBe('OVERLOADED');
  });

  test('a peak that is still being worked off is BACKLOGGED', () => {
    expect(verdict(run([...level(0.5).slice(0, 6), 3, 3, 3, ...level(0.6).slice(0, 7)]))).toBe('BACKLOGGED');
  });

  test('a peak that has been worked off is STABLE', () => {
    expect(verdict(run([...level(0.3).slice(0, 3), 2, ...level(0.3).slice(0, 12)]))).toBe('STABLE');
  });
});

test('nothing simulated is nothing wrong', () => {
  expect(verdict([])).toBe('STABLE');
});
