/** What an operator can know of an answer's length before it is written: the truth, blurred. */
import { defaulting, fields, number } from '../schema/field.js';

/** predicted = output·exp(σ·z): unbiased in the median, |σ| ≈ the relative error for small σ. */
export const predictorFields = fields({
  error: defaulting(
    number('Standard deviation of ln(predicted/true) [1]; 0 is a prophet.', { min: 0, max: 5 }),
    0.5,
    'assumed, picked from 0.2–1: learned length predictors place most answers within a factor of two',
  ),
}).meta({ description: 'How well output lengths can be guessed; only shortest-predicted scheduling reads the guess.' });
