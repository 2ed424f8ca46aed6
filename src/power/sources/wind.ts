/** Wind on a park: speeds with a slow and a fast memory, height, density, a curve, wakes. */
import { defaulting, fields, number, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';
import { signalFrom } from '../series/aligned.js';
import { seriesField } from '../series/field.js';
import { type Signal, scaled, slotted } from '../signal.js';
import { normal, remembering, weibull } from '../weather/chance.js';
import { atDensity, atHub, densityRatio, park } from '../weather/turbine.js';
import { FreeSource } from './free.js';
import type { Source, SourceContext } from './source.js';

/** Two memories and the share of the slow one: lags of 1, 6, 24 and 72 h come to .96, .79, .49 and .23 against .985, .74, .49 and .24 of ERCOT's fleet in 2022. */
const FAST_MEMORY: Seconds = 10 * SECONDS_PER_HOUR;
const SLOW_MEMORY: Seconds = 70 * SECONDS_PER_HOUR;
const SLOW_SHARE = 0.65;
const SLOT: Seconds = 1800;

export const wind = entry({
  kind: 'wind',
  doc: 'A wind park: Weibull speeds at 10 m with a slow and a fast memory, carried to the hub, through a park’s curve; or a recorded output.',
  fields: fields({
    capacity: quantity('power', 'Rated output of all turbines.', { above: 0 }),
    speed: defaulting(
      number('Mean wind speed 10 m above the ground [m/s].', { min: 1, max: 15 }),
      4.8,
      'assumed: a good inland site, some 35% of the rating over a year',
    ),
    variation: defaulting(
      ratio('Standard deviation of the speed over its mean.', { min: 0.1, max: 0.9 }),
      0.5,
      'Texas 2023: Weibull shape 2.28, Germany 2.00 (Open-Meteo, CC BY 4.0)',
    ),
    hub: defaulting(number('Height of the hubs [m].', { min: 10, max: 250 }), 100, 'turbines of 3 to 5 MW'),
    losses: defaulting(
      ratio('Wakes, standstill and cables.', { max: 0.6 }),
      0.14,
      'assumed: wakes 9%, availability 3%, electrical 2%',
    ),
    output: seriesField('share', 'Recorded output over capacity, slot by slot, instead of all of the above.', {
      min: 0,
      max: 1.2,
    }).optional(),
    levelisedCost: defaulting(
      price('energy price', 'What building it costs over its life, per kilowatt-hour it can give.', { min: 0 }),
      '45 USD/MWh',
      'Lazard June 2025, US onshore unsubsidised 37–86 USD/MWh; China 25 EUR/MWh (PyPSA-China-PIK 25c83bf)',
    ),
    takingCost: defaulting(
      price('energy price', 'What taking one more kilowatt-hour costs; below 0 where production is paid for.'),
      '0 USD/MWh',
      'turbines turn either way',
    ),
  }),
  make: (spec, context: SourceContext): Source => {
    const power =
      spec.output === undefined ? computed(spec, context) : scaled(signalFrom(spec.output, context), spec.capacity);
    return new FreeSource(context.name, 'curtailed wind', context.now, power, context.dollars(spec.takingCost), {
      label: 'Wind',
      dollarsPerJoule: context.dollars(spec.levelisedCost),
    });
  },
});

interface Park {
  readonly capacity: number;
  readonly speed: number;
  readonly variation: number;
  readonly hub: number;
  readonly losses: number;
}

const computed = (spec: Park, { place, chance, name }: SourceContext): Signal => {
  const speeds = weibull(spec.speed, spec.variation);
  const fast = remembering(chance(`weather/${name}/fast`), SLOT, FAST_MEMORY);
  const slow = remembering(chance(`weather/${name}/slow`), SLOT, SLOW_MEMORY);
  const density = densityRatio(place.altitude);
  return slotted(SLOT, (index) => {
    const z = Math.sqrt(1 - SLOW_SHARE) * fast(index) + Math.sqrt(SLOW_SHARE) * slow(index);
    const speed = atDensity(atHub(speeds.at(Math.min(normal(z), 1 - 1e-12)), spec.hub), density);
    return spec.capacity * park(speed) * (1 - spec.losses);
  });
};
