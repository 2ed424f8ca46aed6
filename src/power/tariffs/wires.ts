/** What transmission and distribution charge beside the energy: by the kilowatt-hour, by the kilowatt of the month's peak, or both. */
import { defaulting, fields, name, price } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import { entry } from '../../schema/shelf.js';
import { energy } from '../../units/quantity.js';
import { constant } from '../signal.js';
import { DemandMeter } from './demand-meter.js';
import { EnergyMeter } from './energy-meter.js';
import type { TariffContext, TariffPart } from './part.js';
import { demandCharge, windowField, windowIssues } from './peak-price.js';

export const wires = entry({
  kind: 'wires',
  doc: 'Transmission and distribution: a price per kilowatt-hour, a price per kilowatt of the month’s highest window, or both.',
  fields: fields({
    name: defaulting(name('What the bill calls it.'), 'wires', 'transmission and distribution together'),
    energy: price('energy price', 'Price per kilowatt-hour taken from the grid.').optional(),
    power: price('yearly power price', 'Price per kilowatt of the month’s demand, such as "6 USD/(kW month)".', {
      min: 0,
    }).optional(),
    window: windowField,
  }),
  check: ({ energy, power, window }): readonly Issue[] =>
    energy === undefined && power === undefined
      ? [{ path: ['energy'], expected: 'a price by energy, by power, or both (missing)' }]
      : windowIssues(window),
  make: (values, context: TariffContext): TariffPart => {
    const { dollars } = context;
    const rate = values.energy === undefined ? 0 : dollars(values.energy);
    const meter =
      values.energy === undefined ? null : new EnergyMeter(`Delivery, ${values.name}`, values.energy, rate, 'wires');
    const peak =
      values.power === undefined
        ? null
        : demandCharge(
            `Delivery by peak, ${values.name}`,
            'wires',
            values.power,
            new DemandMeter(values.window, context),
            (watts) => ({ watts }),
            context,
          );
    return {
      energyPrice: constant(rate),
      charge: (stretch) =>
        (meter?.add(energy(stretch.power, stretch.to - stretch.from)) ?? 0) + (peak?.charge(stretch) ?? 0),
      lines: () => [...(meter === null ? [] : [meter.line()]), ...(peak?.lines() ?? [])],
      turn: () => {
        meter?.turn();
        peak?.turn();
      },
    };
  },
});
