/** The shelf of failures, and the field that holds them. */
import { list } from '../../schema/field.js';
import { makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import { chip } from './chip.js';
import type { FailureContext, Failures, Outage } from './failure.js';
import { hall } from './hall.js';
import { link } from './link.js';
import { listed } from './listed.js';
import { maintenance } from './maintenance.js';
import { node } from './node.js';

export const failures = [chip, node, link, hall, listed, maintenance] as const;

const failureField = shelfField(failures, 'Something that takes replicas out of service.');

export const failuresField = list(failureField, 'What fails and is repaired. Left out: nothing fails.', {
  min: 0,
  max: 100,
});

export type FailureValue = ShelfValue<typeof failureField>;

/** All outages of a pool's simulated replicas, in order of time. */
export const outagesOf = (values: readonly FailureValue[], context: Omit<FailureContext, 'row'>): readonly Outage[] =>
  values
    .flatMap((value, row) =>
      value.pools === undefined || value.pools.includes(context.pool)
        ? makeFrom<Failures>(failures, value)({ ...context, row })
        : [],
    )
    .sort((a, b) => a.from - b.from || a.replica - b.replica || a.to - b.to);
