/** A sudden crowd, or a sudden silence, on top of the usual rhythm. */
import { fields, number, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Seconds } from '../../units/quantity.js';
import type { Shape } from './shape.js';

export const spike = entry({
  kind: 'spike',
  doc: 'Multiplies the rate for a while; it comes on top of the mean and is not averaged away.',
  fields: fields({
    start: quantity('time', 'Beginning, counted from the start of the run.', { min: 0 }),
    duration: quantity('time', 'How long it lasts.', { above: 0 }),
    factor: number('Multiplier of the rate while it lasts; 0 is silence.', { min: 0, max: 1000 }),
  }),
  make: ({ start, duration, factor }, _clock: Seconds): Shape => {
    const end = start + duration;
    return {
      at: (time) => (time >= start && time < end ? factor : 1),
      until: (time) => (time < start ? start : time < end ? end : Number.POSITIVE_INFINITY),
    };
  },
});
