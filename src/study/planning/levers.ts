/** Which resource of a pool's chips holds it back: what it would serve, as quickly, with a tenth more of each. */
import { ARITHMETIC, type Chip } from '../../compute/chips/chip.js';
import { memoryPlan } from '../../compute/memory.js';
import type { Plan } from '../../compute/plan.js';
import { stepModel } from '../../compute/step.js';
import { expectedAt } from '../../serving/expected.js';
import { schedulerFrom } from '../../serving/schedulers/index.js';
import type { Ratio } from '../../units/quantity.js';
import type { AskedModel } from './asked.js';
import type { Point } from './points.js';
import { meanWork } from './ways.js';

export const LEVERS = ['arithmetic', 'memory bandwidth', 'memory', 'network'] as const;
export type Lever = (typeof LEVERS)[number];

const MORE = 1.1;

const withMore = (chip: Chip, lever: Lever): Chip => {
  const more = <One extends { readonly value: number }>(one: One): One => ({ ...one, value: MORE * one.value });
  switch (lever) {
    case 'arithmetic':
      return {
        ...chip,
        arithmetic: Object.fromEntries(
          ARITHMETIC.flatMap((name) =>
            chip.arithmetic[name] === undefined ? [] : [[name, more(chip.arithmetic[name])]],
          ),
        ),
      };
    case 'memory bandwidth':
      return { ...chip, bandwidth: more(chip.bandwidth) };
    case 'memory':
      return { ...chip, memory: more(chip.memory) };
    case 'network':
      return {
        ...chip,
        scaleUp: { ...chip.scaleUp, bandwidth: more(chip.scaleUp.bandwidth) },
        scaleOut: MORE * chip.scaleOut,
      };
  }
};

const HALVINGS = 40;

/** Requests per second of a replica at which tokens still come every `tpot` and the first after `ttft`. */
const rateWithin = (plan: Plan, { way }: Point, asked: AskedModel, tpot: number, ttft: number): number => {
  const step = stepModel(plan);
  const { blocks, fixedBlocks, maxContext } = memoryPlan(plan);
  const scheduler = schedulerFrom(way.pool.scheduler);
  const work = meanWork(asked.loads);
  const holds = (rate: number): boolean => {
    const expected = expectedAt(step, { blocks, fixedBlocks, maxContext }, scheduler, { work, rate });
    return expected !== null && expected.tpot <= tpot && expected.ttft <= ttft;
  };
  let [low, high] = [0, 4 * way.capacity];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** Requests gained by a tenth more of each resource at equal latency, as a share, in closed form; the most first. Empty where the closed form has no answer. */
export const leversOf = (
  point: Point,
  asked: AskedModel,
): readonly { readonly lever: Lever; readonly gain: Ratio }[] => {
  const expected = point.way.levels[point.level] ?? point.way.levels.findLast((level) => level !== null);
  if (expected === null || expected === undefined) return [];
  const rate = (plan: Plan): number => rateWithin(plan, point, asked, expected.tpot, expected.ttft);
  const { plan } = point.way;
  const base = rate(plan);
  if (base <= 0) return [];
  return LEVERS.map((lever) => ({ lever, gain: rate({ ...plan, chip: withMore(plan.chip, lever) }) / base - 1 })).sort(
    (a, b) => b.gain - a.gain,
  );
};
