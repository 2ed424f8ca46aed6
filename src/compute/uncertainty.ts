/** The same plan as it may be in truth: step time and draw moved within the bands that their evidence leaves (docs/model.md, evidence tiers). */
import { keyOf, threefry, uniform } from '../kernel/keyed.js';
import { inverseNormal } from '../kernel/normal.js';
import { DRAW_SIGMA } from './curves/draw-laws.js';
import { kernelSigma, maturitySigma } from './evidence.js';
import type { Plan } from './plan.js';

/** Worlds drawn from the bands: few, since each is a day simulated; evenly spread over every band, so that few suffice. */
export const DRAWS = 8;

/** A standard normal value of draw `draw` of DRAWS for one thing: the middles of DRAWS equally likely slices, in an order of that thing's own
 *  (Latin hypercube: McKay, Beckman, Conover, Technometrics 21, 1979), scaled to a variance of one. */
const drawn = (seed: number, thing: string, draw: number): number =>
  inverseNormal((orderOf(seed, thing)[draw]! + 0.5) / DRAWS) / SLICED_DEVIATION;

const SLICED_DEVIATION = Math.sqrt(
  Array.from({ length: DRAWS }, (_, slice) => inverseNormal((slice + 0.5) / DRAWS) ** 2).reduce((a, b) => a + b) /
    DRAWS,
);

const orderOf = (seed: number, thing: string): readonly number[] => {
  const words = new Uint32Array(2);
  const keys = Array.from({ length: DRAWS }, (_, slice) => {
    threefry(seed, keyOf(`uncertainty/${thing}`), slice, 0, words);
    return uniform(words[0]!);
  });
  return keys.map((_, slice) => slice).sort((a, b) => keys[a]! - keys[b]!);
};

/** The plan of one draw. Log-normal factors with a median of one: kernel times and draw, common to all pools of a chip; maturity, common to all of a
 *  framework, model and format. */
export const drawnPlan = (plan: Plan, seed: number, draw: number): Plan => {
  const { chip, model, framework, precision } = plan;
  const kernels = kernelSigma(plan) * drawn(seed, `kernels/${chip.id}`, draw);
  const maturity = maturitySigma(plan) * drawn(seed, `maturity/${framework.name}/${model.id}/${precision}`, draw);
  const watts = DRAW_SIGMA[chip.drawLaw] * drawn(seed, `draw/${chip.id}`, draw);
  return {
    ...plan,
    maturity: plan.maturity * Math.exp(kernels + maturity),
    drawFactor: plan.drawFactor * Math.exp(watts),
  };
};
