/** What the grid pays for energy that leaves the site. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { priceSignalFrom } from '../series/aligned.js';
import { priceSignalField } from '../series/field.js';
import { constant, remembered } from '../signal.js';
import { MovingPriceMeter } from './moving-price-meter.js';
import type { TariffContext, TariffPart } from './part.js';

export const exported = entry({
  kind: 'export',
  doc: 'A credit for every kilowatt-hour that leaves the site; below zero, the site pays to be rid of it.',
  fields: fields({
    price: priceSignalField('energy price', 'What a kilowatt-hour out of the site earns.'),
  }),
  make: ({ price }, context: TariffContext): TariffPart => {
    const { currency } = 'amount' in price ? price : price.unit;
    const exportPrice = remembered(priceSignalFrom(price, context));
    const worth = context.dollars({ amount: 1, currency });
    const credit = {
      at: (time: number) => -exportPrice.at(time),
      nextChange: (time: number) => exportPrice.nextChange(time),
    };
    const meter = new MovingPriceMeter('Energy sold to the grid', credit, currency, worth, 'export');
    return {
      energyPrice: constant(0),
      exportPrice,
      charge: ({ exported: power, from, to }) => meter.add(power, from, to),
      lines: () => [meter.line()],
      turn: () => meter.turn(),
    };
  },
});
