import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chip } from '../../src/compute/chips/chip.js';
import { chips, findChip } from '../../src/compute/chips/index.js';
import { frameworks } from '../../src/compute/frameworks.js';
import { distinctExperts } from '../../src/compute/kernels/routing.js';
import { chipsOf, layoutProblems, stagesOf } from '../../src/compute/layout.js';
import { weightBytes } from '../../src/compute/memory.js';
import { findModel, models } from '../../src/compute/models/index.js';
import { parameters } from '../../src/compute/models/model.js';
import { type Plan, plainPlan } from '../../src/compute/plan.js';
import { planProblems } from '../../src/compute/plan-problems.js';
import { modelRates, PRECISIONS, widePeak } from '../../src/compute/precision.js';
import { explainStep, stepModel } from '../../src/compute/step.js';
import { type Batch, verifiedBy } from '../../src/compute/step-model.js';

const able = chips.filter((chip) => widePeak(chip) !== undefined);

/** Any chip with arithmetic, any model, a lawful layout, any precision and framework; memory is not asked for, physics holds anyway. */
const plans: fc.Arbitrary<Plan> = fc
  .record({
    chip: fc.constantFrom(...able),
    model: fc.constantFrom(...models),
    framework: fc.constantFrom(...frameworks),
    tensor: fc.constantFrom(1, 2, 4, 8, 16),
    data: fc.constantFrom(1, 2, 8, 32),
    expert: fc.constantFrom(1, 2, 8, 16, 64),
    pipeline: fc.constantFrom(1, 1, 2, 4, 7),
    overlap: fc.constantFrom(0, 0, 0.7, 1),
    draftTokens: fc.constantFrom(0, 0, 1, 3),
    precision: fc.constantFrom(...PRECISIONS),
    keyValuePrecision: fc.constantFrom('bf16' as const, 'fp8' as const),
    skew: fc.double({ min: 0, max: 1, noNaN: true }),
    tunedExperts: fc.boolean(),
  })
  .map(({ chip, model, framework, tensor, data, expert, pipeline, ...choices }) =>
    plainPlan(chip, model, framework, { tensor, data, expert, pipeline }, choices),
  )
  .filter(({ layout, model }) => layoutProblems(layout, model).length === 0);

interface Asked {
  readonly decode: number;
  readonly context: number;
  readonly chunk: number;
  readonly prefix: number;
}
const asks = (decodes: { min: number }): fc.Arbitrary<Asked> =>
  fc.record({
    decode: fc.integer({ min: decodes.min, max: 2048 }),
    context: fc.integer({ min: 1, max: 200_000 }),
    chunk: fc.integer({ min: 1, max: 16_384 }),
    prefix: fc.integer({ min: 0, max: 100_000 }),
  });

const decodeBatch = (windows: readonly number[], { decode, context }: Asked): Batch => ({
  decode,
  contexts: windows.map((window) => decode * Math.min(context, window)),
  prefill: 0,
  chunks: 0,
  pairs: windows.map(() => 0),
  pairsPerLength: windows.map(() => 0),
  finished: 0,
});

const pairsOf = (window: number, prefix: number, chunk: number): number => {
  const plain = Math.max(0, Math.min(chunk, window - prefix));
  return plain * prefix + (plain * plain) / 2 + (chunk - plain) * (plain < chunk ? window : 0);
};

const prefillBatch = (windows: readonly number[], { chunk, prefix }: Asked): Batch => {
  const pairs = windows.map((window) => pairsOf(window, prefix, chunk));
  return {
    decode: 0,
    contexts: windows.map(() => 0),
    prefill: chunk,
    chunks: 1,
    pairs,
    pairsPerLength: pairs.map((pair) => pair / (prefix + chunk)),
    finished: 1,
  };
};

const both = (one: Batch, other: Batch): Batch => ({
  decode: one.decode + other.decode,
  contexts: one.contexts.map((context, index) => context + other.contexts[index]!),
  prefill: one.prefill + other.prefill,
  chunks: one.chunks + other.chunks,
  pairs: one.pairs.map((pair, index) => pair + other.pairs[index]!),
  pairsPerLength: one.pairsPerLength.map((pair, index) => pair + other.pairsPerLength[index]!),
  finished: one.finished + other.finished,
});

/** Sums in another order differ in the last digits. */
const SLACK = 1 + 1e-9;
const RUNS = { numRuns: 150 };

