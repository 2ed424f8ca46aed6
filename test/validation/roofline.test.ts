import { expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { parameters } from '../../src/compute/models/model.js';
import { plainPlan } from '../../src/compute/plan.js';
import { bestRoofline, rooflineTimes } from '../../src/validation/roofline.js';

const plan = plainPlan(findChip('h100')!, findModel('llama-3.1-8b')!, findFramework('vllm'));
const load = (inFlight: number) => ({ inFlight, prompt: 128, output: 4096, spread: 0 });

test('one sequence takes as long as its weights at the share of bandwidth', () => {
  const { tpot } = rooflineTimes({ compute: 0.5, memory: 0.8 })(plan, load(1));
  const weights = (2 * parameters(plan.model).active) / 3.35e12 / 0.8;
  expect(tpot).toBeGreaterThan(weights);
  expect(tpot).toBeLessThan(1.15 * weights);
});

test('a better share is never slower, and both shares matter somewhere', () => {
  const of = (compute: number, memory: number, inFlight: number) =>
    rooflineTimes({ compute, memory })(plan, load(inFlight));
  expect(of(0.5, 0.8, 16).tpot).toBeLessThan(of(0.5, 0.4, 16).tpot);
  expect(of(0.8, 0.8, 16).ttft).toBeLessThanOrEqual(of(0.4, 0.8, 16).ttft);
});

test('no rows, no roofline', () => {
  expect(bestRoofline([])).toBeUndefined();
});
