/** A reactor at the site: it runs whenever it can. */
import { defaulting, fields, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { breakFields, breaking, interrupted, stretchesField, together } from './interruptions.js';
import { Plant } from './plant.js';
import type { Source, SourceContext } from './source.js';

export const nuclear = entry({
  kind: 'nuclear',
  doc: 'A reactor behind the meter: base load that follows slowly, with forced stops and refuelling.',
  fields: fields({
    power: quantity('power', 'Rated output.', { above: 0 }),
    leastLoad: defaulting(
      ratio('Least load while it runs.'),
      0.5,
      'assumed: light-water reactors follow between 50% and 100%',
    ),
    ramp: defaulting(
      ratio('Share of the rating by which it rises in a minute.', { min: 0.001 }),
      0.03,
      'assumed: 1–5% a minute',
    ),
    fuelCost: defaulting(
      price('energy price', 'Fuel and upkeep of a kilowatt-hour.', { min: 0 }),
      '11 USD/MWh',
      'PyPSA-China-PIK 25c83bf: 11 EUR/MWh; 27 in the EU (technology-data 634cdc1)',
    ),
    levelisedCost: defaulting(
      price('energy price', 'What building it costs over its life, per kilowatt-hour it gives.', { min: 0 }),
      '29 USD/MWh',
      'PyPSA-China-PIK 25c83bf: 40 in all, at 90% use; 148 in the EU',
    ),
    breaks: defaulting(
      breakFields,
      { every: '4000 hour', lasting: '120 hour' },
      'assumed: a few per cent of forced stops',
    ),
    repairs: stretchesField('Refuelling and other planned stops.').optional(),
  }),
  make: (spec, context: SourceContext): Source =>
    new Plant(
      context.name,
      {
        label: 'Nuclear',
        unit: 'nuclear',
        power: spec.power,
        leastLoad: spec.leastLoad,
        ramp: spec.ramp / 60,
        fuelCost: context.dollars(spec.fuelCost) as number,
        startCost: 0,
        leastRun: 0,
        emission: 0,
        isBase: true,
        levelised: context.dollars(spec.levelisedCost) as number,
      },
      context.now,
      together([breaking(context.chance(`breaks/${context.name}`), spec.breaks), interrupted(spec.repairs ?? [])]),
      context.price,
    ),
});
