/** A sum per month whatever is drawn, due by the share of the month that passed. */
import type { Money } from '../../units/parse.js';
import { constant } from '../signal.js';
import { Accrual, PRICED_MONTH } from './accrual.js';
import type { Group, TariffContext, TariffPart } from './part.js';

/** Charges `price` a month for `units` of something that stands there; the line counts them in `unit`, each of `scale` units. */
export const standingCharge = (
  {
    label,
    group,
    unit,
    scale,
  }: { readonly label: string; readonly group: Group; readonly unit: string; readonly scale: number },
  price: Money,
  units: number,
  { dollars }: Pick<TariffContext, 'dollars'>,
): TariffPart => {
  const monthly = dollars(price) * PRICED_MONTH * units;
  const accrual = new Accrual();
  return {
    energyPrice: constant(0),
    charge: (stretch) => {
      accrual.pass(stretch);
      return accrual.owe(monthly * accrual.share);
    },
    lines: () => [
      {
        label,
        group,
        quantity: (units * accrual.share) / scale,
        unit,
        price: price.amount * PRICED_MONTH * scale,
        currency: price.currency,
        dollars: monthly * accrual.share,
      },
    ],
    turn: () => accrual.turn(),
  };
};
