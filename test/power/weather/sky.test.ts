import { describe, expect, test } from 'vitest';
import {
  cellTemperature,
  directCurrent,
  groundDiffuse,
  incidence,
  inverted,
  PLANT_LOSSES,
  skyDiffuse,
  tracked,
} from '../../../src/power/weather/panel.js';
import { airMass, clearSky, erbs, haurwitz } from '../../../src/power/weather/sky.js';
import { declination, degrees, extraterrestrial, radians } from '../../../src/power/weather/sun.js';

describe('the air, against pvlib at the same inputs', () => {
  test('Haurwitz at a zenith of 18.961°', () => {
    expect(haurwitz(radians(18.961))).toBeCloseTo(975.6, 1);
  });

  test('Ineichen at 40°, 1,200 m, turbidity 3', () => {
    expect(airMass(radians(40), 1200)).toBeCloseTo(1.12905, 4);
    const { global, direct, diffuse } = clearSky(radians(40), 1330, 3, 1200);
    expect(global).toBeCloseTo(808.68, 0);
    expect(direct).toBeCloseTo(926.26, 0);
    expect(diffuse).toBeCloseTo(99.13, 0);
  });

  test('Erbs at 600 W/m², 40°, day 172', () => {
    const { clearness, diffuse, direct } = erbs(600, radians(40), extraterrestrial(172));
    expect(clearness).toBeCloseTo(0.5926, 4);
    expect(diffuse).toBeCloseTo(273.46, 1);
    expect(direct).toBeCloseTo(426.27, 1);
    expect(degrees(declination(172))).toBeCloseTo(23.45, 1);
  });

  test('nothing at night, and no beam below three degrees', () => {
    expect(clearSky(radians(95), 1330, 3, 0).global).toBe(0);
    expect(erbs(10, radians(88), 1330).direct).toBe(0);
  });
});

describe('the panel, against pvlib at the same inputs', () => {
  const plane = { tilt: radians(30), azimuth: radians(180) };
  const sun = { zenith: radians(40), azimuth: radians(190), extraterrestrial: 1330, day: 1 };

  test('Hay and Davies: sky, incidence and ground', () => {
    expect(degrees(incidence(sun, plane))).toBeCloseTo(11.5, 2);
    expect(skyDiffuse({ global: 0, direct: 600, diffuse: 150 }, sun, plane)).toBeCloseTo(163.38, 1);
    expect(groundDiffuse(609.6, plane.tilt, 0.2)).toBeCloseTo(8.167, 2);
  });

  test('Faiman and the direct current', () => {
    expect(cellTemperature(800, 20, 3)).toBeCloseTo(37.575, 3);
    expect(100 * directCurrent(800, 45, -0.0035)).toBeCloseTo(74.4, 2);
  });

  test('the inverter, and where it clips', () => {
    expect(inverted(5, 100)).toBeCloseTo(4.318, 3);
    expect(inverted(50, 100)).toBeCloseTo(48.11, 3);
    expect(inverted(110, 100)).toBe(96);
    expect(inverted(0, 100)).toBe(0);
  });

  test('eight losses make 14.08%', () => {
    expect(PLANT_LOSSES).toBeCloseTo(0.1408, 4);
  });

  test('a tracker faces east in the morning, west in the evening, and stops at 55°', () => {
    expect(tracked({ zenith: radians(60), azimuth: radians(90) })).toEqual({ tilt: radians(55), azimuth: Math.PI / 2 });
    expect(tracked({ zenith: radians(30), azimuth: radians(270) }).azimuth).toBeCloseTo((3 * Math.PI) / 2, 9);
    expect(tracked({ zenith: radians(20), azimuth: radians(180) }).tilt).toBeCloseTo(0, 9);
  });
});
