/** Keeps what the site draws from others below a target, for the sake of a demand charge or a small connection. */
import { fields, quantity } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import type { PolicyContext, StoragePolicy } from './policy.js';

export const peakShave = entry({
  kind: 'peak-shave',
  doc: 'Gives whatever the load needs above a target, and refills below it.',
  fields: fields({
    target: quantity('power', 'Power at the site meter that the battery keeps the site below.', { above: 0 }),
  }),
  make: ({ target }, { price, dischargeEfficiency }: PolicyContext): StoragePolicy => ({
    wanted: ({ demand, free }) => demand - free - target,
    nextChange: () => Number.POSITIVE_INFINITY,
    takesSurplus: true,
    followsLoad: true,
    value: (time) => price.at(time) * dischargeEfficiency,
  }),
});
