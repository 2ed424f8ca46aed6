/** Always the same wait. */
import { fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Wait } from './wait.js';

export const fixed = entry({
  kind: 'fixed',
  doc: 'The same wait every time.',
  fields: fields({ time: quantity('time', 'The wait.', { min: 0 }) }),
  make: ({ time }): Wait => ({ mean: time, at: () => time }),
});
