/** A sum per month for being connected at all. */
import { defaulting, fields, name, price } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { TariffContext, TariffPart } from './part.js';
import { standingCharge } from './standing-charge.js';

export const fixed = entry({
  kind: 'fixed',
  doc: 'A sum per month whatever the load: meter, customer or service charge.',
  fields: fields({
    name: defaulting(name('What the bill calls it.'), 'service', 'the customer or service charge'),
    price: price('yearly money', 'Sum per month, such as "1200 USD/month".'),
  }),
  make: ({ name, price }, context: TariffContext): TariffPart =>
    standingCharge({ label: `Fixed, ${name}`, group: 'fixed', unit: 'month', scale: 1 }, price, 1, context),
});
