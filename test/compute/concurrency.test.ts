/** Communication behind computation, and stages behind each other: the closed forms of docs/model.md beside the model. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { findFramework } from '../../src/compute/frameworks.js';
import type { Layout } from '../../src/compute/layout.js';
import { memoryPlan, weightBytes } from '../../src/compute/memory.js';
import { findModel } from '../../src/compute/models/index.js';
import { type Plan, plainPlan, replicaChips } from '../../src/compute/plan.js';
import { planProblems } from '../../src/compute/plan-problems.js';
import { explainStep, stepModel } from '../../src/compute/step.js';
import { batchOf } from '../../src/validation/batch.js';

const vllm = findFramework('vllm');
const plan = (chip: string, model: string, layout: Layout, choices: Partial<Plan> = {}): Plan =>
  plainPlan(findChip(chip)!, findModel(model)!, vllm, layout, choices);

describe('overlap of communication and computation', () => {
  const wide = (overlap: number): Plan =>
    plan('h100', 'deepseek-v3', { tensor: 1, data: 72, expert: 72 }, { precision: 'fp8', overlap });
  const exchanged = (batch: ReturnType<typeof batchOf>): number =>
    explainStep(wide(0), batch).parts.reduce(
      (sum, { name, seconds }) => sum + (name === 'all-to-all' ? seconds : 0),
      0,
    );

  test.each([
    ['decode', batchOf(wide(0), 72 * 128, 4096)],
    ['prompts', batchOf(wide(0), 0, 0, 72 * 4, 4096)],
    ['both', batchOf(wide(0), 72 * 64, 4096, 72, 4096)],
  ])('%s: max + (1 − ω)·min of what exchanges and what does not', (_, batch) => {
    const { seconds } = explainStep(wide(0), batch);
    const exchange = exchanged(batch);
    const [longer, shorter] = [Math.max(exchange, seconds - exchange), Math.min(exchange, seconds - exchange)];
    expect(shorter).toBeGreaterThan(0.05 * seconds);
    for (const overlap of [0.3, 0.7, 1]) {
      expect(explainStep(wide(overlap), batch).seconds / (longer + (1 - overlap) * shorter)).toBeCloseTo(1, 9);
    }
  });

  test('the same work in less time draws no fewer watts, and costs no more joules', () => {
    const batch = batchOf(wide(0), 72 * 128, 4096);
    const [plain, beside] = [explainStep(wide(0), batch), explainStep(wide(0.7), batch)];
    expect(beside.watts).toBeGreaterThanOrEqual(plain.watts);
    expect(beside.joules).toBeLessThanOrEqual(plain.joules);
  });

  test('changes nothing where there is nothing to hide, and makes the figure an estimate where there is', () => {
    const alone = plan('h100', 'llama-3.1-8b', { tensor: 1, data: 1, expert: 1 }, { overlap: 0.7 });
    expect(stepModel(alone).concurrent).toBeUndefined();
    expect(stepModel(wide(0)).concurrent).toBeUndefined();
    expect(explainStep(wide(0.7), batchOf(wide(0), 72, 4096)).tier).toBe('estimate');
  });
});

describe('a pipeline', () => {
  const staged = (pipeline: number, model = 'llama-3.1-70b'): Plan =>
    plan('h100', model, { tensor: 4, data: 1, expert: 1, pipeline }, { precision: 'fp8' });
  /** 10 µs, and 8,192 16-bit numbers a token over NVLink: both stages of four stand in one box of eight. */
  const hop = (tokens: number, link = 450e9): number => 10e-6 + (tokens * 8192 * 2) / link;
  const host = vllm.host.value;

  test('a full one takes a step of one micro-batch through all layers, one host and one hop more a stage', () => {
    const step = explainStep(staged(2), batchOf(staged(1), 128, 2048)).seconds;
    const alone = explainStep(staged(1), batchOf(staged(1), 64, 2048)).seconds;
    expect(step / (alone + host + hop(64))).toBeCloseTo(1, 9);
  });

  test('one sequence passes all stages alone; the others wait', () => {
    const step = explainStep(staged(2), batchOf(staged(1), 1, 2048));
    const alone = explainStep(staged(1), batchOf(staged(1), 1, 2048));
    expect(step.seconds / (alone.seconds + host + hop(1))).toBeCloseTo(1, 9);
    expect((step.memoryShare * step.seconds) / (alone.memoryShare * alone.seconds)).toBeCloseTo(1 / 2, 9);
  });

  test('a prompt read alone fills and drains it: m + p − 1 stages for m micro-batches', () => {
    const step = explainStep(staged(2), batchOf(staged(1), 0, 0, 1, 8192)).seconds;
    const halves = batchOf(staged(1), 0, 0, 1, 8192);
    const half = {
      ...halves,
      prefill: 4096,
      pairs: halves.pairs.map((pairs) => pairs / 2),
      pairsPerLength: halves.pairsPerLength.map((pairs) => pairs / 2),
    };
    const micro = explainStep(staged(1), half).seconds + host;
    expect(step / ((3 * micro) / 2 + hop(4096))).toBeCloseTo(1, 3);
  });

  test('beyond one box the hop goes over the network port', () => {
    const four = explainStep(staged(4), batchOf(staged(1), 256, 2048)).seconds;
    const alone = explainStep(staged(1), batchOf(staged(1), 64, 2048)).seconds;
    expect(four / (alone + 3 * host + 3 * hop(64, 50e9))).toBeCloseTo(1, 9);
  });

  test('the largest stage sets the pace where layers do not divide', () => {
    const uneven = plan('h100', 'llama-3.1-70b', { tensor: 4, data: 1, expert: 1, pipeline: 3 }, { precision: 'fp8' });
    const full = explainStep(uneven, batchOf(staged(1), 192, 2048)).seconds;
    const alone = explainStep(staged(1), batchOf(staged(1), 64, 2048)).seconds;
    expect(full / ((alone + 2 * host) * (27 / (80 / 3)))).toBeCloseTo(1, 9);
  });

  test('holds the weights and the cache of its layers alone, and counts all its chips', () => {
    const [one, two] = [staged(1), staged(2)];
    const embedding = (2 * 128_256 * 8192) / 4;
    expect(weightBytes(two)).toBe((weightBytes(one) - 2 * embedding) / 2 + embedding);
    expect(memoryPlan(two).perToken).toBe(memoryPlan(one).perToken / 2);
    expect(memoryPlan(two).tokens).toBeGreaterThan(2 * memoryPlan(one).tokens);
    expect(replicaChips(two)).toBe(8);
    expect(stepModel(two).peak).toBe(2 * stepModel(one).peak);
  });

  test('lets a model in that one stage cannot hold, and says what fits on how many chips', () => {
    const big = (pipeline: number) =>
      plan('h100', 'llama-3.1-405b', { tensor: 8, data: 1, expert: 1, pipeline }, { precision: 'bf16' });
    expect(planProblems(big(1))[0]).toContain('leaves no room for the weights');
    expect(planProblems(big(2))).toEqual([]);
    expect(memoryPlan(big(2)).sentence).toContain('on 16 chips');
    expect(planProblems(staged(81))[0]).toBe('Llama 3.1 70B has 80 layers, too few for 81 pipeline stages.');
  });

  test('never takes longer for fewer sequences, and writes no faster than its stages one after the other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('llama-3.1-70b', 'deepseek-v3', 'qwen3-30b-a3b'),
        fc.integer({ min: 2, max: 8 }),
        fc.constantFrom(1, 2, 8),
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 100 }),
        (model, pipeline, data, sequences, more) => {
          const layout = { tensor: 1, data, expert: model === 'llama-3.1-70b' ? 1 : data };
          const stages = plan('h200', model, { ...layout, pipeline }, { precision: 'fp8' });
          const single = plan('h200', model, layout, { precision: 'fp8' });
          const seconds = (of: Plan, count: number) => explainStep(of, batchOf(single, count, 1024)).seconds;
          expect(seconds(stages, sequences + more) * (1 + 1e-9)).toBeGreaterThanOrEqual(seconds(stages, sequences));
          expect(seconds(stages, sequences) * pipeline).toBeGreaterThan(seconds(single, sequences));
        },
      ),
      { numRuns: 100 },
    );
  });
});
