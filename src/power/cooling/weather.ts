/** Dry and wet bulb outside: stated, or hour by hour from a file. */
import { defaulting, fields, ratio } from '../../schema/field.js';
import type { ShelfValue } from '../../schema/shelf.js';
import type { Ratio, Seconds } from '../../units/quantity.js';
import { type SeriesContext, signalFrom } from '../series/aligned.js';
import { signalField } from '../series/field.js';
import type { Celsius, Weather } from './cooling.js';

const OUTSIDE = { min: -60, max: 60 };

export const weatherFields = fields({
  dryBulb: signalField('temperature', 'Temperature of the air outside.', OUTSIDE),
  wetBulb: signalField(
    'temperature',
    'Temperature of a wet surface outside. Left out: from the dry bulb and the humidity.',
    OUTSIDE,
  ).optional(),
  humidity: defaulting(
    ratio('Relative humidity, where no wet bulb is stated.', { min: 0.05, max: 0.99 }),
    '60%',
    'assumed, picked from 40–80%: annual means of most data-centre sites',
  ),
}).meta({ description: 'The weather outside: stated, or hour by hour from a file.' });

export type WeatherValue = ShelfValue<typeof weatherFields>;

/** Wet bulb of air at about sea level from dry bulb [°C] and relative humidity (Stull, J. Appl. Meteorol. Climatol. 50, 2011, equation 1).
 *  *Valid* from 5 to 99 % and −20 to 50 °C, within 1 °C but for cold dry air. */
export const wetBulb = (dry: Celsius, humidity: Ratio): Celsius => {
  const percent = humidity * 100;
  return (
    dry * Math.atan(0.151977 * Math.sqrt(percent + 8.313659)) +
    Math.atan(dry + percent) -
    Math.atan(percent - 1.676331) +
    0.00391838 * percent ** 1.5 * Math.atan(0.023101 * percent) -
    4.686035
  );
};

/** The weather at each instant of the run. */
export const weatherFrom = (value: WeatherValue, context: SeriesContext): ((time: Seconds) => Weather) => {
  const dry = signalFrom(value.dryBulb, context);
  const wet = value.wetBulb === undefined ? null : signalFrom(value.wetBulb, context);
  return (time) => {
    const dryBulb = dry.at(time);
    return { dryBulb, wetBulb: wet?.at(time) ?? Math.min(dryBulb, wetBulb(dryBulb, value.humidity)) };
  };
};
