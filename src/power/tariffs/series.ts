/** A price per hour, or another slot, from a file: wholesale supply passed through to the meter. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { JOULES_PER_KILOWATT_HOUR, type Joules } from '../../units/quantity.js';
import { priceSignalFrom } from '../series/aligned.js';
import { priceSeriesField } from '../series/field.js';
import { integral, remembered } from '../signal.js';
import type { TariffContext, TariffPart } from './part.js';

export const series = entry({
  kind: 'series',
  doc: 'A price per hour, or another slot, from a file: wholesale supply passed through to the meter. The bill has one line, at the mean price paid; prices below zero are paid out.',
  fields: fields({
    price: priceSeriesField('energy price', 'Price of energy at the site meter, slot by slot.'),
  }),
  make: ({ price }, context: TariffContext): TariffPart => {
    const energyPrice = remembered(priceSignalFrom(price, context));
    const perDollar = context.dollars({ amount: 1, currency: price.unit.currency });
    let energy: Joules = 0;
    let dollars = 0;
    return {
      energyPrice,
      charge: (power, from, to) => {
        const due = power * integral(energyPrice, from, to);
        energy += power * (to - from);
        dollars += due;
        return due;
      },
      lines: () => [
        {
          label: `Energy, hourly prices of ${price.column}`,
          quantity: energy / JOULES_PER_KILOWATT_HOUR,
          unit: 'kWh',
          price: energy === 0 ? 0 : (dollars / perDollar / energy) * JOULES_PER_KILOWATT_HOUR,
          currency: price.unit.currency,
          dollars,
        },
      ],
    };
  },
});
