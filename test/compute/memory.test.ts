import { describe, expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { findFramework } from '../../src/compute/frameworks.js';
import type { Layout } from '../../src/compute/layout.js';
import { capacityTokens, memoryPlan, weightBytes } from '../../src/compute/memory.js';
import { findModel } from '../../src/compute/models/index.js';
import { parameters } from '../../src/compute/models/model.js';
import { type Plan, plainPlan } from '../../src/compute/plan.js';

const plan = (chip: string, model: string, layout: Layout, choices: Partial<Plan> = {}): Plan =>
  plainPlan(findChip(chip)!, findModel(model)!, findFramework('vllm'), layout, choices);

describe('capacity', () => {
  test('Llama-3.1-8B leaves room for 440,593 tokens on an H100', () => {
    const tokens = capacityTokens(findChip('h100')!.memory.value, 0.9, 2 * 8.03e9, 3.5e9, 131_072);
    expect(Math.abs(tokens - 440_593)).toBeLessThanOrEqual(1);
  });

  test('and for 41,449 on an RTX 4090 with the small reserve, where the engine reported 41,408', () => {
    expect(capacityTokens(findChip('rtx4090')!.memory.value, 0.9, 2 * 8.03e9, 1.7e9, 131_072)).toBe(41_449);
  });

  test('the plan of a catalogue model comes to the same within the rounding of its parameters', () => {
    const memory = memoryPlan(plan('h100', 'llama-3.1-8b', { tensor: 1, data: 1, expert: 1 }));
    expect(Math.abs(memory.tokens / 440_593 - 1)).toBeLessThan(1e-4);
    expect(memory.blocks).toBe(Math.floor(memory.tokens / 16));
    expect(memory.fixedBlocks).toBe(0);
    expect(memory.maxContext).toBe(131_072);
  });
});

describe('weights', () => {
  test('on one chip are the parameters at two bytes', () => {
    const one = plan('h100', 'llama-3.1-8b', { tensor: 1, data: 1, expert: 1 });
    expect(weightBytes(one)).toBe(2 * parameters(one.model).total);
  });

  test('shared by tensor ranks add up to the parameters while key-value heads suffice', () => {
    const shared = plan('h100', 'llama-3.1-70b', { tensor: 8, data: 1, expert: 1 });
    expect(8 * weightBytes(shared)).toBe(2 * parameters(shared.model).total);
  });

  test('beyond the key-value heads some are held twice', () => {
    const shared = plan('h100', 'llama-3.1-70b', { tensor: 16, data: 1, expert: 1 });
    expect(16 * weightBytes(shared)).toBeGreaterThan(2 * parameters(shared.model).total);
  });

  test('of experts dealt to eight groups take an eighth, attention stays whole on every data rank', () => {
    const layout = { tensor: 1, data: 8, expert: 8 };
    const gathered = weightBytes(plan('h200', 'deepseek-v3', { tensor: 1, data: 1, expert: 1 }));
    const spread = weightBytes(plan('h200', 'deepseek-v3', layout));
    const experts = 58 * 256 * 3 * 7168 * 2048;
    expect(gathered - spread).toBeCloseTo((experts * 7) / 8, 0);
  });
});

describe('keys and values', () => {
  test('of grouped attention shrink with tensor ranks down to one head, a latent is whole on every rank', () => {
    const perToken = (model: string, tensor: number): number =>
      memoryPlan(plan('h200', model, { tensor, data: 1, expert: 1 })).perToken;
    expect(perToken('llama-3.1-70b', 8)).toBe(perToken('llama-3.1-70b', 1) / 8);
    expect(perToken('llama-3.1-70b', 16)).toBe(perToken('llama-3.1-70b', 8));
    expect(perToken('deepseek-v3', 8)).toBe(perToken('deepseek-v3', 1));
  });

  test('in eight bits take half', () => {
    const layout = { tensor: 1, data: 1, expert: 1 };
    const narrow = memoryPlan(plan('h100', 'qwen3-8b', layout, { keyValuePrecision: 'fp8' }));
    expect(2 * narrow.perToken).toBe(memoryPlan(plan('h100', 'qwen3-8b', layout)).perToken);
  });

  test('of windowed layers are held in whole blocks whatever the length', () => {
    const memory = memoryPlan(plan('h100', 'gpt-oss-120b', { tensor: 2, data: 1, expert: 2 }));
    expect(memory.constant).toBe(4_718_592 / 2);
    expect(memory.fixedBlocks).toBe(Math.ceil(4_718_592 / (16 * 36_864)));
  });

  test('data ranks add their rooms up, but a sequence lives on one', () => {
    const layout = (data: number): Layout => ({ tensor: 1, data, expert: 1 });
    const one = memoryPlan(plan('rtx4090', 'qwen3-8b', layout(1)));
    const four = memoryPlan(plan('rtx4090', 'qwen3-8b', layout(4)));
    expect(four.blocks).toBe(4 * one.blocks);
    expect(four.maxContext).toBe(one.maxContext);
  });
});

test('a plan that does not fit says so in a sentence a planner can act on', () => {
  const memory = memoryPlan(plan('h20', 'deepseek-v3', { tensor: 4, data: 1, expert: 4 }));
  expect(memory.fits).toBe(false);
  expect(memory.maxContext).toBe(0);
  expect(memory.sentence).toMatchInlineSnapshot(
    `"DeepSeek-V3 / R1 needs 158 GiB of weights per chip at fp8 on 4 chips, but NVIDIA H20 96GB (China) has 96 GiB, of which 86.4 GiB may be filled and 3.3 GiB is kept for activations, which leaves no room for the weights. Use more chips per replica (tensor, expert or pipeline), a smaller precision, or a chip with more memory."`,
  );
});

test('a plan that fits says how much', () => {
  expect(memoryPlan(plan('h20', 'deepseek-v3', { tensor: 16, data: 1, expert: 16 })).sentence).toMatchInlineSnapshot(
    `"DeepSeek-V3 / R1 needs 40.2 GiB of weights per chip at fp8 on 16 chips; NVIDIA H20 96GB (China) has 96 GiB, of which 86.4 GiB may be filled and 3.3 GiB is kept for activations, so 655,744 tokens of context fit in a replica."`,
  );
});
