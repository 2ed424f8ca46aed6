/** One metered part of a tariff: it watches the load, charges for what it measures, and prints its own lines of the bill. */
import type { Stream } from '../../kernel/chance.js';
import type { Money } from '../../units/parse.js';
import type { Dollars, DollarsPerJoule, Ratio, Seconds, Watts } from '../../units/quantity.js';
import type { Month } from '../calendar.js';
import type { SeriesContext } from '../series/aligned.js';
import type { Signal } from '../signal.js';

/** What a line is charged for; a bill adds up its lines by these. `supply` is what sources of one's own cost beside the grid's tariff. */
export const GROUPS = [
  'energy',
  'wires',
  'demand',
  'capacity',
  'fixed',
  'supply',
  'export',
  'adjustment',
  'tax',
] as const;
export type Group = (typeof GROUPS)[number];

/** A time in which one more joule through the meter also raises what is charged for a peak. */
export interface PeakPrice {
  readonly from: Seconds;
  readonly to: Seconds;
  /** USD/J. Over all such times of a month, price times length is what one more watt of peak costs. */
  readonly price: DollarsPerJoule;
}

/** A line of one month, as a facilities manager would read it. The amount is quantity times price. */
export interface Charge {
  readonly label: string;
  readonly group: Group;
  /** Metered quantity in `unit`. */
  readonly quantity: number;
  /** `kWh`, `kW-month`, `kVA-month`, `kW` of coincident hours, `month`; `USD` where a percentage is taken of other lines. */
  readonly unit: string;
  /** Price per that unit in `currency`. */
  readonly price: number;
  readonly currency: string;
  readonly dollars: Dollars;
  /** The window that decided: its mean power and when it began, where a line charges for a peak. */
  readonly peak?: { readonly watts: Watts; readonly at: Seconds };
  /** When one more joule would raise this line, where it charges for a peak: known once the month is over, or the run. */
  readonly peaks?: readonly PeakPrice[];
  /** What the quantity does not say by itself: an agreed demand, a ratchet. */
  readonly note?: string;
}

/** A charge with the part of its month that was metered, in simulated time. */
export interface BillLine extends Charge {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** A time of constant power that lies within one calendar month. */
export interface Stretch {
  /** Power through the meter into the site. */
  readonly power: Watts;
  /** Power through the meter out of the site. */
  readonly exported: Watts;
  readonly from: Seconds;
  readonly to: Seconds;
  readonly month: Month;
  /** What the parts above this one charged for the same stretch. */
  readonly above: Dollars;
}

export interface TariffPart {
  /** What one more joule costs now [USD/J]; 0 for parts that do not charge for energy. */
  readonly energyPrice: Signal;
  /** True where the price hangs on what was drawn before, so that it may not be remembered. */
  readonly hangsOnUse?: boolean;
  /** Of parts that take a share of what the parts above charge: that share. */
  readonly share?: Ratio;
  /** What one joule out of the site earns now [USD/J]; only parts that pay for export have it. */
  readonly exportPrice?: Signal;
  /** Measures a stretch and returns what this adds to the bill. Calls come in order of time. What is priced by the month is due for the
   *  share of the month that has passed, so a later stretch may lower what an earlier one added, and a whole month is charged once. */
  charge(stretch: Stretch): Dollars;
  /** Lines of the month so far. */
  lines(): readonly Charge[];
  /** The month is over and its lines are printed: meters begin again, contracts remember. */
  turn(): void;
}

/** What every part is told about the site it serves. */
export interface TariffContext extends SeriesContext {
  /** Local time at the site [s east of UTC]; used by parts that state no zone of their own. Months follow it. */
  readonly zone: Seconds;
  /** Turns a stated price into dollars at the run's stated exchange rate. */
  dollars(money: Money): Dollars;
  /** A stream of draws for one purpose. */
  chance(purpose: string): Stream;
}
