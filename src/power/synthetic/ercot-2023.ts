/** Day-ahead prices of the Texas hub average in 2023: statistics only. */
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR } from '../../units/quantity.js';
import type { YearStatistics } from './year.js';

/** [share of hours, USD/MWh]: the last percent of hours carries a third of a flat load's bill. */
const USD_PER_MWH: readonly (readonly [number, number])[] = [
  [0, 0.77],
  [0.01, 6.52],
  [0.02, 8.32],
  [0.05, 10.85],
  [0.1, 13.17],
  [0.2, 16.41],
  [0.3, 18.36],
  [0.4, 20.38],
  [0.5, 22.77],
  [0.6, 25.55],
  [0.7, 29.76],
  [0.8, 37.66],
  [0.85, 45.63],
  [0.9, 64.13],
  [0.93, 88.89],
  [0.95, 132.65],
  [0.96, 172.04],
  [0.97, 238.28],
  [0.98, 355.76],
  [0.985, 467.61],
  [0.9875, 545.28],
  [0.988, 631.8],
  [0.99, 760.93],
  [0.9913, 854.99],
  [0.9925, 1091.98],
  [0.995, 1637.01],
  [0.9975, 2370.46],
  [0.9982, 2546.03],
  [0.999, 3114.22],
  [1, 4111.55],
];

export const ercot2023: YearStatistics = {
  name: 'ercot-2023',
  doc: 'Synthetic: hourly prices with the quantiles, months, days and memory of the Texas day-ahead hub average in 2023.',
  source:
    'statistics of ERCOT DAM SPP HB_HUBAVG 2023 as in HewlettPackard/sustain-cluster @ 293fbd1 (MIT), data/electricity_prices/standardized; real-time spikes are higher',
  zone: -6 * SECONDS_PER_HOUR,
  quantiles: USD_PER_MWH.map(([share, price]) => [share, price / 1000 / JOULES_PER_KILOWATT_HOUR]),
  months: [-0.3, -0.66, -0.25, -0.45, 0.01, 0.22, 0.43, 0.86, 0.33, 0.12, 0.05, -0.42],
  hours: {
    cold: [
      -0.38, -0.55, -0.64, -0.6, -0.41, -0.05, 0.35, 0.45, 0.2, -0.12, -0.27, -0.31, -0.31, -0.29, -0.27, -0.2, 0.08,
      0.73, 1.06, 0.9, 0.55, 0.23, 0.02, -0.18,
    ],
    warm: [
      -0.62, -0.82, -0.95, -0.97, -0.86, -0.7, -0.69, -0.81, -0.86, -0.65, -0.28, 0.07, 0.43, 0.7, 0.9, 1.05, 1.08,
      1.06, 1.16, 1.17, 0.84, 0.26, -0.12, -0.39,
    ],
  },
  rest: { deviation: 0.665, fast: 6 * SECONDS_PER_HOUR, slow: 70 * SECONDS_PER_HOUR, slowShare: 0.45 },
};
