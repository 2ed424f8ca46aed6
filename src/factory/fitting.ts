/** Which layouts of a model on a kind of chip fit and run, the cheapest first: by closed form, for plans that no one has laid out. */
import type { Chip } from '../compute/chips/chip.js';
import { planFrom } from '../compute/fields.js';
import { chipsOf } from '../compute/layout.js';
import { memoryPlan } from '../compute/memory.js';
import type { Model } from '../compute/models/model.js';
import { planProblems } from '../compute/plan-problems.js';
import { stepModel } from '../compute/step.js';
import type { PoolSpec } from '../scenario/scenario.js';
import { capacity, type Work } from '../serving/capacity.js';
import { schedulerFrom } from '../serving/schedulers/index.js';

/** Degrees that are tried: powers of two, up to a rack's worth of chips in a replica. */
const TENSOR = [1, 2, 4, 8, 16] as const;
const DATA = [1, 2, 4, 8, 16] as const;
const MOST_CHIPS = 64;

export interface Fitting {
  readonly layout: PoolSpec['layout'];
  readonly chips: number;
  /** Requests a second that one chip serves at saturation. */
  readonly perChip: number;
}

/** What a pool of this layout would serve per chip; 0 where it does not run. */
const perChipOf = (spec: PoolSpec, chip: Chip, model: Model, work: Work): number => {
  const plan = planFrom(spec, chip, model);
  if (planProblems(plan).length > 0) return 0;
  const step = stepModel(plan);
  const { blocks, fixedBlocks, maxContext } = memoryPlan(plan);
  const served = capacity(
    step,
    { blocks, fixedBlocks, maxContext },
    schedulerFrom(spec.scheduler),
    work,
    plan.cap * step.chips,
  );
  return served / step.chips;
};

/** Every layout that fits, by requests per chip, most first; ties go to fewer chips. The pool's own layout is among those tried. */
export const fittings = (spec: PoolSpec, chip: Chip, model: Model, work: Work): readonly Fitting[] => {
  const isExpert = model.feedForward.some(({ bank }) => bank !== undefined);
  const tried = TENSOR.flatMap((tensor) =>
    DATA.filter((data) => tensor * data <= MOST_CHIPS && (isExpert || data === 1)).map((data): PoolSpec['layout'] => ({
      ...spec.layout,
      tensor,
      data,
      expert: undefined,
    })),
  );
  return [spec.layout, ...tried]
    .map((layout) => ({
      layout,
      chips: chipsOf({ ...layout, expert: 1 }),
      perChip: perChipOf({ ...spec, layout }, chip, model, work),
    }))
    .filter(({ perChip }) => perChip > 0)
    .sort((a, b) => b.perChip - a.perChip || a.chips - b.chips);
};
