/** The capacity charge of a two-part tariff by the transformers that stand at the site, used or not. */
import { fields, price, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { TariffContext, TariffPart } from './part.js';
import { standingCharge } from './standing-charge.js';

export const capacity = entry({
  kind: 'capacity',
  doc: 'The capacity charge of the Chinese two-part tariff by transformer rating. The other basis, maximum demand, is a `demand` part with a `contract`.',
  fields: fields({
    rating: quantity('apparent power', 'Rating of the transformers that are charged for.', { above: 0 }),
    price: price('yearly apparent power price', 'Price per kilovolt-ampere, such as "23 CNY/(kVA month)".', { min: 0 }),
  }),
  make: ({ rating, price }, context: TariffContext): TariffPart =>
    standingCharge(
      { label: 'Capacity, transformers', group: 'capacity', unit: 'kVA-month', scale: 1000 },
      price,
      rating,
      context,
    ),
});
