/** The adjustment for reactive power: below the required power factor the parts above cost more, above it perhaps less. */
import { defaulting, fields, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { TariffPart } from './part.js';
import { percentageOf } from './percentage.js';

export const powerFactor = entry({
  kind: 'power-factor',
  doc: 'Raises what the parts above charge by so much for each hundredth below the required power factor, and lowers it for each hundredth above. The site’s own power factor is stated, not simulated.',
  fields: fields({
    actual: defaulting(
      ratio('Power factor of the site at the meter.', { min: 0.5 }),
      0.98,
      'assumed, picked from 0.95–0.99: supplies and UPS with corrected input',
    ),
    required: defaulting(
      ratio('Power factor from which on nothing is added.', { min: 0.5 }),
      0.9,
      'the Chinese standard for large industry; US utilities ask for 0.85–0.95 (assumed)',
    ),
    surcharge: defaulting(
      ratio('Added for each hundredth that is missing.', { max: 0.1 }),
      '0.5%',
      'assumed: the first step of the Chinese table, 0.5% a hundredth from 0.90 down to 0.70',
    ),
    reward: defaulting(ratio('Taken off for each hundredth above.', { max: 0.1 }), 0, 'few tariffs pay for it'),
  }),
  make: ({ actual, required, surcharge, reward }): TariffPart => {
    const missing = Math.round((required - actual) * 1e6) / 1e4;
    const share = missing > 0 ? missing * surcharge : missing * reward;
    return percentageOf(`Power factor ${actual}`, 'adjustment', share, `${required} is required`);
  },
});
