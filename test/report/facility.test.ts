import { expect, test } from 'vitest';
import { facilityFinding, facilityTable } from '../../src/report/facility.js';
import { reportMarkdown } from '../../src/report/markdown.js';
import { reportPage } from '../../src/report/page.js';
import { sample } from './sample.js';

const facility = {
  conversion: 5.5e11,
  auxiliary: 5e11,
  compressors: 18e11,
  it: 1e13,
  peakPue: 1.338,
  compressorTime: 72_000,
  litres: 5400,
  rideThrough: 312,
  room: { hottest: 50.8, throttled: 1620 },
};
const cooled = { ...sample, facility, pue: { average: 1.292, marginal: 1.335 } };

test('the building’s finding names the mean and the worst hour', () => {
  expect(facilityFinding(cooled)).toBe('Cooling and losses add 29% on average and 34% in the worst hour');
  expect([facilityFinding(sample), facilityTable(sample)]).toEqual([null, null]);
});

test('the building is told part by part, with water and heat where there are any', () => {
  expect(facilityTable(cooled)!.rows.map((row) => row.join(' | ').replaceAll('\u202f', ' '))).toMatchInlineSnapshot(`
    [
      "UPS, transformers and cables | 153 MWh | 5.5%",
      "Fans and pumps | 139 MWh | 5.0%",
      "Compressors | 500 MWh | 18%",
      "PUE, mean: pays the bill | 1.292 | ",
      "PUE, worst hour: sizes the connection | 1.338 | ",
      "PUE, marginal: prices the next token | 1.335 | ",
      "Time with a compressor running | 20 h | 83% of the time",
      "Time that the UPS carries the highest draw | 5.20 min | ",
      "Water, and litres per kWh (WUE) | 5.40 m³ | 0.00194 L/kWh",
      "Hottest at the chips | 50.8 °C | ",
      "Time in which hot chips were held back | 27 min | ",
    ]
  `);
  expect(
    facilityTable({ ...cooled, facility: { ...facility, litres: 0, room: null, rideThrough: null } })!.rows,
  ).toHaveLength(7);
});

test('page and text have it as a section, and leave it out for a plain building', async () => {
  const title = facilityFinding(cooled)!;
  expect(reportMarkdown(cooled)).toContain(`## ${title}`);
  expect(await reportPage(cooled)).toContain('id="building"');
  expect(reportMarkdown(sample)).not.toContain('Cooling and losses add');
});
