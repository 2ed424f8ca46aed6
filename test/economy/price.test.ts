import { expect, test } from 'vitest';
import { exchangeFields, exchangeIssues, toDollars } from '../../src/economy/price.js';

const exchange = exchangeFields.parse({});

test('dollars stay dollars; yuan become dollars at the stated rate', () => {
  expect(toDollars({ amount: 5, currency: 'USD' }, exchange)).toBe(5);
  expect(toDollars({ amount: 7.15, currency: 'CNY' }, exchange)).toBe(1);
  expect(toDollars({ amount: 7.15, currency: 'CNY' }, { CNY: 14.3 })).toBe(0.5);
});

test('a currency without a rate is located, wherever its price stands', () => {
  const value = {
    tariff: [{ kind: 'flat', price: { amount: 1e-8, currency: 'EUR' } }, { price: { amount: 1, currency: 'CNY' } }],
    note: null,
  };
  expect(exchangeIssues(value, exchange, ['power'])).toEqual([
    {
      path: ['power', 'tariff', 0, 'price'],
      found: 'a price in EUR',
      expected: 'an exchange rate for EUR: exchange: {EUR: units per USD}',
    },
  ]);
  expect(exchangeIssues(value, { ...exchange, EUR: 0.92 })).toEqual([]);
  expect(() => toDollars({ amount: 1, currency: 'EUR' }, exchange)).toThrow('no exchange rate is stated for EUR');
});

test('a rate of nothing is refused', () => {
  expect(exchangeFields.safeParse({ CNY: 0 }).success).toBe(false);
  expect(exchangeFields.safeParse({ GBP: 0.8 }).success).toBe(false);
});
