/** A site's year in closed form: from the draw the scenario states, or from the draw that a simulation measured. */
import type { SiteYear } from '../economy/electricity-share.js';
import { toDollars } from '../economy/price.js';
import type { Blueprint } from '../factory/blueprint.js';
import { provisionedPower } from '../factory/electricity.js';
import { chance } from '../kernel/chance.js';
import { flatLoadPrice, flatLoadPue } from '../power/plan.js';
import { type Ratio, SECONDS_PER_YEAR } from '../units/quantity.js';
import { capacitiesOf } from './money.js';
import type { World } from './world.js';

/** How a site draws power over a year. */
export interface YearDraw {
  /** Mean draw of chips and servers over what is provisioned. */
  readonly utilisation: Ratio;
  /** Mean site power over mean IT power. */
  readonly pue: Ratio;
  /** Delivered price [USD/J]. */
  readonly price: number;
}

const holdingsOf = (blueprint: Blueprint): SiteYear['holdings'] => {
  const capacities = capacitiesOf(blueprint);
  return blueprint.pools.map(({ spec, chips }, row) => ({
    terms: capacities[row]!.terms,
    rent: capacities[row]!.rent,
    accelerators: spec.replicas * chips,
  }));
};

/** A year of 8,760 h at one draw: E = 8760 h · P · u · PUE · p (docs/model.md, cost boundaries). */
export const siteYear = (blueprint: Blueprint, { utilisation, pue, price }: YearDraw): SiteYear => ({
  holdings: holdingsOf(blueprint),
  joules: SECONDS_PER_YEAR * provisionedPower(blueprint) * utilisation * pue,
  price,
});

/** The draw that the scenario states: its utilisation, the PUE at it, and what a flat load pays over a year;
 *  null where no utilisation is stated. */
export const statedDraw = (blueprint: Blueprint): YearDraw | null => {
  const { scenario, region, calendar, zone, series } = blueprint;
  const { utilisation } = scenario.economy;
  if (utilisation === undefined) return null;
  const dollars = (money: Parameters<typeof toDollars>[0]) => toDollars(money, scenario.economy.exchange);
  return {
    utilisation,
    pue: flatLoadPue(
      scenario.power,
      { calendar, series, region, provisioned: provisionedPower(blueprint) },
      utilisation,
    ),
    price: flatLoadPrice(scenario.power, {
      calendar,
      zone,
      series,
      dollars,
      region,
      chance: (purpose) => chance(scenario.seed, 0, purpose),
    }),
  };
};

/** The draw of a simulated run, as its meters read it. */
export const measuredDraw = (blueprint: Blueprint, { site }: World): YearDraw => {
  const seconds = site.intervals.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    utilisation: site.itJoules / (provisionedPower(blueprint) * seconds),
    pue: site.siteJoules / site.itJoules,
    price: site.dollars / site.siteJoules,
  };
};
