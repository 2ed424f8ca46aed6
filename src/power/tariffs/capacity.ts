/** The capacity charge of a two-part tariff by the transformers that stand at the site, used or not. */
import { fields, price, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { constant } from '../signal.js';
import { Accrual, PRICED_MONTH } from './accrual.js';
import type { TariffContext, TariffPart } from './part.js';

export const capacity = entry({
  kind: 'capacity',
  doc: 'The capacity charge of the Chinese two-part tariff by transformer rating. The other basis, maximum demand, is a `demand` part with a `contract`.',
  fields: fields({
    rating: quantity('apparent power', 'Rating of the transformers that are charged for.', { above: 0 }),
    price: price('yearly apparent power price', 'Price per kilovolt-ampere, such as "23 CNY/(kVA month)".', { min: 0 }),
  }),
  make: ({ rating, price }, { dollars }: TariffContext): TariffPart => {
    const monthly = dollars(price) * PRICED_MONTH * rating;
    const accrual = new Accrual();
    return {
      energyPrice: constant(0),
      charge: (stretch) => {
        accrual.pass(stretch);
        return accrual.owe(monthly * accrual.share);
      },
      lines: () => [
        {
          label: 'Capacity, transformers',
          group: 'capacity',
          quantity: (rating * accrual.share) / 1000,
          unit: 'kVA-month',
          price: price.amount * PRICED_MONTH * 1000,
          currency: price.currency,
          dollars: monthly * accrual.share,
        },
      ],
      turn: () => accrual.turn(),
    };
  },
});
