/** Counts kilowatt-hours at a price that moves and prints one line for them, at the mean price paid. */
import type { Currency } from '../../units/parse.js';
import { type Dollars, JOULES_PER_KILOWATT_HOUR, type Joules, type Seconds, type Watts } from '../../units/quantity.js';
import { integral, type Signal } from '../signal.js';
import type { Charge, Group } from './part.js';

export class MovingPriceMeter {
  private energy: Joules = 0;
  private dollars: Dollars = 0;

  constructor(
    private readonly label: string,
    /** [USD/J] */
    private readonly price: Signal,
    private readonly currency: Currency,
    /** What a unit of the currency is worth [USD]. */
    private readonly worth: Dollars,
    private readonly group: Group = 'energy',
  ) {}

  /** Adds a constant power and returns its price. */
  add(power: Watts, from: Seconds, to: Seconds): Dollars {
    const due = power * integral(this.price, from, to);
    this.energy += power * (to - from);
    this.dollars += due;
    return due;
  }

  line(): Charge {
    const { label, group, energy, dollars, currency, worth } = this;
    const price = energy === 0 ? 0 : (dollars / worth / energy) * JOULES_PER_KILOWATT_HOUR;
    return { label, group, quantity: energy / JOULES_PER_KILOWATT_HOUR, unit: 'kWh', price, currency, dollars };
  }

  /** Begins again at zero. */
  turn(): void {
    this.energy = 0;
    this.dollars = 0;
  }
}
