/** Sun and wind of one's own are kept for the load, and bought power is spared while they last. */
import { fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import type { PolicyContext, StoragePolicy } from './policy.js';

export const selfConsumption = entry({
  kind: 'self-consumption',
  doc: 'Takes what the site’s own sources give beyond the load, and gives it back as soon as power would have to be bought.',
  fields: fields({}),
  make: (_, { price, dischargeEfficiency }: PolicyContext): StoragePolicy => ({
    wanted: ({ demand, free }) => demand - free,
    nextChange: () => Number.POSITIVE_INFINITY,
    takesSurplus: true,
    followsLoad: true,
    /** A joule inside will spare one bought at the meter. */
    value: (time) => price.at(time) * dischargeEfficiency,
  }),
});
