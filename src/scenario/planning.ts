/** What `plan` is asked for: which chips may be bought, how much power and money there is, what must be kept. */
import { PRECISIONS } from '../compute/precision.js';
import { promiseFields } from '../demand/promise.js';
import { choice, count, defaulting, fields, list, price, quantity, ratio, text } from '../schema/field.js';

const allowedFields = fields({
  chip: text('Chip by its catalogue id or short name, or one of this file’s own.', 64),
  precision: choice(
    PRECISIONS,
    'Format of the weights. Left out: as in a pool of the fleet with this chip and model, else the format they were published in.',
  ).optional(),
  price: price(
    'money',
    'One accelerator with its share of server and network. Left out: as in a pool of the fleet with this chip, else the catalogue’s.',
    { min: 0 },
  ).optional(),
  most: count('Most accelerators of this class that can be had.', { max: 1e9 }).optional(),
}).meta({ description: 'A class of chips that may be bought.' });

export const planningFields = fields({
  chips: list(allowedFields, 'Classes of chips that may be bought. Left out: those of the fleet.', {
    max: 50,
  }).optional(),
  megawatts: quantity(
    'power',
    'Power of the site at full load, cooling and losses included. Left out: the limit of the grid where it is the only source, else none.',
    { above: 0, max: 1e12 },
  ).optional(),
  budget: price('money', 'Most that machines and building may cost to buy. Left out: none.', { min: 0 }).optional(),
  promise: promiseFields
    .optional()
    .meta({ description: 'What every stream is promised, instead of its own promise. Left out: the streams’ own.' }),
  goodput: ratio(
    'Least share of the requests of each stream that keep all of its promises. Left out: the percentiles of the promises alone decide.',
    { min: 0.01, max: 0.9999 },
  ).optional(),
  mostChips: defaulting(
    count('Most chips in a replica that are tried.', { max: 1024 }),
    64,
    'a rack’s worth; wider replicas serve few models better',
  ),
  finalists: defaulting(
    count('Ways to serve a model that are simulated, of all that were worked out in closed form.', {
      min: 2,
      max: 40,
    }),
    6,
    'the cheapest at six levels of latency; more find little that is cheaper and take as much longer',
  ),
}).meta({ description: 'What `token-factory plan` may buy and must keep.' });