describe('laws of a step', () => {
  test('no step beats the speed of light of its kernels, and the shares of peak stay within one', () => {
    fc.assert(
      fc.property(plans, asks({ min: 1 }), (plan, asked) => {
        const { windows } = stepModel(plan);
        for (const batch of [decodeBatch(windows, asked), prefillBatch(windows, asked)]) {
          const step = explainStep(plan, batch);
          expect(step.seconds * SLACK).toBeGreaterThanOrEqual(step.floor);
          expect(step.computeShare).toBeLessThanOrEqual(1);
          expect(step.memoryShare).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  test('no step is faster than the data sheet allows: weights through the memory, arithmetic through the best peak', () => {
    fc.assert(
      fc.property(plans, asks({ min: 1 }), (plan, asked) => {
        const { chip, model, layout } = plan;
        const embedding = model.vocabulary * model.hidden;
        const seconds = explainStep(plan, decodeBatch(stepModel(plan).windows, asked)).seconds;
        const best = Math.max(...Object.values(chip.arithmetic).map((peak) => peak.value));
        let routers = 0;
        for (const { layers, bank } of model.feedForward) routers += layers * (bank?.experts ?? 0) * model.hidden;
        const flop = 2 * (parameters(model).active - embedding - routers) * asked.decode * (1 + plan.draftTokens);
        expect(seconds).toBeGreaterThanOrEqual(flop / (best * chipsOf(layout)));
        if (routers > 0) return;
        const lone = model.tiedEmbeddings && stagesOf(layout) === 1;
        const read = weightBytes(plan) - (lone ? 0 : (2 * embedding) / layout.tensor);
        expect(seconds * SLACK).toBeGreaterThanOrEqual(read / chip.bandwidth.value);
      }),
      RUNS,
    );
  });

  test('the additive model and the explained step agree', () => {
    fc.assert(
      fc.property(plans, asks({ min: 1 }), (plan, asked) => {
        const model = stepModel(plan);
        const batch = both(decodeBatch(model.windows, asked), prefillBatch(model.windows, asked));
        const verified = batch.decode * verifiedBy(model);
        const rest = model.rest(verified + batch.prefill, verified + batch.finished);
        const added = { seconds: 0, compute: 0, memory: 0 };
        for (const figure of ['seconds', 'compute', 'memory'] as const) {
          const of = (costs: typeof model.attention, over: readonly number[]): number =>
            costs.reduce((sum, cost, index) => sum + cost[figure] * over[index]!, 0);
          added[figure] =
            rest[figure] +
            model.decodeFloor[figure] +
            model.prefillFloor[figure] +
            of(model.attention, batch.contexts) +
            of(model.prefillPair, batch.pairs) +
            of(model.prefillPairPerLength, batch.pairsPerLength);
        }
        model.concurrent?.(added, batch);
        const step = explainStep(plan, batch);
        expect(model.floor!(batch) / step.floor).toBeCloseTo(1, 9);
        expect(Math.abs(added.seconds / step.seconds - 1)).toBeLessThan(1e-9);
        expect(Math.abs(added.compute / (step.computeShare * step.seconds) - 1)).toBeLessThan(1e-9);
        expect(Math.abs(added.memory / (step.memoryShare * step.seconds) - 1)).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  test('a step never gets shorter with more tokens, more sampled rows or more context', () => {
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(512),
        fc.nat(512),
        (plan, tokens, more, rows, extra) => {
          const model = stepModel(plan);
          const plain = model.rest(tokens, rows).seconds;
          expect(model.rest(tokens + more, rows).seconds * SLACK).toBeGreaterThanOrEqual(plain);
          expect(model.rest(tokens, rows + extra).seconds * SLACK).toBeGreaterThanOrEqual(plain);
          for (const cost of [
            ...model.attention,
            ...model.prefillPair,
            ...model.prefillPairPerLength,
            model.decodeFloor,
            model.prefillFloor,
          ]) {
            expect(cost.seconds).toBeGreaterThanOrEqual(0);
          }
          expect(model.windows[0]).toBe(Number.POSITIVE_INFINITY);
          expect(new Set(model.windows).size).toBe(model.windows.length);
        },
      ),
      RUNS,
    );
  });

  test('a mixed step takes no longer than its decode step and its prefill step together', () => {
    fc.assert(
      fc.property(plans, asks({ min: 1 }), (plan, asked) => {
        const { windows } = stepModel(plan);
        const decode = decodeBatch(windows, asked);
        const prefill = prefillBatch(windows, asked);
        const apart = explainStep(plan, decode).seconds + explainStep(plan, prefill).seconds;
        expect(explainStep(plan, both(decode, prefill)).seconds).toBeLessThanOrEqual(apart * SLACK);
      }),
      RUNS,
    );
  });

  test('fewer bytes a weight never slow a step whose kernels stay the same', () => {
    const a100 = findChip('a100')!;
    fc.assert(
      fc.property(
        fc.constantFrom(...models.filter(({ kind }) => kind === 'dense')),
        asks({ min: 1 }),
        (model, asked) => {
          const seconds = (['bf16', 'fp8', 'int4'] as const).map((precision) => {
            const plan = plainPlan(a100, model, frameworks[0]!, undefined, { precision });
            return explainStep(plan, decodeBatch(stepModel(plan).windows, asked)).seconds;
          });
          expect(seconds[1]).toBeLessThanOrEqual(seconds[0]! * SLACK);
          expect(seconds[2]).toBeLessThanOrEqual(seconds[1]! * SLACK);
        },
      ),
      RUNS,
    );
  });

  test('more bandwidth, arithmetic or link speed never slows a step', () => {
    const faster = (chip: Chip, times: number): readonly Chip[] => [
      { ...chip, bandwidth: { ...chip.bandwidth, value: chip.bandwidth.value * times } },
      {
        ...chip,
        arithmetic: Object.fromEntries(
          Object.entries(chip.arithmetic).map(([name, peak]) => [name, { ...peak, value: peak.value * times }]),
        ),
      },
      {
        ...chip,
        host: chip.host * times,
        scaleOut: chip.scaleOut * times,
        scaleUp: {
          ...chip.scaleUp,
          bandwidth: { ...chip.scaleUp.bandwidth, value: chip.scaleUp.bandwidth.value * times },
        },
      },
    ];
    fc.assert(
      fc.property(plans, asks({ min: 1 }), fc.double({ min: 1, max: 8, noNaN: true }), (plan, asked, times) => {
        const batch = decodeBatch(stepModel(plan).windows, asked);
        const before = explainStep(plan, batch).seconds;
        for (const chip of faster(plan.chip, times)) {
          expect(explainStep({ ...plan, chip }, batch).seconds).toBeLessThanOrEqual(before * SLACK);
        }
      }),
      RUNS,
    );
  });

  test('draw stays between idle and limit, and a cap is kept at the price of time', () => {
    fc.assert(
      fc.property(plans, asks({ min: 1 }), fc.double({ min: 0.05, max: 1.2, noNaN: true }), (plan, asked, share) => {
        const model = stepModel(plan);
        const step = explainStep(plan, decodeBatch(model.windows, asked));
        expect(step.watts).toBeGreaterThanOrEqual(model.idle);
        expect(step.watts).toBeLessThanOrEqual(model.peak * SLACK);
        const cap = share * model.peak;
        const held = model.capped(
          { seconds: step.seconds, compute: step.computeShare * step.seconds, memory: step.memoryShare * step.seconds },
          cap,
        );
        expect(held.seconds * SLACK).toBeGreaterThanOrEqual(step.seconds);
        if (Number.isFinite(held.seconds))
          expect(held.joules / held.seconds).toBeLessThanOrEqual(Math.min(cap, model.peak) * SLACK);
        else expect(cap).toBeLessThanOrEqual(model.idle * SLACK);
      }),
      RUNS,
    );
  });
});

test('distinct experts lie between one token’s and all, grow with tokens and shrink with skew', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 900 }),
      fc.integer({ min: 1, max: 16 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (experts, asked, tokens, skew) => {
        const topK = Math.min(asked, experts);
        const touched = distinctExperts(experts, topK, skew);
        expect(touched(tokens) * SLACK).toBeGreaterThanOrEqual(topK);
        expect(touched(tokens)).toBeLessThanOrEqual(Math.min(experts, tokens * topK) * SLACK);
        expect(touched(tokens + 1) * SLACK).toBeGreaterThanOrEqual(touched(tokens));
        expect(distinctExperts(experts, topK, Math.min(1, skew + 0.2))(tokens)).toBeLessThanOrEqual(
          touched(tokens) * SLACK,
        );
      },
    ),
  );
});

test('no kernel of any chip in any precision reaches more than its sheet', () => {
  for (const chip of chips) {
    for (const precision of PRECISIONS) {
      for (const model of [findModel('llama-3.1-8b')!, findModel('deepseek-v3')!]) {
        for (const rates of Object.values(modelRates(precision, chip, model, true))) {
          for (const share of [rates.gemm.memory, rates.gemm.compute, rates.experts.memory, rates.experts.compute]) {
            expect(share).toBeGreaterThan(0);
            expect(share).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  }
});

describe.each(chips.map((chip) => [chip.name, chip] as const))('%s', (_, chip) => {
  test('runs every model or says in a sentence why not', () => {
    for (const model of models) {
      for (const tensor of [1, 8, 16]) {
        const experts = model.feedForward.some(({ bank }) => bank !== undefined);
        const plan = plainPlan(chip, model, frameworks[0]!, { tensor, data: 1, expert: experts ? tensor : 1 });
        const problems = planProblems(plan);
        for (const problem of problems) expect(problem).toMatch(/^[A-Za-z0-9].{30,400}\.$/);
        if (problems.length > 0) continue;
        const { windows } = stepModel(plan);
        const step = explainStep(plan, decodeBatch(windows, { decode: 8, context: 1024, chunk: 0, prefix: 0 }));
        expect(step.seconds).toBeGreaterThan(0);
        expect(step.seconds).toBeLessThan(10);
        expect(step.watts).toBeGreaterThan(0);
        expect(Number.isFinite(step.joules + step.floor)).toBe(true);
      }
    }
  });
});
