/** What must be loaded before a scenario can be run in this thread. */
import { loadSolver } from '../optimise/solver.js';
import { usesSolver } from '../power/plan.js';
import type { Scenario } from '../scenario/scenario.js';

/** Loads the solver where some part of the site plans ahead; nothing else waits. */
export const ready = async ({ power }: Scenario): Promise<void> => {
  if (usesSolver(power)) await loadSolver();
};
