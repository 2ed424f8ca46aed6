import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { chipDraw, clocked } from '../../src/compute/draw.js';
import { planTier } from '../../src/compute/evidence.js';
import { findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { plainPlan } from '../../src/compute/plan.js';
import { planProblems } from '../../src/compute/plan-problems.js';
import { stepModel } from '../../src/compute/step.js';

const h100 = findChip('h100')!;
const at = (clock: number, cap = Number.POSITIVE_INFINITY) =>
  plainPlan(clocked(h100, clock), findModel('llama-3.1-8b')!, findFramework('vllm'), undefined, { clock, cap });
const clocks = fc.integer({ min: 30, max: 100 }).map((share) => share / 100);

test('the highest clock changes nothing', () => {
  expect(clocked(h100, 1)).toBe(h100);
  expect(chipDraw(h100, 0.4, 0.3, { drawFactor: 1, clock: 1 })).toBe(chipDraw(h100, 0.4, 0.3));
});

test('a lower clock never speeds a step up and never draws more for the same shares', () => {
  fc.assert(
    fc.property(clocks, clocks, fc.integer({ min: 1, max: 8192 }), (a, b, tokens) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(stepModel(at(low)).rest(tokens, 1).seconds).toBeGreaterThanOrEqual(
        stepModel(at(high)).rest(tokens, 1).seconds,
      );
      expect(stepModel(at(low)).draw(0.5, 0.5)).toBeLessThanOrEqual(stepModel(at(high)).draw(0.5, 0.5));
    }),
  );
});

test('writing waits for memory and hardly notices the clock, reading slows with it', () => {
  const slower = (tokens: number) =>
    stepModel(at(0.6)).rest(tokens, 1).seconds / stepModel(at(1)).rest(tokens, 1).seconds;
  expect(slower(1)).toBeLessThan(1.02);
  expect(slower(8192)).toBeGreaterThan(1.4);
  expect(slower(8192)).toBeLessThan(1 / 0.6);
});

test('a cap at the idle draw is a plan that cannot run, told in a sentence', () => {
  expect(planProblems(at(1, 70))).toEqual([expect.stringContaining('capped at 70 W')]);
  expect(planProblems(at(1, 71))).toEqual([]);
});

test('under a cap or a lower clock step times are an estimate', () => {
  expect(planTier(at(1))).toBe('measured');
  expect(planTier(at(1, 500))).toBe('estimate');
  expect(planTier(at(0.8))).toBe('estimate');
});
