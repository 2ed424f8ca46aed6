/** The shortage block of a scenario file: how fast each stage answers when the sources cannot carry the load. */
import { defaulting, fields, quantity, ratio } from '../../schema/field.js';
import type { ShelfValue } from '../../schema/shelf.js';

export const shortageFields = fields({
  interval: defaulting(
    quantity('time', 'How often chips and supply meet while anything is short: caps answer one such interval later.', {
      min: 0.1,
      max: 60,
    }),
    '1 s',
    'assumed, picked from 0.1–3 s: a power manager reads its meters every 3 s (Dynamo, ISCA 2016), caps and clock locks act in 0.1–1 s',
  ),
  headroom: defaulting(
    ratio('Share of the power that can be had which capped chips leave unused.', { max: 0.5 }),
    '5%',
    'the three-band rule of Dynamo (Wu et al., ISCA 2016) caps to 5% below the limit',
  ),
  hold: defaulting(
    quantity('time', 'How long supply must have sufficed before anything is given back.', { max: 3600 }),
    '60 s',
    'assumed, picked from 30–60 s: shorter, and caps come and go with every cloud',
  ),
  restore: defaulting(
    quantity('time', 'Time in which the whole load would be given back, once it is.', { min: 1, max: 86_400 }),
    '5 minute',
    'assumed, picked from 1–15 minutes: what waits comes back at once, and a step of load trips again',
  ),
});

export type ShortageValues = ShelfValue<typeof shortageFields>;
