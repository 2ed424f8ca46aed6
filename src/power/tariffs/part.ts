/** One metered part of a tariff: it watches the load, charges for what it measures, and prints its own lines of the bill. */
import type { Money } from '../../units/parse.js';
import type { Dollars, Seconds, Watts } from '../../units/quantity.js';
import type { SeriesContext } from '../series/aligned.js';
import type { Signal } from '../signal.js';

/** A line of a bill as a facilities manager would read it. */
export interface BillLine {
  readonly label: string;
  /** Metered quantity in `unit`. */
  readonly quantity: number;
  /** `kWh` for energy; parts that measure demand print `kW`. */
  readonly unit: string;
  /** Price per that unit in `currency`. */
  readonly price: number;
  readonly currency: string;
  readonly dollars: Dollars;
}

export interface TariffPart {
  /** What one more joule costs now [USD/J]; 0 for parts that do not charge for energy. */
  readonly energyPrice: Signal;
  /** Measures a constant power between two instants and returns what this adds to the bill. Calls come in order of time. */
  charge(power: Watts, from: Seconds, to: Seconds): Dollars;
  lines(): readonly BillLine[];
}

/** What every part is told about the site it serves. */
export interface TariffContext extends SeriesContext {
  /** Local time at the site [s east of UTC]; used by parts that state no zone of their own. */
  readonly zone: Seconds;
  /** Turns a stated price into dollars at the run's stated exchange rate. */
  dollars(money: Money): Dollars;
}
