/** The electricity bill, line by line, as the supplier would print it. */
import type { BillLine, RunResult } from '../../measure/result.js';
import type { Figure } from '../figure.js';
import { billFinding } from '../findings.js';
import { dollars, exact, figures, percent, quantity, THIN } from '../numbers.js';
import { horizontalBars } from './bars.js';

const METERED: Readonly<Record<string, readonly [number, string][]>> = {
  kWh: [
    [1e6, 'GWh'],
    [1e3, 'MWh'],
    [1, 'kWh'],
  ],
  kW: [
    [1e3, 'MW'],
    [1, 'kW'],
  ],
};

const metered = (line: BillLine): string =>
  METERED[line.unit] === undefined
    ? `${figures(line.quantity)}${THIN}${line.unit}`
    : quantity(line.quantity, METERED[line.unit]!);
const priced = (line: BillLine): string => `${line.currency} ${exact(line.price)} a ${line.unit}`;

export const billFigure = (result: RunResult): Figure | null => {
  const total = result.bill.reduce((sum, line) => sum + line.dollars, 0);
  if (result.bill.length === 0) return null;
  const rows = result.bill.map((line) => ({
    name: line.label,
    parts: [{ role: 'electricity' as const, value: Math.max(0, line.dollars), word: '' }],
    figure: dollars(line.dollars),
    rest: `${metered(line)} at ${priced(line)}`,
    whisker: null,
  }));
  const currencies = result.exchange
    .filter(({ currency }) => result.bill.some((line) => line.currency === currency))
    .map(({ currency, perDollar }) => `${currency} ${perDollar} to the dollar`);
  return {
    code: 'bill',
    finding: billFinding(result),
    subtitle: `Electricity bill of the run in ${result.moneyYear} USD, ${dollars(total)} in all${currencies.length === 0 ? '' : `; ${currencies.join(', ')}`}.`,
    note: '',
    label: `${billFinding(result)}. ${dollars(total)} in all.`,
    table: {
      columns: [
        { name: 'Line', numeric: false },
        ...['Metered', 'Price', 'USD', 'Share of bill'].map((name) => ({ name, numeric: true })),
      ],
      rows: result.bill.map((line) => [
        line.label,
        metered(line),
        priced(line),
        dollars(line.dollars),
        total === 0 ? '—' : percent(line.dollars / total),
      ]),
    },
    how: [
      'Each line is its metered quantity times its price, turned into dollars at the stated exchange rate. Monthly charges count by their share of the month.',
    ],
    draw: (frame) => ({ spec: horizontalBars(rows, frame, 'USD', true, true) }),
  };
};
