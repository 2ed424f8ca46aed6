/** Sun on panels, by the full chain: where the sun stands, what the air and the clouds let through, the panel's plane, its heat, its inverter. */
import { defaulting, fields, flag, number, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';
import { signalFrom } from '../series/aligned.js';
import { seriesField } from '../series/field.js';
import { type Signal, scaled, slotted } from '../signal.js';
import { kumaraswamy, normal, remembering } from '../weather/chance.js';
import {
  cellTemperature,
  directCurrent,
  inverted,
  onPlane,
  PLANT_LOSSES,
  type Plane,
  tracked,
} from '../weather/panel.js';
import { clearSky, erbs } from '../weather/sky.js';
import { radians, sunAt } from '../weather/sun.js';
import { FreeSource } from './free.js';
import type { Source, SourceContext } from './source.js';

/** How long one hour's clouds hang over the next: memory of the deviation from the day [s]. Assumed. */
const HOURLY_MEMORY = 2 * SECONDS_PER_HOUR;
/** Standard deviation of an hour's clearness around its day's. Assumed, picked from 0.05–0.15. */
const HOURLY_SPREAD = 0.1;

export const cloudFields = fields({
  clearness: defaulting(
    ratio('Mean of the day’s light over that of a clear sky.', { min: 0.05, max: 0.99 }),
    0.85,
    'assumed: sunny plains; gives some 1,800 hours of rated output in Texas, as PVWatts does',
  ),
  deviation: defaulting(
    ratio('Standard deviation of that share from day to day.', { min: 0.01, max: 0.4 }),
    0.18,
    'ERCOT’s solar fleet in 2022: daily deviation 0.28 of the mean (EIA-930, from power.md section 16)',
  ),
  memory: defaulting(
    quantity('time', 'Time over which a day’s clouds are forgotten.', { min: 1, max: 30 * SECONDS_PER_DAY }),
    '18 hour',
    'ERCOT’s solar fleet in 2022: lag of one day 0.27 = e^(−24/18)',
  ),
}).meta({ description: 'Clouds where nobody recorded any, drawn from a stream of their own.' });

export const solar = entry({
  kind: 'solar',
  doc: 'A field of panels at the site: sun, clear sky, clouds, plane, cell heat and inverter; or a recorded output.',
  fields: fields({
    capacity: quantity('power', 'Rated direct current of the panels.', { above: 0 }),
    tracking: defaulting(
      flag('Panels turn about a level axis from south to north.'),
      true,
      'most large plants built since 2020',
    ),
    tilt: defaulting(
      number('Tilt of fixed panels from level, in degrees.', { min: 0, max: 90 }),
      30,
      'near the best in the middle latitudes',
    ),
    azimuth: number('Direction that fixed panels face, degrees clockwise from north; towards the equator if absent.', {
      min: 0,
      max: 360,
    }).optional(),
    overbuild: defaulting(
      number('Direct over alternating current.', { min: 0.5, max: 2 }),
      1.1,
      'PVWatts default (pvlib-python 6382338a7)',
    ),
    turbidity: defaulting(
      number('Linke turbidity of the air.', { min: 1.5, max: 10 }),
      3,
      'clean dry air is 2, a dusty summer 5',
    ),
    albedo: defaulting(ratio('Light that the ground gives back.'), 0.2, 'grass and soil'),
    temperature: defaulting(
      number('Mean air temperature by day, degrees Celsius.', { min: -60, max: 60 }),
      20,
      'assumed: cells lose 0.35% a degree',
    ),
    losses: defaulting(
      ratio('Losses before the inverter.', { max: 0.6 }),
      Number(PLANT_LOSSES.toFixed(4)),
      'PVWatts: eight losses that make 14.1% (pvlib-python 6382338a7)',
    ),
    clouds: defaulting(cloudFields, {}, 'clouds of a sunny plain'),
    output: seriesField('share', 'Recorded output over capacity, slot by slot, instead of all of the above.', {
      min: 0,
      max: 1.2,
    }).optional(),
    levelisedCost: defaulting(
      price('energy price', 'What building it costs over its life, per kilowatt-hour it can give.', { min: 0 }),
      '40 USD/MWh',
      'Lazard June 2025, US unsubsidised 38–78 USD/MWh; China 21 EUR/MWh (PyPSA-China-PIK 25c83bf)',
    ),
    takingCost: defaulting(
      price('energy price', 'What taking one more kilowatt-hour costs; below 0 where production is paid for.'),
      '0 USD/MWh',
      'panels do not wear by use',
    ),
  }),
  make: (spec, context: SourceContext): Source => {
    const power =
      spec.output === undefined ? computed(spec, context) : scaled(signalFrom(spec.output, context), spec.capacity);
    return new FreeSource(context.name, 'curtailed solar', context.now, power, context.dollars(spec.takingCost), {
      label: 'Solar',
      dollarsPerJoule: context.dollars(spec.levelisedCost),
    });
  },
});

interface Panels {
  readonly capacity: number;
  readonly tracking: boolean;
  readonly tilt: number;
  readonly azimuth?: number | undefined;
  readonly overbuild: number;
  readonly turbidity: number;
  readonly albedo: number;
  readonly temperature: number;
  readonly losses: number;
  readonly clouds: { readonly clearness: number; readonly deviation: number; readonly memory: Seconds };
}

/** Output in slots of a quarter of an hour, each at its middle [W]. */
const SLOT: Seconds = 900;
/** Temperature coefficient of power of premium panels [1/K] (NREL/ssc e97a19f8e). */
const GAMMA = -0.0035;
/** Wind at the panels [m/s]. Assumed. */
const BREEZE = 2;

const computed = (spec: Panels, { place, calendar, chance, name }: SourceContext): Signal => {
  const { clouds } = spec;
  const marginal = kumaraswamy(clouds.clearness, clouds.deviation);
  const days = remembering(chance(`weather/${name}/days`), SECONDS_PER_DAY, clouds.memory);
  const hours = remembering(chance(`weather/${name}/hours`), SECONDS_PER_HOUR, HOURLY_MEMORY);
  const fixed: Plane = {
    tilt: radians(spec.tilt),
    azimuth: radians(spec.azimuth ?? (place.latitude >= 0 ? 180 : 0)),
  };
  const clearnessAt = (time: Seconds): number => {
    const day = marginal(normal(days(Math.floor(time / SECONDS_PER_DAY))));
    return Math.max(0.02, Math.min(1, day + HOURLY_SPREAD * hours(Math.floor(time / SECONDS_PER_HOUR))));
  };
  return slotted(SLOT, (index) => {
    const time = (index + 0.5) * SLOT;
    const sun = sunAt(place, calendar.start + time);
    if (sun.zenith >= Math.PI / 2) return 0;
    const clear = clearSky(sun.zenith, sun.extraterrestrial, spec.turbidity, place.altitude);
    const light = erbs(clear.global * clearnessAt(time), sun.zenith, sun.extraterrestrial);
    const received = onPlane(light, sun, spec.tracking ? tracked(sun) : fixed, spec.albedo);
    const direct =
      spec.capacity *
      (1 - spec.losses) *
      directCurrent(received, cellTemperature(received, spec.temperature, BREEZE), GAMMA);
    /** `overbuild` says how much more direct current there is than the inverter takes at its own rating. */
    return inverted(direct, spec.capacity / spec.overbuild / 0.96);
  });
};
