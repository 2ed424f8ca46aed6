/** A bill that is never smaller than so much a month: what the parts above it leave short is added. */
import { fields, price } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Dollars } from '../../units/quantity.js';
import { constant } from '../signal.js';
import { Accrual, PRICED_MONTH } from './accrual.js';
import type { TariffContext, TariffPart } from './part.js';

export const minimum = entry({
  kind: 'minimum',
  doc: 'Tops the parts above it up to a least sum per month; nothing is added where they reach it themselves.',
  fields: fields({
    price: price('yearly money', 'Least sum per month, such as "50000 USD/month".', { min: 0 }),
  }),
  make: ({ price }, { dollars }: TariffContext): TariffPart => {
    const monthly = dollars(price) * PRICED_MONTH;
    const worth = dollars({ amount: 1, currency: price.currency });
    const accrual = new Accrual();
    let charged: Dollars = 0;
    const due = () => Math.max(0, monthly * accrual.share - charged);
    return {
      energyPrice: constant(0),
      charge: (stretch) => {
        accrual.pass(stretch);
        charged += stretch.above;
        return accrual.owe(due());
      },
      lines: () => [
        {
          label: 'Up to the minimum bill',
          group: 'fixed',
          quantity: accrual.share,
          unit: 'month',
          price: accrual.share === 0 ? 0 : due() / worth / accrual.share,
          currency: price.currency,
          dollars: due(),
        },
      ],
      turn: () => {
        charged = 0;
        accrual.turn();
      },
    };
  },
});
