import { expect, test } from 'vitest';
import type { SiteReport } from '../../src/power/site.js';
import { facilityOf, roomSentences } from '../../src/study/facility.js';

const interval = (from: number, itJoules: number, siteJoules: number) =>
  ({ from, to: from + 1800, itJoules, siteJoules }) as SiteReport['intervals'][number];
const facility = {
  conversionJoules: 1,
  auxiliaryJoules: 2,
  compressorJoules: 3,
  compressorTime: 4,
  litres: 5,
  rideThrough: null,
};
const report = (intervals: SiteReport['intervals'], over: Partial<SiteReport> = {}): SiteReport =>
  ({ facility, itJoules: 10, intervals, room: null, ...over }) as SiteReport;

test('the peak PUE is that of the worst hour, not of the worst minute', () => {
  const hours = [interval(0, 10, 20), interval(1800, 30, 32), interval(3600, 10, 12), interval(5400, 10, 12)];
  expect(facilityOf(report(hours))!.peakPue).toBeCloseTo(52 / 40, 12);
});

test('an hour without load has no PUE, and a plain building no facility', () => {
  expect(facilityOf(report([interval(0, 0, 5)]))!.peakPue).toBeNull();
  expect(facilityOf(report([], { facility: null }))).toBeNull();
});

test('a hall that grew too hot says so; one that did not is silent', () => {
  expect(roomSentences({ hottest: 50.8, throttled: 1620 })).toMatchInlineSnapshot(`
    [
      "Cooling failed and the hall reached 51 °C: hot chips were held back for 27 minutes. A larger store of cold, or pumps on the UPS, would carry them over.",
    ]
  `);
  expect(roomSentences({ hottest: 38, throttled: 0 })).toEqual([]);
  expect(roomSentences(null)).toEqual([]);
});
