/** Counts kilowatt-hours at one price and prints the line for them. */
import type { Money } from '../../units/parse.js';
import { type Dollars, JOULES_PER_KILOWATT_HOUR, type Joules } from '../../units/quantity.js';
import type { BillLine } from './part.js';

export class EnergyMeter {
  private energy: Joules = 0;

  constructor(
    private readonly label: string,
    private readonly price: Money,
    /** The same price at the run's exchange rate [USD/J]. */
    private readonly dollarsPerJoule: number,
  ) {}

  /** Adds energy [J] and returns its price. */
  add(joules: Joules): Dollars {
    this.energy += joules;
    return joules * this.dollarsPerJoule;
  }

  line(): BillLine {
    return {
      label: this.label,
      quantity: this.energy / JOULES_PER_KILOWATT_HOUR,
      unit: 'kWh',
      price: this.price.amount * JOULES_PER_KILOWATT_HOUR,
      currency: this.price.currency,
      dollars: this.energy * this.dollarsPerJoule,
    };
  }
}
