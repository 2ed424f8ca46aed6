/** A capacity price that is charged on a few hours of the year: those in which the whole system peaks. */
import { count, defaulting, fields, list, price, text } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import { entry } from '../../schema/shelf.js';
import {
  type Joules,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  SECONDS_PER_YEAR,
  type Seconds,
} from '../../units/quantity.js';
import { calendarFrom } from '../calendar.js';
import { signalFrom } from '../series/aligned.js';
import { seriesField } from '../series/field.js';
import { constant, type Signal } from '../signal.js';
import type { TariffContext, TariffPart } from './part.js';

const HOUR_DOC = 'Local start of an hour, such as 2025-07-15T17:00.';
const HOUR_EXPECTED = 'the local start of a whole hour, such as 2025-07-15T17:00';

const listedHour = text(HOUR_DOC, 20, HOUR_EXPECTED)
  .refine((value) => /T\d\d:00$/.test(value) && calendarFrom(value, 0) !== null, { error: HOUR_EXPECTED })
  .meta({ description: HOUR_DOC, examples: ['2025-07-15T17:00'] });

export const coincidentPeak = entry({
  kind: 'coincident-peak',
  doc: 'A yearly price per kilowatt of the site’s mean power in the hours in which the whole system peaks: listed, or the highest hour of each of the highest days of a load series, as a perfect forecast would know them. A run pays for the hours that lie in it.',
  fields: fields({
    price: price('yearly power price', 'Price of capacity, such as "120147 USD/(MW year)".', { min: 0 }),
    hours: list(listedHour, 'The hours that count, by their local start.', { max: 1000 }).optional(),
    load: seriesField('power', 'Load of the whole system, from which the hours are found.', { min: 0 }).optional(),
    of: defaulting(
      count('Hours of the year that the price is divided among.', { max: 1000 }),
      5,
      'assumed: PJM charges capacity on the highest hours of its five highest days',
    ),
  }),
  check: ({ hours, load, of }): readonly Issue[] => {
    if ((hours === undefined) === (load === undefined))
      return [
        { path: ['hours'], expected: 'either hours, listed, or the load of the system from which they are found' },
      ];
    const sorted = [...(hours ?? [])].sort();
    const twice = sorted.find((hour, row) => hour === sorted[row + 1]);
    if (twice !== undefined)
      return [{ path: ['hours'], found: `${twice} for the second time`, expected: 'each hour once' }];
    return sorted.length > of
      ? [
          {
            path: ['of'],
            found: String(of),
            expected: `at least as many hours of the year as are listed: ${sorted.length}`,
          },
        ]
      : [];
  },
  make: ({ price, hours, load, of }, context: TariffContext): TariffPart => {
    const { calendar, zone, dollars } = context;
    const perWattYear = dollars(price) * SECONDS_PER_YEAR;
    const starts =
      hours === undefined
        ? highestHours(signalFrom(load!, context), of, context)
        : () => hours.map((hour) => calendarFrom(hour, zone)!.start - calendar.start);
    let energy: Joules = 0;
    let met = new Set<Seconds>();
    const quantity = () => energy / SECONDS_PER_HOUR / of;
    return {
      energyPrice: constant(0),
      charge: ({ power, from, to, month }) => {
        let added = 0;
        for (const start of starts(month.year)) {
          const within = Math.min(to, start + SECONDS_PER_HOUR) - Math.max(from, start);
          if (within <= 0) continue;
          added += power * within;
          met.add(start);
        }
        energy += added;
        return (perWattYear * added) / SECONDS_PER_HOUR / of;
      },
      lines: () => [
        {
          label: 'Capacity, coincident peak',
          group: 'demand',
          quantity: quantity() / 1000,
          unit: 'kW-year',
          price: price.amount * SECONDS_PER_YEAR * 1000,
          currency: price.currency,
          dollars: perWattYear * quantity(),
          peaks: [...met].map((from) => ({
            from,
            to: from + SECONDS_PER_HOUR,
            price: perWattYear / SECONDS_PER_HOUR / of,
          })),
          note: `${met.size} of the ${of} hours of the year`,
        },
      ],
      turn: () => {
        energy = 0;
        met = new Set();
      },
    };
  },
});

/** Starts of the highest hours of a local year, one from each of its `count` highest days. */
const highestHours = (
  load: Signal,
  count: number,
  { calendar, zone }: TariffContext,
): ((year: number) => readonly Seconds[]) => {
  const known = new Map<number, readonly Seconds[]>();
  const find = (year: number): readonly Seconds[] => {
    const from = Date.UTC(year, 0, 1) / 1000 - zone - calendar.start;
    const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 1000 / SECONDS_PER_DAY;
    const highest = Array.from({ length: days }, (_, day) => {
      const hours = Array.from({ length: 24 }, (__, hour) => from + day * SECONDS_PER_DAY + hour * SECONDS_PER_HOUR);
      const start = hours.reduce((best, hour) => (load.at(hour) > load.at(best) ? hour : best));
      return { start, load: load.at(start) };
    });
    return highest
      .sort((a, b) => b.load - a.load || a.start - b.start)
      .slice(0, count)
      .map(({ start }) => start);
  };
  return (year) => {
    const starts = known.get(year) ?? find(year);
    known.set(year, starts);
    return starts;
  };
};
