/** Compressors all year round. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { type Cooling, coolingIssues, coolingShape } from './cooling.js';

export const chiller = entry({
  kind: 'chiller',
  doc: 'Air-cooled chillers carry all heat at all hours, the colder it is outside the more easily. No economiser, no water.',
  fields: fields(coolingShape('18 degC', '28 degC', 4, '6%', '5 minute')),
  check: coolingIssues,
  make: ({ supply, auxiliary, timeConstant }): Cooling => ({
    freeShare: () => 0,
    auxiliary,
    water: 0,
    supply,
    timeConstant,
  }),
});
