/** The next kilowatt-hour at the rack in words and tables: what it costs, which unit gives it, hour by hour. */
import type { RackResult, RunResult } from '../measure/result.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import type { TableData } from './figure.js';
import { dollars, figures, MISSING, percent, THIN } from './numbers.js';

/** Cents a kilowatt-hour. */
const cents = (cost: number | null): string =>
  cost === null ? MISSING : figures(cost * JOULES_PER_KILOWATT_HOUR * 100);

export const rackFinding = ({ rack }: RunResult): string | null => {
  if (rack === null) return null;
  const [first, second] = rack.units;
  if (rack.full === null || rack.average === null || first === undefined)
    return 'Nothing was drawn, so the next kilowatt-hour has no cost';
  const source =
    second === undefined ? `always from ${first.unit}` : `from ${first.unit} ${percent(first.share)} of the time`;
  return `The next kilowatt-hour costs ${cents(rack.full)}${THIN}c, the average one ${cents(rack.average)}${THIN}c; it comes ${source}`;
};

const COLUMNS = (...names: readonly string[]): TableData['columns'] =>
  names.map((name, at) => ({ name, numeric: at > 0 }));

/** The three costs, which answer three questions, and the three ways to count its carbon; never summed. */
export const rackTable = ({ average, energy, full, worth, units, carbon, regret }: RackResult): TableData => {
  const grams = (kilograms: number): string => figures(kilograms * JOULES_PER_KILOWATT_HOUR * 1000);
  const cost = (name: string, value: number | null) => [name, cents(value), 'cents a kWh'];
  const emitted = (name: string, value: number) => [name, grams(value), 'g CO₂e a kWh'];
  return {
    columns: [...COLUMNS('At the rack', 'Value'), { name: 'Unit', numeric: false }],
    rows: [
      cost('Average: the whole bill', average),
      cost('Next one, its energy alone', energy),
      cost('Next one, with what it adds to charges for peaks', full),
      ...(units.some(({ unit }) => unit === 'scarcity') ? [cost('Worth in tokens, which prices scarcity', worth)] : []),
      ...(regret === null
        ? []
        : [
            [
              'The battery’s policy, dearer than perfect foresight',
              dollars(regret.dollars),
              regret.share === null ? '' : `${percent(regret.share)} of what foresight pays`,
            ],
          ]),
      ...(carbon === null
        ? []
        : [
            emitted('Carbon, average', carbon.average),
            emitted('Carbon of the next one', carbon.marginal),
            emitted('Carbon by contract', carbon.contractual),
          ]),
    ],
  };
};

/** Which unit would give the next kilowatt-hour. */
export const unitTable = ({ units }: RackResult): TableData => ({
  columns: COLUMNS('What gives the next one', 'Of the time', 'Energy alone, cents a kWh'),
  rows: units.map(({ unit, share, energy }) => [unit, percent(share), cents(energy)]),
});

export const hourTable = ({ hours }: RackResult): TableData => ({
  columns: [
    ...COLUMNS('Hour', 'Energy alone, cents a kWh', 'With peaks, cents a kWh'),
    { name: 'Most often by', numeric: false },
  ],
  rows: hours.map(({ hour, energy, full, unit }) => [
    `${String(hour).padStart(2, '0')}:00`,
    cents(energy),
    cents(full),
    unit,
  ]),
});

export const RACK_SUBTITLE =
  'Costs and carbon of a kilowatt-hour for chips and servers, cooling and losses included. The average pays the bill; the next one prices the next token; the three carbons are never summed.';
