/** Warm coolant at the chips, given to outside air by dry coolers. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { coolingIssues, coolingShape, dryEconomiser } from './cooling.js';

export const dryCooler = entry({
  kind: 'dry-cooler',
  doc: 'Direct liquid cooling: warm coolant gives its heat to outside air through dry coolers; compressors trim hot hours. No water is lost.',
  fields: fields(coolingShape('32 degC', '44 degC', 6, '3.5%', '45 s')),
  check: coolingIssues,
  make: dryEconomiser,
});
