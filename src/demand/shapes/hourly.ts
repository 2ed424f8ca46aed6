/** A day given hour by hour, as a planner reads it off her own dashboard. */
import { fields, list, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';
import type { Shape } from './shape.js';

export const hourly = entry({
  kind: 'hourly',
  doc: 'Twenty-four weights, one per local hour from midnight; only their proportions count, the mean rate stays as stated.',
  fields: fields({
    weights: list(number('Weight of one local hour.', { min: 0 }), 'Weights of the local hours 0, 1, … 23.', {
      min: 24,
      max: 24,
    }).refine((weights) => weights.some((weight) => weight > 0), { error: 'weights that are not all zero' }),
  }),
  make: ({ weights }, clock: Seconds): Shape => {
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / 24;
    const hour = (time: Seconds) => Math.floor((time + clock) / SECONDS_PER_HOUR);
    return {
      at: (time) => weights[hour(time) % 24]! / mean,
      until: (time) => (hour(time) + 1) * SECONDS_PER_HOUR - clock,
    };
  },
});
