import { describe, expect, test } from 'vitest';
import type { BillLine } from '../../src/measure/result.js';
import { billTable, itemsOf, monthTable, periodText } from '../../src/report/bill.js';
import { sample } from './sample.js';

test.each([
  ['2025-03-12T00:00', '2025-03-13T00:00', '12 Mar 2025'],
  ['2025-03-12T06:00', '2025-03-12T18:30', '12 Mar 2025, 06:00–18:30'],
  ['2025-03-12T00:00', '2025-03-15T00:00', '12–14 Mar 2025'],
  ['2025-02-27T12:00', '2025-03-02T12:00', '27 Feb–2 Mar 2025'],
  ['2025-12-30T00:00', '2026-01-02T00:00', '30 Dec 2025–1 Jan 2026'],
  ['2024-02-01T00:00', '2024-03-01T00:00', 'Feb 2024'],
  ['2025-01-01T00:00', '2026-01-01T00:00', 'Jan–Dec 2025'],
  ['2025-12-01T00:00', '2026-02-01T00:00', 'Dec 2025–Jan 2026'],
])('from %s to %s is %s', (from, to, text) => {
  expect(periodText(from, to)).toBe(text);
});

const january = { from: '2025-01-01T00:00', to: '2025-02-01T00:00' };
const february = { from: '2025-02-01T00:00', to: '2025-02-15T00:00' };
const usd = { currency: 'USD' };
const bill: readonly BillLine[] = [
  {
    ...january,
    ...usd,
    label: 'Energy, flat',
    group: 'energy',
    quantity: 700_000,
    unit: 'kWh',
    price: 0.05,
    dollars: 35_000,
  },
  {
    ...january,
    ...usd,
    label: 'Demand, peak',
    group: 'demand',
    quantity: 1200,
    unit: 'kW-month',
    price: 10,
    dollars: 12_000,
    peak: { watts: 1.2e6, at: '2025-01-20T17:45' },
  },
  { ...january, ...usd, label: 'Tax, VAT', group: 'tax', quantity: 47_000, unit: 'USD', price: 0.1, dollars: 4700 },
  {
    ...february,
    ...usd,
    label: 'Energy, flat',
    group: 'energy',
    quantity: 300_000,
    unit: 'kWh',
    price: 0.06,
    dollars: 18_000,
  },
  {
    ...february,
    ...usd,
    label: 'Demand, peak',
    group: 'demand',
    quantity: 500,
    unit: 'kW-month',
    price: 10,
    dollars: 5000,
    peak: { watts: 1e6, at: '2025-02-03T09:00' },
  },
  { ...february, ...usd, label: 'Tax, VAT', group: 'tax', quantity: 23_000, unit: 'USD', price: 0.1, dollars: 2300 },
];
const rowsOf = (result: { readonly rows: readonly (readonly string[])[] } | null) =>
  result?.rows.map((row) => row.join(' | ').replaceAll('\u202f', ' '));

describe('a bill over two months', () => {
  test('adds up equal lines: the price is the mean paid, the peak the highest', () => {
    expect(itemsOf(bill).map(({ label, months }) => [label, months])).toEqual([
      ['Energy, flat', 2],
      ['Demand, peak', 2],
      ['Tax, VAT', 2],
    ]);
    expect(itemsOf(bill)[0]).toMatchObject({ quantity: 1e6, price: 0.053, dollars: 53_000, to: february.to });
    expect(itemsOf(bill)[1]!.peak).toEqual({ watts: 1.2e6, at: '2025-01-20T17:45' });
  });

  test('prints lines, subtotal, tax and total', () => {
    expect(rowsOf(billTable({ ...sample, bill }))).toMatchInlineSnapshot(`
      [
        "Energy, flat | 1,000,000 kWh | USD 0.053 a kWh | 53,000",
        "Demand, peak (1.20 MW at 17:45 on 20 Jan) | 1,700 kW × month | USD 10 a kW and month | 17,000",
        "Subtotal |  |  | 70,000",
        "Tax, VAT | of 70,000 USD | 10% | 7,000",
        "Total |  |  | 77,000",
      ]
    `);
  });

  test('has a row a month; a bill of one month has none', () => {
    expect(monthTable({ ...sample, bill })?.columns.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "Month",
        "Energy, MWh",
        "Peak, MW",
        "Energy, USD",
        "Demand and capacity, USD",
        "Tax, USD",
        "Total, USD",
      ]
    `);
    expect(rowsOf(monthTable({ ...sample, bill }))).toMatchInlineSnapshot(`
      [
        "Jan 2025 | 700 | 1.20 | 35,000 | 12,000 | 4,700 | 51,700",
        "1–14 Feb 2025 | 300 | 1.00 | 18,000 | 5,000 | 2,300 | 25,300",
        "All | 1,000 | 1.20 | 53,000 | 17,000 | 7,000 | 77,000",
      ]
    `);
    expect(monthTable({ ...sample, bill: bill.slice(0, 3) })).toBeNull();
  });

  test('tells what sources of one’s own cost once for all months', () => {
    const wear: BillLine = { ...bill[0]!, to: february.to, label: 'Battery wear', group: 'supply', dollars: 700 };
    const rows = rowsOf(monthTable({ ...sample, bill: [...bill, wear] }))!;
    expect(rows.map((row) => row.split(' | ')[0])).toEqual([
      'Jan 2025',
      '1–14 Feb 2025',
      'Own supply, all months',
      'All',
    ]);
    expect(rows.map((row) => row.split(' | ').at(-1))).toEqual(['51,700', '25,300', '700', '77,700']);
  });
});

test('a small bill is told to the cent, and without a tax there is no subtotal', () => {
  const line = { ...bill[0]!, quantity: 123.456, dollars: 6.1728 };
  expect(rowsOf(billTable({ ...sample, bill: [line] }))).toMatchInlineSnapshot(`
    [
      "Energy, flat | 123 kWh | USD 0.05 a kWh | 6.17",
      "Total |  |  | 6.17",
    ]
  `);
});
