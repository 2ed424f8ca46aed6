import { mean, standardDeviation } from 'simple-statistics';
import { expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { DRAW_SIGMA } from '../../src/compute/curves/draw-laws.js';
import { kernelSigma, maturitySigma, planSigma } from '../../src/compute/evidence.js';
import { findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { type Plan, plainPlan } from '../../src/compute/plan.js';
import { stepModel } from '../../src/compute/step.js';
import { DRAWS, drawnPlan } from '../../src/compute/uncertainty.js';

const plan = (chip: string, model = 'llama-3.1-8b'): Plan =>
  plainPlan(findChip(chip)!, findModel(model)!, findFramework('vllm'));
const draws = (of: Plan, seed = 1) => Array.from({ length: DRAWS }, (_, draw) => drawnPlan(of, seed, draw));

test('factors have a median of one and the spread of their band', () => {
  for (const chip of ['h100', 'ascend-910c', 'rtx4090']) {
    const one = plan(chip);
    const watts = draws(one).map(({ drawFactor }) => Math.log(drawFactor));
    expect(mean(watts)).toBeCloseTo(0, 10);
    expect(standardDeviation(watts)).toBeCloseTo(DRAW_SIGMA[one.chip.drawLaw], 10);
    const times = draws(one).map(({ maturity }) => Math.log(maturity));
    expect(mean(times)).toBeCloseTo(0, 10);
    expect(standardDeviation(times)).toBeGreaterThan(0.5 * planSigma(one));
    expect(standardDeviation(times)).toBeLessThan(kernelSigma(one) + maturitySigma(one) + 1e-9);
  }
});

test('pools of one chip move together in draw, another seed moves them otherwise', () => {
  const [small, large] = [plan('h20'), plan('h20', 'llama-3.1-70b')];
  expect(draws(small).map(({ drawFactor }) => drawFactor)).toEqual(draws(large).map(({ drawFactor }) => drawFactor));
  expect(draws(small).map(({ drawFactor }) => drawFactor)).not.toEqual(
    draws(small, 2).map(({ drawFactor }) => drawFactor),
  );
});

test('no draw lifts a chip above its limit or lets it fall below idle', () => {
  for (const factor of [0.01, 1, 100]) {
    const step = stepModel({ ...plan('h100'), drawFactor: factor });
    for (const share of [0, 0.3, 1]) {
      expect(step.draw(share, share)).toBeLessThanOrEqual(step.peak);
      expect(step.draw(share, share)).toBeGreaterThanOrEqual(step.idle);
    }
  }
});
