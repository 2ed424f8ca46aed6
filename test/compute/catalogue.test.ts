import { describe, expect, test } from 'vitest';
import { catalogueFields, catalogueFrom } from '../../src/compute/catalogue.js';
import { planFields, planFrom } from '../../src/compute/fields.js';
import { growingBytes, parameters } from '../../src/compute/models/model.js';
import { planProblems } from '../../src/compute/plan-problems.js';
import { explainStep, stepModel } from '../../src/compute/step.js';
import { pathText } from '../../src/schema/issue.js';

const dollars = ({ amount }: { readonly amount: number }): number => amount;
const read = (input: unknown) => catalogueFrom(catalogueFields.parse(input), dollars);

test('an empty block leaves the shipped catalogue', () => {
  const { catalogue, issues } = read({});
  expect(issues).toEqual([]);
  expect(catalogue.chip('h20')?.id).toBe('nvidia-h20');
  expect(catalogue.model('deepseek-v3')?.id).toBe('deepseek-v3');
  expect(catalogue.chip('h2O')).toBeUndefined();
});

describe('own entries', () => {
  test('extend shipped ones, each other, and the shipped one of their own name', () => {
    const { catalogue, issues } = read({
      chips: {
        h20: { extends: 'h20', memory: '141 GB' },
        'h20-fast': { extends: 'h20', bandwidth: '4.8 TB/s' },
      },
    });
    expect(issues).toEqual([]);
    expect(catalogue.chip('h20-fast')?.memory.value).toBe(141 * 2 ** 30);
    expect(catalogue.chip('h20-fast')?.bandwidth.value).toBe(4.8e12);
  });

  test('that lead back to themselves, to nothing, or lack figures are all reported at once', () => {
    const { issues } = read({
      chips: { a: { extends: 'b' }, b: { extends: 'a' }, c: { extends: 'h21' }, d: { memory: '96 GB' } },
      models: { m: { layers: 10 } },
    });
    expect(
      issues.map(
        ({ path, expected, hint }) => `${pathText(path)}: ${expected}${hint === undefined ? '' : ` (${hint})`}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "catalogue.chips.b.extends: an entry that does not lead back to b",
        "catalogue.chips.c.extends: an entry of the catalogue (h20)",
        "catalogue.chips.d.bandwidth: a value, since d extends nothing",
        "catalogue.chips.d.arithmetic.bf16: a value, since d extends nothing",
        "catalogue.chips.d.power.limit: a value, since d extends nothing",
        "catalogue.models.m.hidden: a value, since m extends nothing",
        "catalogue.models.m.vocabulary: a value, since m extends nothing",
        "catalogue.models.m.attention: a value, since m extends nothing",
        "catalogue.models.m.feedForward: a value, since m extends nothing",
      ]
    `);
  });

  test('a model of its own counts its parameters and its cache like any other', () => {
    const { catalogue, issues } = read({
      models: {
        copy: {
          layers: 32,
          hidden: 4096,
          vocabulary: 128_256,
          attention: [{ kind: 'grouped', layers: 32, heads: 32, keyValueHeads: 8, headSize: 128 }],
          feedForward: [{ kind: 'dense', layers: 32, width: 14_336 }],
        },
      },
    });
    expect(issues).toEqual([]);
    const own = catalogue.model('copy')!;
    const shipped = catalogue.model('llama-3.1-8b')!;
    expect(parameters(own)).toEqual(parameters(shipped));
    expect(growingBytes(own, 2)).toBe(growingBytes(shipped, 2));
  });

  test('every kind of layer can be stated, and runs', () => {
    const layers = 2;
    const { catalogue } = read({
      models: {
        zoo: {
          layers: 12,
          hidden: 2048,
          vocabulary: 32_000,
          attention: [
            { kind: 'grouped', layers, heads: 16, keyValueHeads: 4, headSize: 128, window: 512, gated: true },
            {
              kind: 'latent',
              layers,
              heads: 16,
              queryLatent: 512,
              latent: 256,
              nopeSize: 64,
              ropeSize: 32,
              valueSize: 64,
              indexer: { top: 1024, heads: 4, size: 64 },
            },
            {
              kind: 'compressed',
              layers,
              heads: 16,
              headSize: 256,
              queryLatent: 512,
              outputGroups: 4,
              outputLatent: 256,
              window: 128,
              ratio: 4,
            },
            { kind: 'gated-delta-net', layers, keyHeads: 8, valueHeads: 16, headSize: 128 },
            { kind: 'kimi-delta', layers, heads: 16, headSize: 128 },
            { kind: 'mamba-2', layers, heads: 32, groups: 8, inner: 4096, state: 128 },
          ],
          feedForward: [
            { kind: 'dense', layers: 6, width: 8192, gated: false },
            {
              kind: 'experts',
              layers: 6,
              experts: 16,
              topK: 2,
              width: 1024,
              input: 1024,
              projected: true,
              sharedWidth: 512,
            },
          ],
        },
      },
    });
    const plan = planFrom(
      planFields.parse({ chip: 'h100', model: 'zoo' }),
      catalogue.chip('h100')!,
      catalogue.model('zoo')!,
    );
    expect(planProblems(plan)).toEqual([]);
    const { windows } = stepModel(plan);
    expect([...windows].sort((one, other) => one - other)).toEqual([128, 512, 1024, Number.POSITIVE_INFINITY]);
    const contexts = windows.map((window) => 8 * Math.min(window, 4096));
    const none = windows.map(() => 0);
    const step = explainStep(plan, {
      decode: 8,
      contexts,
      prefill: 0,
      chunks: 0,
      pairs: none,
      pairsPerLength: none,
      finished: 0,
    });
    expect(step.seconds).toBeGreaterThan(step.floor);
    expect(step.tier).toBe('estimate');
  });
});

describe('a plan', () => {
  const { catalogue } = read({});
  const planned = (input: object) => {
    const value = planFields.parse({ chip: 'h20', model: 'deepseek-v3', ...input });
    return planFrom(value, catalogue.chip(value.chip)!, catalogue.model(value.model)!);
  };

  test('takes the format its weights were published in and deals experts over all chips unless told otherwise', () => {
    const plan = planned({ layout: { tensor: 8, data: 2 } });
    expect(plan.precision).toBe('fp8');
    expect(plan.layout).toEqual({ tensor: 8, data: 2, expert: 16, pipeline: 1 });
    expect(plan.reserve).toBe(3.5e9);
    expect(plan.memoryShare).toBe(0.9);
    expect(plan.framework.name).toBe('vllm');
    expect(plan.expertImbalance).toBe(1.15);
    expect(planProblems(plan)).toEqual([]);
  });

  test('keeps a model without experts in one group', () => {
    expect(planned({ model: 'llama-3.1-70b', layout: { tensor: 4 } }).layout).toEqual({
      tensor: 4,
      data: 1,
      expert: 1,
      pipeline: 1,
    });
  });

  test('takes what a planner states', () => {
    const plan = planned({
      precision: 'int8',
      keyValuePrecision: 'fp8',
      framework: 'sglang',
      skew: 0,
      straggler: 1,
      reserve: '1.7 GB',
    });
    expect(plan).toMatchObject({ precision: 'int8', keyValuePrecision: 'fp8', skew: 0, straggler: 1, reserve: 1.7e9 });
  });

  test('for a chip without published arithmetic says what to state', () => {
    expect(planProblems(planned({ chip: 'mi308x', model: 'llama-3.1-8b' }))).toMatchInlineSnapshot(`
      [
        "AMD MI308X (China) has no published 16-bit arithmetic; state it as arithmetic.bf16 to use this chip.",
      ]
    `);
  });
});

test('a model may be another one transformed, step after step', () => {
  const { catalogue, issues } = read({
    models: {
      slim: {
        extends: 'llama-3.1-70b',
        transform: [
          { kind: 'prune', layers: '25%' },
          { kind: 'quantise', to: 'fp8' },
        ],
      },
    },
  });
  expect(issues).toEqual([]);
  expect(catalogue.model('slim')).toMatchObject({ layers: 60, native: 'fp8' });
  expect(catalogue.model('slim')!.caveats).toHaveLength(2);
});
