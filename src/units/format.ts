/** A value in its canonical unit as text that a person would write and that a file may contain: 1e9 W is `1 GW`. */
import { DIMENSIONS, type Dimension } from './dimensions.js';

type Scale = readonly [size: number, unit: string];

const decimal = (unit: string): readonly Scale[] =>
  (['T', 'G', 'M', 'k', ''] as const).map((prefix, index) => [10 ** (12 - 3 * index), prefix + unit]);

/** Scales of each dimension, largest first, in words of the vocabulary. */
const SCALES: Readonly<Record<Dimension, readonly Scale[]>> = {
  time: [
    [31_536_000, 'year'],
    [86_400, 'day'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
    [1e-3, 'ms'],
    [1e-6, 'us'],
  ],
  power: decimal('W'),
  energy: [...decimal('Wh').map(([size, unit]): Scale => [size * 3600, unit]), [1, 'J']],
  bytes: decimal('B'),
  bandwidth: decimal('B/s'),
  arithmetic: [[1e18, 'EFLOP/s'], [1e15, 'PFLOP/s'], ...decimal('FLOP/s')],
  tokens: decimal('token'),
  'token rate': decimal('token/s'),
  rate: [[1, 'request/s']],
  carbon: [
    [1000, 'tCO2'],
    [1, 'kgCO2'],
    [1e-3, 'gCO2'],
  ],
  'carbon intensity': [[1e-3 / 3.6e6, 'gCO2/kWh']],
  'apparent power': decimal('VA'),
  temperature: [[1, 'degC']],
  'temperature difference': [[1, 'K']],
  share: [[0.01, 'percent']],
};

/** The largest unit that leaves a number of at least one, with up to six significant digits and no noughts that nobody meant.
 *  Zero is told in the canonical unit. */
export const spelled = (value: number, dimension: Dimension): string => {
  const scales = SCALES[dimension];
  if (value === 0) return `0 ${dimension === 'share' ? 'percent' : DIMENSIONS[dimension].unit}`;
  const [size, unit] = scales.find(([size]) => Math.abs(value) >= size * 0.9999995) ?? scales.at(-1)!;
  return `${Number((value / size).toPrecision(6))} ${unit}`;
};
