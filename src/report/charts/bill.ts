/** The electricity bill, line by line, as the supplier would print it. */
import type { BillLine, RunResult } from '../../measure/result.js';
import { JOULES_PER_KILOWATT_HOUR } from '../../units/quantity.js';
import { billTotal, itemsOf, priceText, quantityText } from '../bill.js';
import type { Figure } from '../figure.js';
import { billFinding } from '../findings.js';
import { dollars, ENERGY_LADDER, MISSING, percent, quantity } from '../numbers.js';
import { horizontalBars } from './bars.js';

export const billFigure = (result: RunResult): Figure | null => {
  const items = itemsOf(result.bill);
  const total = billTotal(items);
  if (items.length === 0) return null;
  const rows = items.map((item) => ({
    name: item.label,
    parts: [{ role: 'electricity' as const, value: Math.max(0, item.dollars), word: '' }],
    figure: dollars(item.dollars),
    rest:
      item.unit === 'USD' ? `${priceText(item)} of what stands above` : `${shortQuantity(item)} at ${priceText(item)}`,
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
      columns: [{ name: 'Line', numeric: false }, ...['USD', 'Share of bill'].map((name) => ({ name, numeric: true }))],
      rows: items.map((item) => [
        item.label,
        dollars(item.dollars),
        total === 0 ? MISSING : percent(item.dollars / total),
      ]),
    },
    how: [
      'Each line is its metered quantity times its price, turned into dollars at the stated exchange rate. Monthly charges count by their share of the month.',
      'A peak is the highest mean over the windows of the tariff; a tax or an adjustment is a share of the lines above it.',
    ],
    draw: (frame) => ({ spec: horizontalBars(rows, frame, 'USD', true, true) }),
  };
};

/** Energy by its size in MWh or GWh, everything else as on the bill. */
const shortQuantity = (item: BillLine): string =>
  item.unit === 'kWh' ? quantity(item.quantity * JOULES_PER_KILOWATT_HOUR, ENERGY_LADDER) : quantityText(item);
