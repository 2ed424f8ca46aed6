/** A battery that waits for the grid to fail. */
import { fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import type { StoragePolicy } from './policy.js';

export const off = entry({
  kind: 'off',
  doc: 'Stays charged for the hour in which nobody else can serve the load; prices do not move it.',
  fields: fields({}),
  /** It refills at once whenever power can be had, so that it is ready again. */
  make: (): StoragePolicy => ({
    wanted: (_, { charge }) => -charge,
    nextChange: () => Number.POSITIVE_INFINITY,
    takesSurplus: true,
    followsLoad: false,
    value: () => 0,
  }),
});
