import { expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { planSigma, planTier } from '../../src/compute/evidence.js';
import { type FrameworkName, findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { type Plan, plainPlan } from '../../src/compute/plan.js';

const plan = (chip: string, model: string, framework: FrameworkName = 'vllm', choices: Partial<Plan> = {}): Plan =>
  plainPlan(findChip(chip)!, findModel(model)!, findFramework(framework), undefined, choices);

test.each([
  ['h100', 'llama-3.1-8b', 'measured'],
  ['h20', 'deepseek-v3', 'measured'],
  ['gb300', 'llama-3.1-8b', 'same-generation'],
  ['rtx4090', 'llama-3.1-8b', 'same-generation'],
  ['ascend-910c', 'llama-3.1-8b', 'estimate'],
  ['mi300x', 'llama-3.1-8b', 'estimate'],
])('kernels of %s running %s are known as %s', (chip, model, tier) => {
  expect(planTier(plan(chip, model))).toBe(tier);
});

test('a measured chip does not vouch for layers nobody measured', () => {
  expect(planTier(plan('h200', 'deepseek-v3.2'))).toBe('estimate');
  expect(planTier(plan('h200', 'qwen3.5-27b'))).toBe('estimate');
});

test('nor for a format or a framework nobody measured', () => {
  expect(planTier(plan('a100', 'llama-3.1-8b', 'vllm', { precision: 'int8' }))).toBe('measured');
  expect(planTier(plan('a100', 'qwen3-30b-a3b', 'vllm', { precision: 'int8' }))).toBe('estimate');
  expect(planTier(plan('h100', 'llama-3.1-8b', 'unknown'))).toBe('estimate');
});

test('spread follows the tier, and grows where no serving run was compared', () => {
  expect(planSigma(plan('h100', 'llama-3.1-8b', 'tensorrt-llm'))).toBe(0.1);
  expect(planSigma(plan('h100', 'llama-3.1-8b', 'vllm'))).toBeCloseTo(Math.hypot(0.1, 0.14), 12);
  expect(planSigma(plan('ascend-910c', 'yi-34b'))).toBeCloseTo(Math.hypot(0.28, 0.14), 12);
});
