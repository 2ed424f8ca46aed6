/** Windows of maintenance that come round: replica after replica ends what it serves, is worked on, and comes back. */
import { defaulting, fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Failures, Outage } from './failure.js';
import { poolsField } from './units.js';

export const maintenance = entry({
  kind: 'maintenance',
  doc: 'Every replica is taken out once a round, one after the other at even distances; each ends what it serves first.',
  fields: fields({
    every: defaulting(
      quantity('time', 'Length of a round.', { above: 0 }),
      '90 day',
      'assumed, picked from 30–180 days: drivers and firmware',
    ),
    lasting: defaulting(
      quantity('time', 'How long a replica is out.', { above: 0 }),
      '2 hour',
      'assumed, picked from 1–8 hours',
    ),
    pools: poolsField,
  }),
  make:
    ({ every, lasting }): Failures =>
    ({ simulated, horizon }) => {
      const found: Outage[] = [];
      for (let replica = 0; replica < simulated; replica++)
        for (let from = (every * (replica + 0.5)) / simulated; from < horizon; from += every)
          found.push({ replica, from, to: from + lasting, planned: true });
      return found;
    },
});
