/** A sum per month for being connected at all. */
import { defaulting, fields, name, price } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { constant } from '../signal.js';
import { Accrual, PRICED_MONTH } from './accrual.js';
import type { TariffContext, TariffPart } from './part.js';

export const fixed = entry({
  kind: 'fixed',
  doc: 'A sum per month whatever the load: meter, customer or service charge.',
  fields: fields({
    name: defaulting(name('What the bill calls it.'), 'service', 'the customer or service charge'),
    price: price('yearly money', 'Sum per month, such as "1200 USD/month".'),
  }),
  make: ({ name, price }, { dollars }: TariffContext): TariffPart => {
    const monthly = dollars(price) * PRICED_MONTH;
    const accrual = new Accrual();
    return {
      energyPrice: constant(0),
      charge: (stretch) => {
        accrual.pass(stretch);
        return accrual.owe(monthly * accrual.share);
      },
      lines: () => [
        {
          label: `Fixed, ${name}`,
          group: 'fixed',
          quantity: accrual.share,
          unit: 'month',
          price: price.amount * PRICED_MONTH,
          currency: price.currency,
          dollars: monthly * accrual.share,
        },
      ],
      turn: () => accrual.turn(),
    };
  },
});
