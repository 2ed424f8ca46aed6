/** Counts kilowatt-hours at one price and prints the line for them. */
import type { Money } from '../../units/parse.js';
import { type Dollars, JOULES_PER_KILOWATT_HOUR, type Joules } from '../../units/quantity.js';
import type { Charge, Group } from './part.js';

export class EnergyMeter {
  private energy: Joules = 0;

  constructor(
    private readonly label: string,
    private readonly price: Money,
    /** The same price at the run's exchange rate [USD/J]. */
    private readonly dollarsPerJoule: number,
    private readonly group: Group = 'energy',
  ) {}

  /** Adds energy [J] and returns its price. */
  add(joules: Joules): Dollars {
    this.energy += joules;
    return joules * this.dollarsPerJoule;
  }

  line(): Charge {
    return {
      label: this.label,
      group: this.group,
      quantity: this.energy / JOULES_PER_KILOWATT_HOUR,
      unit: 'kWh',
      price: this.price.amount * JOULES_PER_KILOWATT_HOUR,
      currency: this.price.currency,
      dollars: this.energy * this.dollarsPerJoule,
    };
  }

  /** Begins again at zero. */
  turn(): void {
    this.energy = 0;
  }
}
