/** The building around the chips as figures: what it added on average and at worst, by which part, and how much water. */
import type { FacilityResult, RunResult } from '../measure/result.js';
import type { TableData } from './figure.js';
import { ENERGY_LADDER, figures, fixed, MISSING, percent, quantity, THIN, TIME_LADDER } from './numbers.js';

export const facilityFinding = ({ facility, pue }: RunResult): string | null =>
  facility === null || pue.average === null
    ? null
    : `Cooling and losses add ${percent(pue.average - 1)} on average and ${facility.peakPue === null ? MISSING : percent(facility.peakPue - 1)} in the worst hour`;

const share = (joules: number, { it }: FacilityResult): string => (it > 0 ? percent(joules / it) : MISSING);

/** null for a building that is a straight line in the load. */
export const facilityTable = ({ facility, pue, horizon }: RunResult): TableData | null => {
  if (facility === null) return null;
  const { conversion, auxiliary, compressors, litres, it, compressorTime, peakPue, room, rideThrough } = facility;
  const part = (name: string, joules: number): readonly string[] => [
    name,
    quantity(joules, ENERGY_LADDER),
    share(joules, facility),
  ];
  return {
    columns: [
      { name: 'Figure', numeric: false },
      { name: 'Value', numeric: true },
      { name: 'Of chips and servers', numeric: true },
    ],
    rows: [
      part('UPS, transformers and cables', conversion),
      part('Fans and pumps', auxiliary),
      part('Compressors', compressors),
      ['PUE, mean: pays the bill', pue.average === null ? MISSING : pue.average.toFixed(3), ''],
      ['PUE, worst hour: sizes the connection', peakPue === null ? MISSING : peakPue.toFixed(3), ''],
      ['PUE, marginal: prices the next token', pue.marginal.toFixed(3), ''],
      [
        'Time with a compressor running',
        `${fixed(compressorTime / 3600, 0)}${THIN}h`,
        `${percent(compressorTime / horizon)} of the time`,
      ],
      ...(rideThrough === null
        ? []
        : [['Time that the UPS carries the highest draw', quantity(rideThrough, TIME_LADDER), '']]),
      ...(litres === 0
        ? []
        : [
            [
              'Water, and litres per kWh (WUE)',
              `${figures(litres / 1000)}${THIN}m³`,
              it > 0 ? `${figures(litres / (it / 3.6e6))}${THIN}L/kWh` : MISSING,
            ],
          ]),
      ...(room === null
        ? []
        : [
            ['Hottest at the chips', `${fixed(room.hottest, 1)}${THIN}°C`, ''],
            ['Time in which hot chips were held back', `${fixed(room.throttled / 60, 0)}${THIN}min`, ''],
          ]),
    ],
  };
};
