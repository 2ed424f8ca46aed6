import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findChip } from '../../../src/compute/chips/index.js';
import { findFramework } from '../../../src/compute/frameworks.js';
import { findModel, models } from '../../../src/compute/models/index.js';
import { growingBytes, type Model, parameters } from '../../../src/compute/models/model.js';
import { distil, teachingFlop } from '../../../src/compute/models/transformations/distil.js';
import { prune } from '../../../src/compute/models/transformations/prune.js';
import { quantise } from '../../../src/compute/models/transformations/quantise.js';
import { sparsify } from '../../../src/compute/models/transformations/sparsify.js';
import { keptLayers } from '../../../src/compute/models/transformations/transformation.js';
import { plainPlan } from '../../../src/compute/plan.js';
import { stepModel } from '../../../src/compute/step.js';

const llama = findModel('llama-3.1-70b')!;
const deepseek = findModel('deepseek-v3')!;
const shares = fc.integer({ min: 5, max: 100 }).map((share) => share / 100);
const anyModel = fc.constantFrom(...models);
const step = (model: Model) =>
  stepModel(
    plainPlan(findChip('h200')!, model, findFramework('vllm'), { tensor: 8, data: 1, expert: 8 }, { precision: 'fp8' }),
  );

describe('layers that are left', () => {
  test('are whole, of every kind, and their share of all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
        shares,
        (layers, share) => {
          const kept = keptLayers(layers, share);
          expect(kept.every((count, kind) => Number.isInteger(count) && count >= 1 && count <= layers[kind]!)).toBe(
            true,
          );
          const wanted = layers.reduce((sum, count) => sum + count * share, 0);
          const sum = kept.reduce((total, count) => total + count, 0);
          expect(sum).toBeGreaterThanOrEqual(Math.round(wanted));
          if (layers.every((count) => count * share >= 1)) expect(sum).toBe(Math.round(wanted));
        },
      ),
    );
    expect(keptLayers([3, 58], 0.75)).toEqual([2, 44]);
  });
});

describe('quantise', () => {
  test('changes the format and nothing else that is computed', () => {
    const model = quantise({ to: 'int4' })(llama);
    expect(model.native).toBe('int4');
    expect(parameters(model)).toEqual(parameters(llama));
    expect(growingBytes(model, 2)).toBe(growingBytes(llama, 2));
    expect(model.caveats).toHaveLength(1);
  });
});

describe('prune', () => {
  test('half the layers: half of everything but the embeddings', () => {
    const model = prune({ layers: 0.5, width: 0, experts: 0 })(llama);
    const embeddings = 2 * llama.vocabulary * llama.hidden;
    expect(model.layers).toBe(40);
    expect(parameters(model).total - embeddings).toBe((parameters(llama).total - embeddings) / 2);
    expect(growingBytes(model, 2)).toBe(growingBytes(llama, 2) / 2);
  });

  test('half the experts: routed weights halve, a token still visits as many', () => {
    const bank = (model: Model) => model.feedForward.find((layer) => layer.bank !== undefined)!.bank!;
    const model = prune({ layers: 0, width: 0, experts: 0.5 })(deepseek);
    expect(bank(model)).toMatchObject({ experts: bank(deepseek).experts / 2, topK: bank(deepseek).topK });
    expect(parameters(model).total).toBeLessThan(0.55 * parameters(deepseek).total);
    expect(parameters(model).active).toBeGreaterThan(0.99 * parameters(deepseek).active);
  });

  test('nothing taken out leaves the same model', () => {
    expect(prune({ layers: 0, width: 0, experts: 0 })(llama)).toBe(llama);
  });

  test('never makes a model larger or a step slower, and leaves its original alone', () => {
    fc.assert(
      fc.property(anyModel, shares, shares, (model, layers, width) => {
        const before = parameters(model).total;
        const pruned = prune({ layers: 1 - layers, width: 1 - width, experts: 0 })(model);
        expect(parameters(pruned).total).toBeLessThanOrEqual(before);
        expect(parameters(model).total).toBe(before);
        expect(growingBytes(pruned, 2)).toBeLessThanOrEqual(growingBytes(model, 2));
      }),
      { numRuns: 200 },
    );
    const whole = step(llama).rest(64, 64).seconds;
    expect(step(prune({ layers: 0.25, width: 0.25, experts: 0 })(llama)).rest(64, 64).seconds).toBeLessThan(whole);
  });
});

describe('distil', () => {
  test('tells what teaching takes: 2 per teacher and 6 per student parameter and token', () => {
    const student = distil({ layers: 0.5, width: 0.5, tokens: 1e12 })(llama);
    const flop = teachingFlop(llama, student, 1e12);
    expect(flop).toBe(1e12 * (2 * parameters(llama).active + 6 * parameters(student).active));
    expect(student.caveats![0]).toContain(flop.toExponential(1));
    expect(parameters(student).total).toBeLessThan(0.5 * parameters(llama).total);
  });
});

describe('sparsify', () => {
  test('twice the experts, half of them visited: twice the routed weights, half the routed work', () => {
    const model = sparsify({ experts: 2, active: 0.5 })(deepseek);
    const bank = model.feedForward.find((layer) => layer.bank !== undefined)!.bank!;
    expect(bank).toMatchObject({ experts: 512, topK: 4 });
    expect(parameters(model).total).toBeGreaterThan(1.9 * parameters(deepseek).total);
    expect(parameters(model).active).toBeLessThan(0.75 * parameters(deepseek).active);
  });

  test('a dense model is left as it is, and told so', () => {
    const model = sparsify({ experts: 2, active: 0.5 })(llama);
    expect(parameters(model)).toEqual(parameters(llama));
    expect(model.caveats![0]).toContain('no experts');
  });
});
