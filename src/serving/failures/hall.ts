/** A whole hall fails at once: a busbar, a pump, a transformer. One cause, many replicas. */
import { keyOf } from '../../kernel/keyed.js';
import { defaulting, fields, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Failures } from './failure.js';
import { downtimes } from './renewal.js';
import { repairFields } from './units.js';

export const hall = entry({
  kind: 'hall',
  doc: 'One event takes a share of all replicas out at the same instant, in every pool that it strikes.',
  fields: fields({
    mtbf: defaulting(
      quantity('time', 'Mean time between such events.', { above: 0 }),
      '5 year',
      'assumed, picked from 2–15 years; no public count by hall is known',
    ),
    ...repairFields('6 hour', 'assumed, picked from 1 hour to 2 days'),
    share: defaulting(
      ratio('Share of the replicas of each pool that stand in the hall.', { min: 0.001 }),
      1,
      'a site with one hall',
    ),
  }),
  make:
    ({ share, ...renewal }): Failures =>
    ({ seed, replication, row, simulated, horizon }) => {
      const key = keyOf(`${seed}/${replication}/hall/${row}`);
      const struck = Math.round(share * simulated);
      return downtimes(renewal, key, 0, horizon).flatMap((stretch) =>
        Array.from({ length: struck }, (_, replica) => ({ ...stretch, replica, planned: false })),
      );
    },
});
