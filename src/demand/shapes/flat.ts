/** No rhythm: the same rate at every hour. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Seconds } from '../../units/quantity.js';
import type { Shape } from './shape.js';

export const flat = entry({
  kind: 'flat',
  doc: 'The same rate at every hour.',
  fields: fields({}),
  make: (_values, _clock: Seconds): Shape => ({ at: () => 1, until: () => Number.POSITIVE_INFINITY }),
});
