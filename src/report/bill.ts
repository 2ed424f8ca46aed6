/** The electricity bill as a supplier prints it: lines with quantity, unit, price and amount, subtotal, tax, total; and month by month. */
import type { BillLine, RunResult } from '../measure/result.js';
import type { TableData } from './figure.js';
import { figures, fixed, MISSING, POWER_LADDER, quantity, THIN } from './numbers.js';
import { clock, date, dayAndMonth, monthName } from './series.js';

/** The same line of all months: quantities and amounts add up, the price is their ratio. */
export interface Item extends BillLine {
  readonly months: number;
}

export const itemsOf = (bill: readonly BillLine[]): readonly Item[] => {
  const keyOf = ({ label, unit, currency }: BillLine): string => JSON.stringify([label, unit, currency]);
  return [...new Set(bill.map(keyOf))].map((key) => {
    const lines = bill.filter((line) => keyOf(line) === key);
    const [first] = lines;
    const sum = (of: (line: BillLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
    const total = sum((line) => line.quantity);
    const peaks = lines.flatMap(({ peak }) => peak ?? []).sort((a, b) => b.watts - a.watts);
    const { note: _, peak: __, ...own } = first!;
    const notes = new Set(lines.flatMap(({ note }) => note ?? []));
    return {
      ...own,
      to: lines.at(-1)!.to,
      quantity: total,
      price: total === 0 ? first!.price : sum((line) => line.quantity * line.price) / total,
      dollars: sum((line) => line.dollars),
      months: lines.length,
      ...(peaks[0] === undefined ? {} : { peak: peaks[0] }),
      ...(notes.size === 1 ? { note: [...notes][0]! } : {}),
    };
  });
};

export const billTotal = (lines: readonly Pick<BillLine, 'dollars'>[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);

/** Amounts to the dollar, small bills to the cent: lines are seen to add up. */
export const amount = (dollars: number, of: number): string => fixed(dollars, Math.abs(of) < 1000 ? 2 : 0);

/** `4,012,345 kWh`, `265 kW × month`. */
export const quantityText = ({ quantity: value, unit }: BillLine): string =>
  `${unit === 'kWh' || Math.abs(value) >= 100 ? fixed(value, 0) : figures(value)}${THIN}${unit.replace('-', ' × ')}`;

/** `CNY 0.38 a kWh`, `USD 15 a kW and month`, `8.25%` of other lines. */
export const priceText = ({ price, unit, currency }: BillLine): string =>
  unit === 'USD'
    ? `${Number((price * 100).toPrecision(6))}%`
    : `${currency} ${Number(price.toPrecision(6))} a ${unit.replace('-', ' and ')}`;

/** What stands under a line's name: when the peak was, what was agreed. */
export const remark = ({ peak, note }: BillLine): string | null => {
  const when = peak && `${quantity(peak.watts, POWER_LADDER)} at ${clock(peak.at, 0)} on ${dayAndMonth(peak.at, 0)}`;
  const parts = [when, note].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join('; ');
};

/** `12 Mar 2025`, `12–14 Mar 2025`, `Mar 2025`, `Jan–Dec 2025`. */
export const periodText = (from: string, to: string): string => {
  const isEdge = (local: string): boolean => local.slice(8) === '01T00:00';
  if (isEdge(from) && isEdge(to)) return span(monthName(from), monthName(to, -60));
  if (date(from) !== date(to, -60)) return span(date(from), date(to, -60));
  const isDay = from.endsWith('T00:00') && to.endsWith('T00:00');
  return isDay ? date(from) : `${date(from)}, ${clock(from, 0)}–${clock(to, 0)}`;
};

/** Two dates, the words they share told once. */
const span = (first: string, last: string): string => {
  if (first === last) return first;
  const [from, to] = [first.split(' '), last.split(' ')];
  let shared = 0;
  while (shared < from.length - 1 && from.at(-1 - shared) === to.at(-1 - shared)) shared++;
  return `${from.slice(0, from.length - shared).join(' ')}–${last}`;
};

const left = (name: string) => ({ name, numeric: false });
const right = (name: string) => ({ name, numeric: true });

/** The time that the bill covers: `12 Mar 2025`; empty without a bill. */
export const billPeriod = ({ bill }: RunResult): string =>
  bill.length === 0 ? '' : periodText(bill[0]!.from, bill.at(-1)!.to);

/** The whole bill of the run: lines, subtotal where there is a tax, tax, total. */
export const billTable = ({ bill }: RunResult): TableData => {
  const items = itemsOf(bill);
  const total = billTotal(items);
  const [taxes, others] = [items.filter(({ group }) => group === 'tax'), items.filter(({ group }) => group !== 'tax')];
  const row = (item: Item): readonly string[] => {
    const under = remark(item);
    return [
      under === null ? item.label : `${item.label} (${under})`,
      item.unit === 'USD' ? `of ${amount(item.quantity, total)}${THIN}USD` : quantityText(item),
      priceText(item),
      amount(item.dollars, total),
    ];
  };
  const sum = (name: string, dollars: number): readonly string[] => [name, '', '', amount(dollars, total)];
  return {
    columns: [left('Line'), ...['Quantity', 'Price', 'USD'].map(right)],
    rows: [
      ...others.map(row),
      ...(taxes.length === 0 ? [] : [sum('Subtotal', billTotal(others)), ...taxes.map(row)]),
      sum('Total', total),
    ],
  };
};

const COLUMNS = [
  ['Energy', ['energy']],
  ['Delivery', ['wires']],
  ['Demand and capacity', ['demand', 'capacity']],
  ['Other', ['fixed', 'supply', 'export', 'adjustment']],
  ['Tax', ['tax']],
] as const;

/** A row a month where the run has several; null where it has one. Columns that charge nothing are left out. */
export const monthTable = ({ bill }: RunResult): TableData | null => {
  /** What sources of one's own cost is told for the whole run. */
  const [own, metered] = [
    bill.filter(({ group }) => group === 'supply'),
    bill.filter(({ group }) => group !== 'supply'),
  ];
  const months = [...new Set(metered.map(({ from }) => from))];
  if (months.length < 2) return null;
  const total = billTotal(bill);
  const shown = COLUMNS.filter(([, groups]) => bill.some(({ group }) => (groups as readonly string[]).includes(group)));
  const row = (name: string, lines: readonly BillLine[]): readonly string[] => {
    const energy = lines.filter(({ group, unit }) => group === 'energy' && unit === 'kWh');
    const peak = Math.max(0, ...lines.map((line) => line.peak?.watts ?? 0));
    return [
      name,
      fixed(energy.reduce((sum, line) => sum + line.quantity, 0) / 1000, 0),
      peak === 0 ? MISSING : fixed(peak / 1e6, 2),
      ...shown.map(([, groups]) =>
        amount(billTotal(lines.filter(({ group }) => (groups as readonly string[]).includes(group))), total),
      ),
      amount(billTotal(lines), total),
    ];
  };
  return {
    columns: [
      left('Month'),
      ...['Energy, MWh', 'Peak, MW', ...shown.map(([name]) => `${name}, USD`), 'Total, USD'].map(right),
    ],
    rows: [
      ...months.map((from) => {
        const lines = metered.filter((line) => line.from === from);
        return row(periodText(from, lines[0]!.to), lines);
      }),
      ...(own.length === 0 ? [] : [row('Own supply, all months', own)]),
      row('All', bill),
    ],
  };
};
