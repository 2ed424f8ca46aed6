/** A price per named period of the day, week and year: the meter knows what the clock shows. */
import { choice, count, defaulting, fields, list, name, price, text } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { energy } from '../../units/quantity.js';
import { zoneField } from '../calendar.js';
import { remembered, scheduled } from '../signal.js';
import { type Claim, Timetable } from '../timetable.js';
import { EnergyMeter } from './energy-meter.js';
import type { TariffContext, TariffPart } from './part.js';

const WEEKDAYS = { all: [0, 1, 2, 3, 4, 5, 6], weekdays: [0, 1, 2, 3, 4], weekend: [5, 6] } as const;
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** `17:00-23:00` as minutes of the day. */
const hours = text('Local times from and to, such as 17:00-23:00; 22:00-06:00 runs over midnight.', 20)
  .transform((value, context) => {
    const found = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)$/.exec(value);
    const from = Number(found?.[1]) * 60 + Number(found?.[2]);
    const to = found?.[3] === undefined ? 1440 : Number(found[3]) * 60 + Number(found[4]);
    if (found === null || from === to) {
      context.addIssue({
        code: 'custom',
        message: 'two local times, such as "17:00-23:00", or "00:00-24:00" for a whole day',
      });
    }
    return { from, to };
  })
  .meta({ description: 'Local times from and to.', examples: ['17:00-23:00'] });

const period = fields({
  name: name('What the bill calls this period: peak, flat, valley, …'),
  price: price('energy price', 'Price of a kilowatt-hour at the site meter within this period.'),
  hours: defaulting(
    list(hours, 'Local times of day; an hour after midnight counts with the day it falls on.', { max: 48 }),
    ['00:00-24:00'],
    'a period without hours lasts the whole day',
  ),
  days: defaulting(
    choice(['all', 'weekdays', 'weekend'], 'Days of the week; weekdays are Monday to Friday, holidays included.'),
    'all',
    'most time-of-use tariffs make no difference between days',
  ),
  months: defaulting(
    list(count('A month of the year, 1 to 12.', { max: 12 }), 'Months of the year.', { max: 12 }),
    [...EVERY_MONTH],
    'a period without months holds all year',
  ),
});

interface Period {
  readonly hours: Claim['times'];
  readonly days: keyof typeof WEEKDAYS;
  readonly months: readonly number[];
}

const timetableOf = (periods: readonly Period[]) =>
  new Timetable(periods.map(({ hours, days, months }) => ({ times: hours, weekdays: WEEKDAYS[days], months })));

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
      charge: (power, from, to) => {
        let due = 0;
        for (let time = from; time < to; ) {
          const end = Math.min(to, row.nextChange(time));
          due += meters[row.at(time)]!.add(energy(power, end - time));
          time = end;
        }
        return due;
      },
      lines: () => meters.map((meter) => meter.line()),
    };
  },
});
