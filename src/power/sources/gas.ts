/** A gas turbine or engine at the site. */
import { defaulting, fields, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { constant } from '../signal.js';
import { breakFields, breaking, interrupted, stretchesField, together } from './interruptions.js';
import { Plant } from './plant.js';
import type { Source, SourceContext } from './source.js';

export const gas = entry({
  kind: 'gas',
  doc: 'A gas plant behind the meter: committed where the price it spares pays for its start, within a ramp and a least load.',
  fields: fields({
    power: quantity('power', 'Rated output.', { above: 0 }),
    leastLoad: defaulting(ratio('Least load while it runs.'), 0.4, 'assumed: combined cycle 40–50%, engines less'),
    ramp: defaulting(
      ratio('Share of the rating by which it rises in a minute.', { min: 0.001 }),
      0.08,
      'assumed: 5–10% a minute',
    ),
    fuelCost: defaulting(
      price('energy price', 'Fuel and upkeep of a kilowatt-hour.', { min: 0 }),
      '40 USD/MWh',
      'PyPSA-China-PIK 25c83bf: 40 EUR/MWh; 81 in the EU (technology-data 634cdc1)',
    ),
    startCost: defaulting(price('money', 'Cost of a start, for the whole plant.', { min: 0 }), '500 USD', 'assumed'),
    leastRun: defaulting(
      quantity('time', 'Least time that it runs once started.', { min: 0, max: 604_800 }),
      '4 hour',
      'assumed',
    ),
    emission: defaulting(
      quantity('carbon intensity', 'Carbon dioxide of a kilowatt-hour.', { min: 0 }),
      '370 gCO2/kWh',
      'direct factor of electricitymaps-contrib',
    ),
    levelisedCost: defaulting(
      price('energy price', 'What building it costs over its life, per kilowatt-hour it gives.', { min: 0 }),
      '19 USD/MWh',
      'PyPSA-China-PIK 25c83bf: 59 in all, of which 40 fuel, at 60% use',
    ),
    breaks: breakFields.optional(),
    repairs: stretchesField('Planned repairs.').optional(),
  }),
  make: (spec, context: SourceContext): Source =>
    new Plant(
      context.name,
      {
        label: 'Gas',
        unit: 'gas',
        power: spec.power,
        leastLoad: spec.leastLoad,
        ramp: spec.ramp / 60,
        fuelCost: context.dollars(spec.fuelCost) as number,
        startCost: context.dollars(spec.startCost),
        leastRun: spec.leastRun,
        emission: spec.emission,
        isBase: false,
        levelised: context.dollars(spec.levelisedCost) as number,
      },
      context.now,
      together([
        ...(spec.breaks === undefined
          ? [constant(1)]
          : [breaking(context.chance(`breaks/${context.name}`), spec.breaks)]),
        interrupted(spec.repairs ?? []),
      ]),
      context.price,
    ),
});
