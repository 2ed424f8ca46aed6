/** A price on the highest window of the month: what utilities charge for the wires that the peak needs. */
import { count, defaulting, fields, name, price, quantity, ratio } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import { entry } from '../../schema/shelf.js';
import type { Watts } from '../../units/quantity.js';
import { Timetable } from '../timetable.js';
import { DemandMeter } from './demand-meter.js';
import type { TariffContext, TariffPart } from './part.js';
import { type Billed, demandCharge, windowField, windowIssues } from './peak-price.js';
import { claimOf, whenShape } from './when.js';

const kilowatts = (power: Watts): string => `${Math.round(power / 1000).toLocaleString('en')} kW`;

const ratchet = fields({
  share: ratio('Share of the highest earlier month that is charged at the least.', { min: 0.01 }),
  months: count('How many months back the ratchet looks.', { max: 24 }),
  before: defaulting(
    quantity('power', 'Highest demand of those months that lie before the run.', { min: 0 }),
    '0 W',
    'a run without a past',
  ),
}).meta({ description: 'Charges at least a share of the highest demand of earlier months.' });

const contract = fields({
  power: quantity('power', 'Demand agreed with the supplier, charged whether it is reached or not.', { above: 0 }),
  tolerance: defaulting(
    ratio('Share of the agreed demand up to which nothing more is charged.', { min: 1, max: 2 }),
    '105%',
    'assumed: the rule of the Chinese two-part tariff as NDRC document 1583 of 2016 is reported, not read here; what is above 105% is charged twice',
  ),
  excess: defaulting(
    ratio('How often the demand above the tolerance is charged.', { min: 1, max: 10 }),
    2,
    'assumed, as the tolerance',
  ),
}).meta({ description: 'A demand agreed beforehand, as in the Chinese two-part tariff by maximum demand.' });

export const demand = entry({
  kind: 'demand',
  doc: 'A price per kilowatt of the highest window of each month, at all hours or at those of a period, with a ratchet or an agreed demand where there is one.',
  fields: fields({
    name: defaulting(name('What the bill calls it.'), 'peak', 'the peak of the month'),
    price: price('yearly power price', 'Price of a kilowatt of the month’s demand, such as "15 USD/(kW month)".', {
      min: 0,
    }),
    window: windowField,
    ...whenShape,
    ratchet: ratchet.optional(),
    contract: contract.optional(),
  }),
  check: ({ window, hours, ratchet, contract }): readonly Issue[] => [
    ...windowIssues(window, hours),
    ...(ratchet !== undefined && contract !== undefined
      ? [
          {
            path: ['contract'],
            expected: 'no agreed demand beside a ratchet: either says what is charged at the least',
          },
        ]
      : []),
  ],
  make: ({ name, price, window, ratchet, contract, ...when }, context: TariffContext): TariffPart => {
    const timetable = new Timetable([claimOf(when)]);
    const meter = new DemandMeter(
      window,
      context,
      (time) => timetable.rowAt(context.calendar.moment(time, context.zone)) === 0,
    );
    const earlier: Watts[] = [];
    const billed = (peak: Watts): Billed => {
      if (contract !== undefined) {
        const { power, tolerance, excess } = contract;
        return { watts: power + Math.max(0, peak - tolerance * power) * excess, note: `agreed ${kilowatts(power)}` };
      }
      if (ratchet === undefined) return { watts: peak };
      const recent = earlier.slice(-ratchet.months);
      const highest = Math.max(recent.length < ratchet.months ? ratchet.before : 0, ...recent);
      const least = ratchet.share * highest;
      return least > peak ? { watts: least, note: `the ratchet holds, from ${kilowatts(highest)}` } : { watts: peak };
    };
    return demandCharge(`Demand, ${name}`, 'demand', price, meter, billed, context, (peak) => earlier.push(peak));
  },
});
