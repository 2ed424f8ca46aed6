/** The shortage block of a scenario file: how fast each stage answers when the sources cannot carry the load. */
import { defaulting, fields, price, quantity, ratio } from '../../schema/field.js';
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
  lead: defaulting(
    quantity(
      'time',
      'Stored energy is counted on only as far as it lasts so long: chips give way before a battery is empty, not after.',
      {
        max: 86_400,
      },
    ),
    '5 minute',
    'assumed, picked from 1–15 minutes: the usual life of a UPS battery at full load, in which generators start and replicas drain',
  ),
  headroom: defaulting(
    ratio('Share of the power that can be had which capped chips leave unused.', { max: 0.5 }),
    '5%',
    'the three-band rule of Dynamo (Wu et al., ISCA 2016) caps to 5% below the limit',
  ),
  admission: defaulting(
    quantity(
      'time',
      'How long caps may fall short of what is asked before the front door lets in only what can be served, least worth first.',
      {
        max: 86_400,
      },
    ),
    '5 s',
    'assumed, picked from 1–30 s: a router learns its backends’ rate within seconds',
  ),
  parking: defaulting(
    quantity(
      'time',
      'How long caps may fall short before replicas are parked, where that saves more for what it costs.',
      {
        max: 86_400,
      },
    ),
    '1 minute',
    'assumed, picked from 30 s to 5 minutes: a parked replica must load its model again',
  ),
  hold: defaulting(
    quantity('time', 'How long supply must have sufficed before anything is given back.', { max: 3600 }),
    '60 s',
    'assumed, picked from 30–60 s: shorter, and caps come and go with every cloud',
  ),
  dear: fields({
    above: price('energy price', 'Price at the meter above which power is used sparingly.'),
    keep: ratio('Power that chips may still draw then, as a share of what is provisioned.'),
  })
    .optional()
    .meta({ description: 'Hours too dear for work that can wait: chips are held back as if power were short.' }),
  restore: defaulting(
    quantity('time', 'Time in which the whole load would be given back, once it is.', { min: 1, max: 86_400 }),
    '5 minute',
    'assumed, picked from 1–15 minutes: what waits comes back at once, and a step of load trips again',
  ),
});

export type ShortageValues = ShelfValue<typeof shortageFields>;
