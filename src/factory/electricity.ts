/** The calm clock: walks the site's meters, prices and bill over the measured windows, fed with what the pools drew. */
import { toDollars } from '../economy/price.js';
import { chance } from '../kernel/chance.js';
import { enforced } from '../kernel/component.js';
import { Kernel } from '../kernel/kernel.js';
import { makeSite } from '../power/plan.js';
import type { Site, SiteReport } from '../power/site.js';
import type { Joules, Watts } from '../units/quantity.js';
import type { Blueprint } from './blueprint.js';

/** IT power that every chip of the site and its server is provisioned for [W]. */
export const provisionedPower = ({ pools }: Blueprint): Watts =>
  pools.reduce(
    (sum, { spec, chip, chips }) =>
      sum + spec.replicas * chips * (spec.provisioned ?? chip.power.limit.value + chip.power.server.value),
    0,
  );

/** The site of a blueprint, wired to a clock that starts with the measured time. */
export const siteOf = (blueprint: Blueprint, kernel: Kernel, replication = 0): Site => {
  const { scenario, region, calendar, zone, series } = blueprint;
  return makeSite(kernel, scenario.power, {
    name: 'site',
    calendar,
    zone,
    series,
    dollars: (money) => toDollars(money, scenario.economy.exchange),
    provisioned: provisionedPower(blueprint),
    region,
    place: {
      latitude: scenario.site.latitude ?? region.place.latitude,
      longitude: scenario.site.longitude ?? region.place.longitude,
      altitude: scenario.site.altitude ?? region.place.altitude,
    },
    chance: (purpose) => chance(scenario.seed, replication, purpose),
  });
};

/** The site's electricity over the horizon. `itJoules` is what all chips and servers of the site drew in each measured window [J].
 *  @throws LawBroken when chips, bus and bill do not agree: they are metered apart */
export const electricityOf = (blueprint: Blueprint, itJoules: Float64Array): SiteReport => {
  const { window } = blueprint;
  const kernel = new Kernel();
  const site = siteOf(blueprint, kernel);
  site.start();
  let counted: Joules = 0;
  itJoules.forEach((joules, index) => {
    site.settle(joules / window);
    counted += joules;
    kernel.run((index + 1) * window);
  });
  const report = site.report();
  site.checkAgainst(counted, enforced(site.name, kernel.now));
  return report;
};
