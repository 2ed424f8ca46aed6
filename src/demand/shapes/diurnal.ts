/** Day and night as one smooth wave: busiest at the peak hour, calmest twelve hours later. */
import { defaulting, fields, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';
import type { Shape } from './shape.js';

/** The wave is held constant over steps of this length, each at its exact mean, so that the mean over a day is exactly 1. */
const STEP: Seconds = 60;

/** rate(t)/mean = 1 + (peak − 1)·cos(2π·(t − peakHour)/24 h): the first harmonic of a day; real days are flatter at noon and steeper at dawn. */
export const diurnal = entry({
  kind: 'diurnal',
  doc: 'A smooth wave over the day around the stated mean rate.',
  fields: fields({
    peak: defaulting(
      number('Rate at the busiest hour over the mean rate of the day [1 to 2].', { min: 1, max: 2 }),
      1.4,
      'assumed, picked from 1.2–1.8: public request traces cover an hour and do not show it',
    ),
    peakHour: defaulting(
      number('Local hour at which the wave is highest [h].', { min: 0, max: 24 }),
      15,
      'assumed, picked from 10–21: office use peaks in the afternoon, private use in the evening',
    ),
  }),
  make: ({ peak, peakHour }, clock: Seconds): Shape => {
    const turn = (2 * Math.PI) / SECONDS_PER_DAY;
    const swing = (peak - 1) / (turn * STEP);
    const wave = (local: Seconds) => Math.sin(turn * (local - peakHour * SECONDS_PER_HOUR));
    return {
      at: (time) => {
        const from = Math.floor((time + clock) / STEP) * STEP;
        return Math.max(0, 1 + swing * (wave(from + STEP) - wave(from)));
      },
      until: (time) => (Math.floor((time + clock) / STEP) + 1) * STEP - clock,
    };
  },
});
