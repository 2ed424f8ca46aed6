/** Turns money into dollars at the stated exchange rates, and says where a rate is missing. */
import { defaulting, fields, number } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import type { Currency, Money } from '../units/parse.js';
import type { Dollars } from '../units/quantity.js';

const rate = (currency: string) => number(`${currency} per US dollar.`, { min: 1e-9 });

export const exchangeFields = fields({
  CNY: defaulting(rate('CNY'), 7.15, 'the rate at which all figures of the catalogue are stated (2026)'),
  EUR: rate('EUR').optional(),
});

/** Units of each currency per US dollar; currencies without a stated rate are left out. */
export type Exchange = { readonly [Code in Exclude<Currency, 'USD'>]?: number | undefined };

const perDollar = (exchange: Exchange, currency: Currency): number | undefined =>
  currency === 'USD' ? 1 : exchange[currency];

/** @throws RangeError when the currency has no rate; `exchangeIssues` finds these before a run. */
export const toDollars = (money: Money, exchange: Exchange): Dollars => {
  const units = perDollar(exchange, money.currency);
  if (units === undefined) throw new RangeError(`no exchange rate is stated for ${money.currency}`);
  return money.amount / units;
};

/** One located issue for each price in a parsed value whose currency has no stated rate. */
export const exchangeIssues = (value: unknown, exchange: Exchange, path: Issue['path'] = []): readonly Issue[] => {
  if (isMoney(value)) {
    if (perDollar(exchange, value.currency) !== undefined) return [];
    const { currency } = value;
    return [
      {
        path,
        found: `a price in ${currency}`,
        expected: `an exchange rate for ${currency}: exchange: {${currency}: units per USD}`,
      },
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...steps].flatMap(([step, inner]) => exchangeIssues(inner, exchange, [...path, step]));
};

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
