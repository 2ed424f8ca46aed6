/** One price for every kilowatt-hour. */
import { fields, price } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { energy } from '../../units/quantity.js';
import { constant } from '../signal.js';
import { EnergyMeter } from './energy-meter.js';
import type { TariffContext, TariffPart } from './part.js';

export const flat = entry({
  kind: 'flat',
  doc: 'The same price for every kilowatt-hour at the meter, day and night.',
  fields: fields({
    price: price('energy price', 'Price of a kilowatt-hour at the site meter, delivered, without tax.'),
  }),
  make: ({ price }, { dollars }: TariffContext): TariffPart => {
    const rate = dollars(price);
    const meter = new EnergyMeter('Energy, flat', price, rate);
    return {
      energyPrice: constant(rate),
      charge: ({ power, from, to }) => meter.add(energy(power, to - from)),
      lines: () => [meter.line()],
      turn: () => meter.turn(),
    };
  },
});
