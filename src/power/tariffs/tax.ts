/** A tax on the parts above it. */
import { defaulting, fields, name, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { TariffPart } from './part.js';
import { percentageOf } from './percentage.js';

export const tax = entry({
  kind: 'tax',
  doc: 'A percentage of everything above it in the list. A tax that the site gets back, such as a refunded value-added tax, is left out.',
  fields: fields({
    name: defaulting(name('What the bill calls it.'), 'sales', 'sales or value-added tax'),
    rate: ratio('The tax as a share, such as 8.25% or 13%.'),
  }),
  make: ({ name, rate }): TariffPart => percentageOf(`Tax, ${name}`, 'tax', rate),
});
