/** How a publisher ran a framework's servers: what a request waited there before the scheduler saw it. */
import { recipes } from './calibrated.js';
import { type Framework, withFrontEnd } from './frameworks.js';

export interface Recipe {
  readonly publisher: string;
  /** Catalogue name. */
  readonly framework: string;
  /** [ms] */
  readonly fixed: number;
  /** Writing steps until the scheduler looks for newcomers. */
  readonly steps: number;
  /** Configurations it was fitted on. */
  readonly configurations: number;
}

/** A framework as a publisher ran it; with its own front end where nobody compared. */
export const asRunBy = (publisher: string, framework: Framework): Framework => {
  const recipe = recipes.find((one) => one.publisher === publisher && one.framework === framework.name);
  return recipe === undefined ? framework : withFrontEnd(framework, recipe.fixed / 1e3, recipe.steps);
};
