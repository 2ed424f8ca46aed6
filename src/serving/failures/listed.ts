/** Failures at stated times: a drill, or what a log of incidents recorded. */
import { defaulting, fields, list, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Failures } from './failure.js';
import { poolsField } from './units.js';

export const listed = entry({
  kind: 'listed',
  doc: 'Replicas fail at stated times, for stated times.',
  fields: fields({
    times: list(
      fields({
        at: quantity('time', 'When, from the start of the run.', { min: 0 }),
        lasting: quantity('time', 'For how long.', { above: 0 }),
        share: defaulting(ratio('Share of the replicas of each pool.', { min: 0.001 }), 1, 'all'),
      }).meta({ description: 'One event.' }),
      'The events.',
      { max: 100_000 },
    ),
    pools: poolsField,
  }),
  make:
    ({ times }): Failures =>
    ({ simulated }) =>
      times.flatMap(({ at, lasting, share }) =>
        Array.from({ length: Math.round(share * simulated) }, (_, replica) => ({
          replica,
          from: at,
          to: at + lasting,
          planned: false,
        })),
      ),
});
