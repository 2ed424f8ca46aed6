/** A simulated day under other prices: meters, bill, capital and books are done again, no request is. */
import { withPrices } from '../factory/blueprint.js';
import { electricityOf } from '../factory/electricity.js';
import { isReactive, type Scenario } from '../scenario/scenario.js';
import type { Day } from './outcome.js';
import { siteDraw } from './world.js';

/** The same day priced as `scenario` says; its events must be those of the day (`eventsKey`). */
export const repriced = ({ blueprint, world }: Day, scenario: Scenario): Day => {
  const priced = withPrices(blueprint, { ...scenario, sampling: blueprint.scenario.sampling });
  const pools = world.pools.map((own, row) => ({ ...own, pool: priced.pools[row]! }));
  /** Where supply reaches back to the chips it is part of the events, and stays. */
  const site = isReactive(scenario)
    ? world.site
    : electricityOf(priced, siteDraw(pools, world.site.intervals.length, priced.window));
  return { blueprint: priced, world: { ...world, pools, site } };
};
