/** Twice the house does twice the work; a sample speaks for the whole; nothing is faster than its data sheet. */
import { describe, expect, test } from 'vitest';
import { memoryPlan } from '../../src/compute/memory.js';
import { blueprintOf } from '../../src/factory/blueprint.js';
import { covered } from './coverage.js';
import { dissected, house, run, value } from './house.js';

describe('twice the replicas and twice the load', () => {
  test('write twice the tokens with twice the energy, within four standard deviations of the draws', async () => {
    const one = await run('horizon=10 minute');
    const two = await run('horizon=10 minute', 'fleet.pool.replicas=8', 'demand.chat.rate=16 request/s');
    const [few, many] = [value(one, 'requests.finished'), value(two, 'requests.finished')];
    expect(few).toBeGreaterThan(4000);
    // A compound Poisson sum of lengths with cv 1 has variance 2·mean² per request.
    const allowed = 4 * Math.sqrt(2 / few + 2 / many);
    for (const name of ['tokens.output', 'tokens.prompt', 'requests.finished'])
      expect(Math.abs(value(two, name) / value(one, name) / 2 - 1), name).toBeLessThan(allowed);
    // Idle chips draw as well, so energy varies by less than tokens do.
    for (const name of ['energy.it', 'energy.site'])
      expect(Math.abs(value(two, name) / value(one, name) / 2 - 1), name).toBeLessThan(allowed / 2);
    expect(value(two, 'chat.ttft.p50') / value(one, 'chat.ttft.p50')).toBeCloseTo(1, 1);
  });
});

describe('half of the replicas', () => {
  // At 95% the chance that fewer than 6 of 8 intervals cover is 0.6%, and the seeds are fixed; `coverage.further.ts` tries forty.
  test.each(['random', 'power-of-two'] as const)(
    'routed by %s speak for all of them: 6 or more of 8 intervals cover what the whole site wrote',
    async (router) => {
      expect(await covered(8, router)).toBeGreaterThanOrEqual(6);
    },
  );
});

describe('a chip', () => {
  const DENSE = [
    'fleet.pool.model=llama-3.1-70b',
    'demand.chat.model=llama-3.1-70b',
    'fleet.pool.precision=fp8',
    'fleet.pool.layout={tensor: 4}',
  ];

  test('writes no more tokens than its memory can read weights for, and under overload comes near', async () => {
    const sets = [...DENSE, 'fleet.pool.scheduler.maxBatch=4', 'demand.chat.rate=20 request/s'];
    const { blueprint, result } = await dissected(house(...sets));
    const { plan, spec } = blueprint.pools[0]!;
    const embedding = (plan.model.vocabulary * plan.model.hidden) / plan.layout.tensor; // a table that is looked up, not read; one byte each
    const readPerStep = memoryPlan(plan).weights - 2 * embedding;
    const bound = (spec.scheduler.maxBatch * plan.chip.bandwidth.value) / readPerStep; // tokens a second of one replica
    const reached = value(result, 'tokens.output.rate') / spec.replicas;
    expect(reached).toBeLessThan(bound);
    expect(reached).toBeGreaterThan(bound / 8);
  });

  test('reads no prompt faster than its peak arithmetic allows, and a long one nearly so', async () => {
    const sets = [
      ...DENSE,
      'demand.chat.rate=0.05 request/s',
      'demand.chat.lengths={kind: separate, prompt: 8000, output: 20}',
      'horizon=20 minute',
      'fleet.pool.scheduler.tokenBudget=8192',
    ];
    const loaded = house(...sets);
    const { plan } = blueprintOf(loaded.scenario, loaded.traces, loaded.series).pools[0]!;
    const { result } = await dissected(loaded);
    const { layers, hidden } = plan.model;
    // The bare matrices of a dense Llama layer, read off its published configuration: queries and output of the hidden size, keys and values of an eighth, three of 28,672.
    const matrices = layers * (2 * hidden * hidden + (2 * hidden * hidden) / 8 + 3 * hidden * 28_672);
    const bound = (2 * matrices * 8000) / (plan.chip.arithmetic.fp8!.value * plan.layout.tensor);
    const { p5 } = result.streams[0]!.ttft!;
    expect(p5).toBeGreaterThan(bound);
    expect(p5).toBeLessThan(4 * bound);
  });
});
