/** Waits of people: rarely instant, mostly near the median, now and then very long. */
import { inverseNormal } from '../../kernel/normal.js';
import { defaulting, fields, number, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Wait } from './wait.js';

/** ln wait is normal with variance ln(1 + cv²) and mean ln median. */
export const lognormal = entry({
  kind: 'lognormal',
  doc: 'Waits that are mostly near the median and now and then very long.',
  fields: fields({
    median: quantity('time', 'Half of the waits are shorter.', { above: 0 }),
    cv: defaulting(
      number('Coefficient of variation: standard deviation over mean.', { min: 0, max: 20 }),
      1,
      'assumed, picked from 0.5–2',
    ),
  }),
  make: ({ median, cv }): Wait => {
    const sigma = Math.sqrt(Math.log1p(cv * cv));
    return {
      mean: median * Math.exp((sigma * sigma) / 2),
      at: (uniform) => (uniform > 0 ? median * Math.exp(sigma * inverseNormal(uniform)) : 0),
    };
  },
});
