/** Hourly prices that nobody recorded, with the statistics of a year that somebody did: for scenarios that must run without a file. */
import { choice, fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { SECONDS_PER_HOUR } from '../../units/quantity.js';
import { remembered, type Signal } from '../signal.js';
import { ercot2023 } from '../synthetic/ercot-2023.js';
import { syntheticYear } from '../synthetic/year.js';
import { MovingPriceMeter } from './moving-price-meter.js';
import type { TariffContext, TariffPart } from './part.js';

export const syntheticYears = [ercot2023] as const;

const names = syntheticYears.map(({ name }) => name) as [string, ...string[]];

export const synthetic = entry({
  kind: 'synthetic',
  doc: 'A synthetic year of hourly prices: a published year’s quantiles, months, days and memory, drawn anew with each seed. Never a record.',
  fields: fields({
    like: choice(names, 'Year whose statistics it has.'),
  }),
  make: ({ like }, context: TariffContext): TariffPart => {
    const statistics = syntheticYears.find(({ name }) => name === like)!;
    const values = syntheticYear(statistics, (purpose) => context.chance(`price/${like}/${purpose}`));
    const hourOf = (time: number): number => {
      const utc = (context.calendar.start + time) * 1000;
      const since = utc - Date.UTC(new Date(utc).getUTCFullYear(), 0, 1);
      return Math.floor(since / 1000 / SECONDS_PER_HOUR) % values.length;
    };
    const hourly: Signal = {
      at: (time) => values[hourOf(time)]!,
      nextChange: (time) => {
        const utc = context.calendar.start + time;
        return (Math.floor(utc / SECONDS_PER_HOUR) + 1) * SECONDS_PER_HOUR - context.calendar.start;
      },
    };
    const energyPrice = remembered(hourly);
    const meter = new MovingPriceMeter(`Energy, synthetic hours like ${like}`, energyPrice, 'USD', 1, 'energy');
    return {
      energyPrice,
      charge: ({ power, from, to }) => meter.add(power, from, to),
      lines: () => [meter.line()],
      turn: () => meter.turn(),
    };
  },
});
