/** Why a plan cannot run, in sentences a planner can act on. */
import { idleDraw } from './draw.js';
import { layoutProblems } from './layout.js';
import { memoryPlan } from './memory.js';
import type { Plan } from './plan.js';
import { widePeak } from './precision.js';

/** Everything wrong with a plan; empty if it runs. A plan with problems has no step model. */
export const planProblems = (plan: Plan): readonly string[] => {
  const { chip, model, layout } = plan;
  const problems = [...layoutProblems(layout, model)];
  if (widePeak(chip) === undefined) {
    problems.push(`${chip.name} has no published 16-bit arithmetic; state it as arithmetic.bf16 to use this chip.`);
  }
  if (plan.cap <= idleDraw(chip)) {
    problems.push(
      `${chip.name} is capped at ${plan.cap} W, no more than the ${idleDraw(chip)} W it draws with nothing to do, so nothing can run.`,
    );
  }
  if (problems.length > 0) return problems;
  const memory = memoryPlan(plan);
  return memory.fits ? [] : [memory.sentence];
};
