/** A tariff is the sum of its parts: one price signal, one charge, one bill. */
import { type Dollars, JOULES_PER_KILOWATT_HOUR, type Joules, type Seconds, type Watts } from '../../units/quantity.js';
import { remembered, type Signal, sum } from '../signal.js';
import type { BillLine, TariffPart } from './part.js';

export class Tariff {
  /** What one more joule at the meter costs [USD/J], over all parts. */
  readonly energyPrice: Signal;

  constructor(private readonly parts: readonly TariffPart[]) {
    this.energyPrice = remembered(sum(parts.map((part) => part.energyPrice)));
  }

  /** Charges a constant power between two instants. Calls come in order of time. */
  charge(power: Watts, from: Seconds, to: Seconds): Dollars {
    return this.parts.reduce((dollars, part) => dollars + part.charge(power, from, to), 0);
  }

  /** The bill so far. */
  lines(): readonly BillLine[] {
    return this.parts.flatMap((part) => part.lines());
  }

  /** Energy on the bill [J], once for each part that charges for energy: each must agree with the site meter. */
  billedJoules(): readonly Joules[] {
    return this.parts
      .map((part) => part.lines().filter((line) => line.unit === 'kWh'))
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.reduce((total, line) => total + line.quantity, 0) * JOULES_PER_KILOWATT_HOUR);
  }
}
