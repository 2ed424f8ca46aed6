/** Outside air cools the hall's air; compressors take what it cannot. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { coolingIssues, coolingShape, dryEconomiser } from './cooling.js';

export const airEconomiser = entry({
  kind: 'air-economiser',
  doc: 'Outside air cools the air of the hall as far as its dry bulb allows; compressors take the rest. No water.',
  fields: fields(coolingShape('24 degC', '36 degC', 2, '6%', '5 minute')),
  check: coolingIssues,
  make: dryEconomiser,
});
