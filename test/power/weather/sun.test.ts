import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfYear, declination, degrees, equationOfTime, sunAt, sunsetAngle } from '../../../src/power/weather/sun.js';

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const place = (latitude: number, longitude: number) => ({ latitude, longitude, altitude: 0 });

describe('the sun', () => {
  test('stands at midsummer over Ningxia as pvlib’s Spencer formulas say', () => {
    const noon = at('2023-06-21T06:00');
    const day = dayOfYear(noon);
    expect(degrees(declination(day))).toBeCloseTo(23.452, 3);
    expect(equationOfTime(day)).toBeCloseTo(-1.344, 3);
    const { zenith, extraterrestrial } = sunAt(place(37.5, 105.2), noon);
    expect(degrees(zenith)).toBeCloseTo(18.961, 3);
    expect(Math.abs(degrees(zenith) - 18.919)).toBeLessThan(0.5); // NREL SPA
    expect(extraterrestrial).toBeCloseTo(1321.62, 2);
  });

  test('is worst near the equinox, and still within half a degree of the NREL algorithm', () => {
    const { zenith } = sunAt(place(39.9, -75.2), at('2023-03-21T18:00'));
    expect(degrees(zenith)).toBeCloseTo(41.646, 3);
    expect(Math.abs(degrees(zenith) - 41.303)).toBeLessThan(0.5);
  });

  test('is east in the morning, south at noon and west in the evening, and north at noon south of the equator', () => {
    const of = (hour: number, latitude: number) =>
      degrees(sunAt(place(latitude, 0), at('2023-03-21T00:00') + hour * 3600).azimuth);
    expect(of(6.5, 40)).toBeLessThan(100);
    expect(Math.abs(of(12.12, 40) - 180)).toBeLessThan(3);
    expect(of(17.5, 40)).toBeGreaterThan(260);
    const south = of(12.12, -40);
    expect(Math.min(south, 360 - south)).toBeLessThan(3);
  });

  test('does not set over Tromsø in June and does not rise in December', () => {
    expect(sunsetAngle(69.6, 172)).toBe(Math.PI);
    expect(sunsetAngle(69.6, 355)).toBe(0);
    expect(sunsetAngle(0, 80)).toBeCloseTo(Math.PI / 2, 2);
  });

  test('a leap year has a 366th day, and 29 February is its 60th', () => {
    expect(dayOfYear(at('2024-02-29T12:00'))).toBe(60);
    expect(dayOfYear(at('2024-12-31T12:00'))).toBe(366);
    expect(dayOfYear(at('2023-12-31T12:00'))).toBe(365);
  });

  test('is a finite angle everywhere on the globe at any time, poles and seams included', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.integer({ min: -1e9, max: 4e9 }),
        (latitude, longitude, utc) => {
          const { zenith, azimuth } = sunAt(place(latitude, longitude), utc);
          expect(zenith).toBeGreaterThanOrEqual(0);
          expect(zenith).toBeLessThanOrEqual(Math.PI);
          expect(azimuth).toBeGreaterThanOrEqual(0);
          expect(azimuth).toBeLessThanOrEqual(2 * Math.PI);
        },
      ),
    );
  });
});
