/** A share of what the parts above charge: taxes, surcharges, adjustments. */
import type { Dollars, Ratio } from '../../units/quantity.js';
import { constant } from '../signal.js';
import type { Group, TariffPart } from './part.js';

export const percentageOf = (label: string, group: Group, share: Ratio, note?: string): TariffPart => {
  let base: Dollars = 0;
  return {
    energyPrice: constant(0),
    share,
    charge: ({ above }) => {
      base += above;
      return share * above;
    },
    lines: () => [
      {
        label,
        group,
        quantity: base,
        unit: 'USD',
        price: share,
        currency: 'USD',
        dollars: share * base,
        ...(note === undefined ? {} : { note }),
      },
    ],
    turn: () => {
      base = 0;
    },
  };
};
