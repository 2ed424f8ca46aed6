/** A wait without memory: however long it has lasted, the rest looks the same. */
import { fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Wait } from './wait.js';

export const exponential = entry({
  kind: 'exponential',
  doc: 'Waits without memory, many short and some long.',
  fields: fields({ mean: quantity('time', 'Mean wait.', { above: 0 }) }),
  make: ({ mean }): Wait => ({ mean, at: (uniform) => -mean * Math.log1p(-uniform) }),
});
