/** The annual table of PUE, water and compressor hours on the weather of six sites, read from the file beside the project; skipped where it is not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskFiles } from '../../src/cli/files.js';
import { Calendar } from '../../src/power/calendar.js';
import { ClimateFacility } from '../../src/power/climate-facility.js';
import { conversionFields } from '../../src/power/conversion.js';
import { coolingField, makeCooling } from '../../src/power/cooling/index.js';
import { weatherFields, weatherFrom } from '../../src/power/cooling/weather.js';
import { FacilityMeter } from '../../src/power/facility-meter.js';
import { tableKey } from '../../src/power/series/aligned.js';
import { readSeries } from '../../src/power/series/table.js';

const FILE = 'weather_2023_degC.csv';
const path = join(import.meta.dirname, '../../../shared/data/power', FILE);
const isThere = existsSync(path);
if (!isThere) console.warn(`skipped: no weather at ${path}`);

/** power.md section 6: mean PUE, highest PUE, compressor hours; WUE of the tower, which the note counted at 5 cycles. */
const TABLE = [
  ['Dallas', 'US-TEX-ERCO', [1.163, 1.42, 3886], [1.156, 1.37, 4686], [1.114, 1.39, 2643], 1.75],
  ['Philadelphia', 'US-MIDA-PJM', [1.122, 1.37, 1952], [1.119, 1.3, 2399], [1.086, 1.31, 890], 1.69],
  ['San Jose', 'US-CAL-CISO', [1.114, 1.37, 1167], [1.103, 1.21, 1044], [1.083, 1.31, 438], 1.66],
  ['Frankfurt', 'DE-LU', [1.112, 1.36, 1030], [1.106, 1.26, 1261], [1.082, 1.27, 358], 1.66],
  ['Singapore', 'SG', [1.198, 1.33, 8760], [1.254, 1.31, 8760], [1.108, 1.23, 6170], 1.91],
  ['Mumbai', 'IN-WE', [1.202, 1.37, 8060], [1.225, 1.35, 8460], [1.118, 1.34, 5637], 1.86],
] as const;
const KINDS = [{ kind: 'air-economiser' }, { kind: 'wet-tower', cycles: 5 }, { kind: 'dry-cooler' }] as const;
const RATED = 10e6;
const HOURS = 8760;

describe.runIf(isThere)('a year at the rated load', () => {
  const columns = TABLE.flatMap(([, zone]) => [`tdb_${zone}`, `twb_${zone}`]);
  const answer = isThere ? readSeries(new DiskFiles().bytes(path), columns) : { issues: [] };

  test.each(TABLE)('in %s', (_, zone, air, tower, liquid, wue) => {
    if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
    const bulb = (column: string) => ({ file: FILE, column, unit: 'degC' });
    const weather = weatherFrom(weatherFields.parse({ dryBulb: bulb(`tdb_${zone}`), wetBulb: bulb(`twb_${zone}`) }), {
      calendar: new Calendar(Date.UTC(2023, 0, 1) / 1000),
      series: new Map([[tableKey({ file: FILE }), answer.table]]),
    });
    for (const [row, [mean, highest, hours]] of [air, tower, liquid].entries()) {
      const facility = new ClimateFacility({
        cooling: makeCooling(coolingField.parse(KINDS[row])),
        conversion: conversionFields.parse({ ups: 'none', distribution: '4.5%' }),
        rated: RATED,
        weather,
        runs: () => true,
      });
      let now = 0;
      const meter = new FacilityMeter(facility, () => now);
      const pues = Array.from({ length: HOURS }, (__, hour) => {
        now = hour * 3600;
        meter.set(RATED);
        return facility.sitePower(RATED, now) / RATED;
      });
      now = HOURS * 3600;
      const average = pues.reduce((sum, pue) => sum + pue, 0) / HOURS;
      expect(Math.abs(average - mean), 'mean').toBeLessThanOrEqual(0.002);
      expect(Math.abs(Math.max(...pues) - highest), 'highest').toBeLessThanOrEqual(0.01);
      expect(Math.abs(meter.record!.compressorTime / 3600 / hours - 1), 'hours').toBeLessThanOrEqual(0.01);
      expect(average).toBeGreaterThan(1.05);
      expect(average).toBeLessThan(1.35);
      if (KINDS[row]!.kind === 'wet-tower') expect(meter.record!.litres / ((RATED * HOURS) / 1000)).toBeCloseTo(wue, 2);
    }
  });
});
