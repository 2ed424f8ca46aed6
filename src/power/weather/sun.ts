/** Where the sun stands, anywhere and at any time: Spencer's series (1971) as pvlib uses them (pvlib-python 6382338a7). */
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';

/** A point on the globe. */
export interface Place {
  /** Degrees north, −90 to 90. */
  readonly latitude: number;
  /** Degrees east, −180 to 180. */
  readonly longitude: number;
  /** Metres above the sea. */
  readonly altitude: number;
}

export interface Sun {
  /** Angle from straight above [rad]. */
  readonly zenith: number;
  /** Direction from north, clockwise [rad]. */
  readonly azimuth: number;
  /** Irradiance on a plane that faces the sun above the air [W/m²]. */
  readonly extraterrestrial: number;
  /** 1–366 */
  readonly day: number;
}

const RADIANS = Math.PI / 180;
export const degrees = (radians: number): number => radians / RADIANS;
export const radians = (angle: number): number => angle * RADIANS;

/** Day of the year of a UTC instant, 1–366. */
export const dayOfYear = (utc: Seconds): number => {
  const date = new Date(utc * 1000);
  return Math.floor((utc * 1000 - Date.UTC(date.getUTCFullYear(), 0, 1)) / (SECONDS_PER_DAY * 1000)) + 1;
};

/** B = 2π(d − 1)/365. */
const yearAngle = (day: number): number => (2 * Math.PI * (day - 1)) / 365;

/** Declination of the sun [rad] on a day of the year; within 0.035° (Spencer 1971). */
export const declination = (day: number): number => {
  const b = yearAngle(day);
  return (
    0.006918 -
    0.399912 * Math.cos(b) +
    0.070257 * Math.sin(b) -
    0.006758 * Math.cos(2 * b) +
    0.000907 * Math.sin(2 * b) -
    0.002697 * Math.cos(3 * b) +
    0.00148 * Math.sin(3 * b)
  );
};

/** How far the sundial is ahead of the clock [min] (Spencer 1971). */
export const equationOfTime = (day: number): number => {
  const b = yearAngle(day);
  return (
    (1440 / (2 * Math.PI)) *
    (0.0000075 +
      0.001868 * Math.cos(b) -
      0.032077 * Math.sin(b) -
      0.014615 * Math.cos(2 * b) -
      0.040849 * Math.sin(2 * b))
  );
};

/** Irradiance above the air [W/m²] with the distance of the sun (Spencer 1971, solar constant 1366.1). */
export const extraterrestrial = (day: number): number => {
  const b = yearAngle(day);
  return (
    1366.1 *
    (1.00011 + 0.034221 * Math.cos(b) + 0.00128 * Math.sin(b) + 0.000719 * Math.cos(2 * b) + 0.000077 * Math.sin(2 * b))
  );
};

/** The sun from a place at a UTC instant; within half a degree of the NREL algorithm, worst near the equinoxes. */
export const sunAt = ({ latitude, longitude }: Place, utc: Seconds): Sun => {
  const day = dayOfYear(utc);
  const hour = (((utc % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY) / SECONDS_PER_HOUR;
  const tilt = declination(day);
  const turn = radians(15 * (hour + longitude / 15 + equationOfTime(day) / 60 - 12));
  const north = radians(latitude);
  const up = Math.sin(north) * Math.sin(tilt) + Math.cos(north) * Math.cos(tilt) * Math.cos(turn);
  const zenith = Math.acos(Math.max(-1, Math.min(1, up)));
  const across = Math.cos(north) * Math.sin(zenith);
  const toNorth = across === 0 ? 1 : (Math.sin(tilt) - Math.sin(north) * Math.cos(zenith)) / across;
  const angle = Math.acos(Math.max(-1, Math.min(1, toNorth)));
  const isAfternoon = Math.sin(turn) > 0;
  return { zenith, azimuth: isAfternoon ? 2 * Math.PI - angle : angle, extraterrestrial: extraterrestrial(day), day };
};

/** Half of the length of the day, as an hour angle [rad]: acos(−tan φ tan δ), 0 in polar night and π under the midnight sun. */
export const sunsetAngle = (latitude: number, day: number): number =>
  Math.acos(Math.max(-1, Math.min(1, -Math.tan(radians(latitude)) * Math.tan(declination(day)))));
