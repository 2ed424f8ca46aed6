/** Regions for `list`, `show` and `explain`. */
import type { Figure, Region } from '../../economy/regions/region.js';
import { figures } from '../../report/numbers.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR, SECONDS_PER_YEAR } from '../../units/quantity.js';
import { factRow, plainRow } from './figures.js';
import type { Item, Kind, Row } from './kind.js';

/** A figure with its range, in a unit that is `unit` canonical ones. */
const figureRow = (label: string, figure: Figure | undefined, unit: number, suffix: string): readonly Row[] => {
  const range =
    figure?.low === undefined || figure.high === undefined
      ? ''
      : ` (${figures(figure.low / unit)}–${figures(figure.high / unit)})`;
  return factRow(label, figure, (value) => `${figures(value / unit)}${suffix}${range}`);
};

const KILOWATT_HOUR = 1 / JOULES_PER_KILOWATT_HOUR;
const KILOWATT = 1e-3;
const KILOWATT_YEAR = 1e-3 / SECONDS_PER_YEAR;
const GRAM = 1e-3 / JOULES_PER_KILOWATT_HOUR;
const CENTS = KILOWATT_HOUR / 100;

const item = (region: Region): Item => ({
  name: region.id,
  aliases: region.aliases,
  doc: `${region.name}.`,
  columns: {
    'power, c/kWh': figures(region.powerPrice.value / CENTS),
    PUE: String(region.pue.value),
    'building, $/kW': figures(region.facilityPrice.value / KILOWATT),
    'gCO2/kWh': figures(region.carbon.value / GRAM),
    name: region.name,
  },
  rows: [
    ...figureRow('power, delivered', region.powerPrice, CENTS, ' US cents a kWh'),
    ...figureRow('capacity charge', region.capacityAdder, CENTS, ' US cents a kWh'),
    ...figureRow('PUE', region.pue, 1, ''),
    ...figureRow('building and plant', region.facilityPrice, KILOWATT, ' USD a kW of IT'),
    ...figureRow('cost of capital', region.capitalCost, 0.01, '% a year'),
    ...figureRow('other operations', region.otherOperations, KILOWATT_YEAR, ' USD a kW and year'),
    ...figureRow('building maintenance', region.facilityMaintenance, KILOWATT_YEAR, ' USD a kW and year'),
    ...figureRow('machine maintenance', region.itMaintenance, 0.01, '% of price a year'),
    ...figureRow('insurance and tax', region.insurance, 0.01, '% of price a year'),
    ...figureRow('software and staff', region.software, 1 / SECONDS_PER_YEAR, ' USD a chip and year'),
    ...figureRow('carbon', region.carbon, GRAM, ' g a kWh'),
    ...factRow('queue for the grid', region.queueYears, ([from, to]) => `${from}–${to} years`),
    ...plainRow('local time', `UTC${region.zone < 0 ? '−' : '+'}${Math.abs(region.zone) / SECONDS_PER_HOUR}`),
    ...plainRow('holds where', region.condition),
    ...plainRow('note', region.note),
  ],
  data: region,
});

export const regionKind: Kind = {
  many: 'regions',
  one: 'region',
  doc: 'What power, buildings and money cost in parts of the world.',
  items: async () => (await import('../../economy/regions/index.js')).regions.map(item),
};
