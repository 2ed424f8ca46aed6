/** A price per hour, or another slot, from a file: wholesale supply passed through to the meter. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { priceSignalFrom } from '../series/aligned.js';
import { priceSeriesField } from '../series/field.js';
import { remembered } from '../signal.js';
import { MovingPriceMeter } from './moving-price-meter.js';
import type { TariffContext, TariffPart } from './part.js';

export const series = entry({
  kind: 'series',
  doc: 'A price per hour, or another slot, from a file: wholesale supply passed through to the meter. The bill has one line, at the mean price paid; prices below zero are paid out.',
  fields: fields({
    price: priceSeriesField('energy price', 'Price of energy at the site meter, slot by slot.'),
  }),
  make: ({ price }, context: TariffContext): TariffPart => {
    const { currency } = price.unit;
    const energyPrice = remembered(priceSignalFrom(price, context));
    const worth = context.dollars({ amount: 1, currency });
    const meter = new MovingPriceMeter(`Energy, prices of ${price.column}`, energyPrice, currency, worth);
    return {
      energyPrice,
      charge: ({ power, from, to }) => meter.add(power, from, to),
      lines: () => [meter.line()],
      turn: () => meter.turn(),
    };
  },
});
