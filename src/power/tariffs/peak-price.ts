/** Charges a price for the demand of each month, however demand is billed, and says when the peak was. */
import { defaulting, quantity } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import type { Money } from '../../units/parse.js';
import type { Seconds, Watts } from '../../units/quantity.js';
import { constant } from '../signal.js';
import type { Claim } from '../timetable.js';
import { Accrual, PRICED_MONTH } from './accrual.js';
import type { DemandMeter } from './demand-meter.js';
import type { Group, PeakPrice, TariffContext, TariffPart } from './part.js';

export const windowField = defaulting(
  quantity(
    'time',
    'Length of the windows over which power is averaged: 15, 30 or 60 minutes, or another that divides an hour.',
    {
      min: 60,
      max: 3600,
    },
  ),
  '15 minute',
  'the most common window of large customers, in the United States and in China',
);

/** Windows that leave no rest in an hour, and hours that begin and end with a window. */
export const windowIssues = (window: Seconds, hours: Claim['times'] = []): readonly Issue[] => {
  const minutes = window / 60;
  if (3600 % window !== 0 || !Number.isInteger(minutes))
    return [
      {
        path: ['window'],
        expected: `a window of whole minutes that divides an hour, such as 15 minute: ${Number(minutes.toPrecision(4))} minutes leave a rest, so hours and months would end inside one`,
      },
    ];
  return hours.flatMap(({ from, to }, row): Issue[] =>
    from % minutes === 0 && to % minutes === 0
      ? []
      : [{ path: ['hours', row], expected: `times that begin and end with a window of ${minutes} minutes` }],
  );
};

/** What is charged for a month's peak, and why it is another figure. */
export interface Billed {
  readonly watts: Watts;
  readonly note?: string;
}

/** A part that charges `price` for what `billed` makes of the month's peak. `remember` is told each finished month's peak. */
export const demandCharge = (
  label: string,
  group: Group,
  price: Money,
  meter: DemandMeter,
  billed: (peak: Watts) => Billed,
  { dollars }: Pick<TariffContext, 'dollars'>,
  remember: (peak: Watts) => void = () => {},
): TariffPart => {
  const perWatt = dollars(price) * PRICED_MONTH;
  const accrual = new Accrual();
  /** What one more watt of peak adds, split over the windows that decide together (docs/model.md, the next kilowatt-hour). */
  const peaks = (): readonly PeakPrice[] => {
    const { watts } = meter.peak;
    const step = Math.max(1, watts / 1000);
    const slope = (billed(watts + step).watts - billed(watts).watts) / step;
    const windows = slope > 0 ? meter.decisive : [];
    return windows.map(({ at, seconds }) => ({
      from: at,
      to: at + seconds,
      price: (perWatt * accrual.share * slope) / windows.length / seconds,
    }));
  };
  const due = () => perWatt * billed(meter.peak.watts).watts * accrual.share;
  return {
    energyPrice: constant(0),
    charge: (stretch) => {
      meter.add(stretch);
      accrual.pass(stretch);
      return accrual.owe(due());
    },
    lines: () => {
      const { watts, note } = billed(meter.peak.watts);
      return [
        {
          label,
          group,
          quantity: (watts * accrual.share) / 1000,
          unit: 'kW-month',
          price: price.amount * PRICED_MONTH * 1000,
          currency: price.currency,
          dollars: due(),
          peak: meter.peak,
          peaks: peaks(),
          ...(note === undefined ? {} : { note }),
        },
      ];
    },
    turn: () => {
      remember(meter.peak.watts);
      meter.turn();
      accrual.turn();
    },
  };
};
