/** A price per named period of the day, week and year: the meter knows what the clock shows. */
import { fields, list, name, price } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { energy } from '../../units/quantity.js';
import { zoneField } from '../calendar.js';
import { remembered, scheduled } from '../signal.js';
import { Timetable } from '../timetable.js';
import { EnergyMeter } from './energy-meter.js';
import type { TariffContext, TariffPart } from './part.js';
import { claimOf, type When, whenShape } from './when.js';

const period = fields({
  name: name('What the bill calls this period: peak, flat, valley, …'),
  price: price('energy price', 'Price of a kilowatt-hour at the site meter within this period.'),
  ...whenShape,
});

const timetableOf = (periods: readonly When[]) => new Timetable(periods.map(claimOf));

const PERIODS = 'Periods that together cover every minute of the week and year exactly once.';

const periods = list(period, PERIODS, { max: 100 })
  .superRefine((values, context) => {
    const names = values.map((value) => value.name);
    for (const [row, each] of names.entries()) {
      if (names.indexOf(each) !== row) {
        context.addIssue({ code: 'custom', path: [row, 'name'], message: 'a name that no other period has' });
      }
    }
    for (const { row, stretch } of timetableOf(values).misfits()) {
      context.addIssue({
        code: 'custom',
        path: row === null ? [] : [row],
        message:
          row === null
            ? `periods that cover every minute; none covers ${stretch}`
            : `times that no earlier period covers; ${stretch} is covered twice`,
      });
    }
  })
  .meta({ description: PERIODS });

export const timeOfUse = entry({
  kind: 'time-of-use',
  doc: 'A price per named period of the local day, week and year.',
  fields: fields({
    periods,
    zone: zoneField(
      'Zone of the tariff clock, a fixed distance from UTC without daylight saving; left out: the site’s own.',
    ).optional(),
  }),
  make: ({ periods, zone }, { calendar, dollars, zone: siteZone }: TariffContext): TariffPart => {
    const timetable = timetableOf(periods);
    const rates = periods.map((value) => dollars(value.price));
    const energyPrice = remembered(scheduled(timetable, rates, calendar, zone ?? siteZone));
    const row = remembered(scheduled(timetable, [...periods.keys()], calendar, zone ?? siteZone));
    const meters = periods.map((value, index) => new EnergyMeter(`Energy, ${value.name}`, value.price, rates[index]!));
    return {
      energyPrice,
      charge: ({ power, from, to }) => {
        let due = 0;
        for (let time = from; time < to; ) {
          const end = Math.min(to, row.nextChange(time));
          due += meters[row.at(time)]!.add(energy(power, end - time));
          time = end;
        }
        return due;
      },
      lines: () => meters.map((meter) => meter.line()),
      turn: () => {
        for (const meter of meters) meter.turn();
      },
    };
  },
});
