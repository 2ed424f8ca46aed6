/** What one more kilowatt-hour or chip-hour would earn where it is the thing that runs out; where it is not, its price is 0. */
import type { Dollars, Joules, Seconds } from '../units/quantity.js';

/** What the machines earned and cost over some time. */
export interface Earnings {
  /** What buyers paid, or would pay. */
  readonly revenue: Dollars;
  readonly electricity: Dollars;
  /** Running costs beside electricity. */
  readonly cash: Dollars;
  /** Chips and building as annuities. */
  readonly annuities: Dollars;
  /** At the site meter. */
  readonly energy: Joules;
  /** Accelerators times seconds. */
  readonly machines: Seconds;
}

/** Prices while the thing binds. Power scarce and chips owned: (R − cash)/kWh; chips still to be bought: (R − cash − annuities)/kWh; chips scarce and power
 *  free to buy: (R − electricity − cash)/chip-hour, of which the part above the annuity is scarcity rent. Source: economics note, section 4. */
export const shadowPrices = ({ revenue, electricity, cash, annuities, energy, machines }: Earnings) => ({
  /** USD/J */
  energyWithOwnChips: (revenue - cash) / energy,
  energyWithChipsToBuy: (revenue - cash - annuities) / energy,
  /** USD per chip and second */
  machine: (revenue - electricity - cash) / machines,
  rent: (revenue - electricity - cash - annuities) / machines,
});
