/** The hourly files of prices, carbon, weather and output that lie beside the project, read as they are; skipped where they are not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskFiles } from '../../src/cli/files.js';
import { Calendar } from '../../src/power/calendar.js';
import { tableKey } from '../../src/power/series/aligned.js';
import { readSeries, type SeriesTable } from '../../src/power/series/table.js';
import { makeTariff, tariffField } from '../../src/power/tariffs/index.js';
import { here } from './here.js';

const folder = join(import.meta.dirname, '../../../shared/data/power');
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: no hourly files at ${folder}`);

const HOURS = 8760;
const FILES: Readonly<Record<string, readonly string[]>> = {
  'price_2023_usd_per_mwh.csv': [
    'US-TEX-ERCO', 'US-CAL-CISO', 'US-MIDA-PJM', 'DE-LU', 'FR', 'SG', 'IN-WE', 'JP-TK', 'AU-VIC', 'ZA',
  ],
  'carbon_avg_direct_2023_gco2_per_kwh.csv': ['US-TEX-ERCO', 'US-CAL-CISO', 'US-MIDA-PJM', 'DE-LU', 'SG', 'ZA'],
  'profile_2022_pu_of_peak.csv': [
    'wind_ERCO', 'wind_CISO', 'wind_PJM', 'solar_ERCO', 'solar_CISO', 'solar_AZPS', 'hydro_BPAT',
  ],
  'weather_2023_degC.csv': ['US-TEX-ERCO', 'US-MIDA-PJM', 'US-CAL-CISO', 'DE-LU', 'SG', 'IN-WE'].flatMap((zone) => [
    `tdb_${zone}`, `twb_${zone}`,
  ]),
  'wind10m_2023_m_per_s.csv': ['wind10m_US-TEX-ERCO', 'wind10m_DE-LU'],
}; // biome-ignore format: columns as the files have them

const table = (file: string): SeriesTable => {
  const answer = readSeries(new DiskFiles().bytes(join(folder, file)), FILES[file]!);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  return answer.table;
};

/** power.md section 13: mean, median, 99th percentile [USD/MWh], hours below zero [%], share of the bill in the dearest 1 % of hours [%],
 *  mean without the dearest 5 % of hours. */
const PRICES: Readonly<Record<string, readonly number[]>> = {
  'US-TEX-ERCO': [55.9, 22.8, 767, 0, 33, 27.3],
  'US-CAL-CISO': [61.5, 53.8, 188, 1.7, 4, 55.2],
  'US-MIDA-PJM': [35.7, 29.2, 155, 0, 7, 30.9],
  'DE-LU': [102.6, 105.8, 222, 3.3, 2, 97.1],
  FR: [104.2, 105.2, 223, 1.6, 2, 98.9],
  SG: [184.9, 120.1, 1426, 0, 11, 145.4],
  'IN-WE': [61.9, 51.0, 140, 0, 2, 58.4],
  'JP-TK': [89.3, 88.3, 164, 0, 2, 85.6],
  'AU-VIC': [54.8, 52.8, 266, 23.2, 7, 44.4],
  ZA: [72.2, 56.3, 307, 0, 4, 63.1],
};

describe.runIf(isThere)('the shared files', () => {
  test.each(Object.keys(FILES))('%s is read as it is: every column, an hour a row, a whole year', (file) => {
    const { names, columns, count, slot, since } = table(file);
    expect(names).toEqual(FILES[file]);
    expect([columns.size, count, slot, since]).toEqual([names.length, HOURS, 3600, 'new-year']);
  });

  const prices = isThere ? table('price_2023_usd_per_mwh.csv') : null;

  test.each(Object.keys(PRICES))('prices of %s reproduce the table of the design note', (zone) => {
    const values = [...prices!.columns.get(zone)!].sort((a, b) => b - a);
    const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
    const at = (share: number) => values[HOURS - 1 - Math.floor(share * HOURS)]!;
    const dearest = values.slice(0, Math.round(0.01 * HOURS));
    const got = [
      mean(values),
      at(0.5),
      at(0.99),
      (100 * values.filter((value) => value < 0).length) / HOURS,
      (100 * mean(dearest) * dearest.length) / (mean(values) * HOURS),
      mean(values.slice(Math.round(0.05 * HOURS))),
    ];
    const digits = [1, 1, 0, 1, 0, 1];
    expect(got.map((value, index) => value.toFixed(digits[index]))).toEqual(
      PRICES[zone]!.map((value, index) => value.toFixed(digits[index])),
    );
  });

  test.each(Object.keys(PRICES))('a flat megawatt over the year in %s pays the mean price times its hours', (zone) => {
    const file = 'price_2023_usd_per_mwh.csv';
    const price = { file, column: zone, unit: 'USD/MWh', past: 'refuse' };
    const tariff = makeTariff(tariffField.parse([{ kind: 'series', price }]), {
      calendar: new Calendar(Date.UTC(2023, 0, 1) / 1000),
      zone: 0,
      series: new Map([[tableKey({ file }), prices!]]),
      ...here,
      dollars: ({ amount }) => amount,
    });
    for (let minute = 0; minute < HOURS * 60; minute += 5) tariff.charge(1e6, minute * 60, (minute + 5) * 60);
    const sum = prices!.columns.get(zone)!.reduce((total, value) => total + value, 0);
    const lines = tariff.lines();
    const total = (of: (line: (typeof lines)[number]) => number) => lines.reduce((all, line) => all + of(line), 0);
    expect(lines).toHaveLength(12);
    expect(total(({ dollars }) => dollars) / sum).toBeCloseTo(1, 11);
    expect(total(({ quantity }) => quantity)).toBeCloseTo(HOURS * 1000, 3);
  });
});
