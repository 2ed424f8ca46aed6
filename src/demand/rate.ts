/** How much is asked: so many requests per second, or a share of what the fleet can serve. */
import { either, quantity, text } from '../schema/field.js';

export type Rate =
  | { readonly of: 'time'; readonly perSecond: number }
  | { readonly of: 'capacity'; readonly share: number };

const OF_CAPACITY = /^\s*(\d+(?:\.\d+)?)\s*%\s+of\s+capacity\s*$/;

export const rateField = either(
  text('A share of what the fleet can serve of this mix.', 80)
    .regex(OF_CAPACITY)
    .transform((value): Rate => ({ of: 'capacity', share: Number(OF_CAPACITY.exec(value)![1]) / 100 })),
  quantity('rate', 'Mean requests per second on the whole site.', { above: 0, max: 1e9 }).transform(
    (perSecond): Rate => ({ of: 'time', perSecond }),
  ),
  'a rate such as "120 request/s" or "60% of capacity"',
).meta({
  description:
    'Mean rate of requests over a day on the whole site, such as "120 request/s"; or a share of the fleet’s capacity, such as "60% of capacity".',
  examples: ['120 request/s', '60% of capacity'],
});
