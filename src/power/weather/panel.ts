/** From light to alternating current: the panel's plane, its temperature, its losses, its inverter. Formulas as in pvlib-python 6382338a7. */
import type { Light } from './sky.js';
import type { Sun } from './sun.js';

/** How a panel stands: tilt from level and direction from north, clockwise [rad]. */
export interface Plane {
  readonly tilt: number;
  readonly azimuth: number;
}

/** Angle between the sun and the panel's normal [rad]. */
export const incidence = (sun: Pick<Sun, 'zenith' | 'azimuth'>, { tilt, azimuth }: Plane): number =>
  Math.acos(
    Math.max(
      -1,
      Math.min(
        1,
        Math.cos(sun.zenith) * Math.cos(tilt) + Math.sin(sun.zenith) * Math.sin(tilt) * Math.cos(sun.azimuth - azimuth),
      ),
    ),
  );

/** Light from the sky on a tilted plane [W/m²] (Hay and Davies 1980): part of it comes from around the disc. */
export const skyDiffuse = (
  light: Light,
  sun: Pick<Sun, 'zenith' | 'azimuth' | 'extraterrestrial'>,
  plane: Plane,
): number => {
  const isotropy = light.direct / sun.extraterrestrial;
  const ratio = Math.max(0, Math.cos(incidence(sun, plane))) / Math.max(Math.cos(sun.zenith), 0.01745);
  return light.diffuse * (((1 - isotropy) * (1 + Math.cos(plane.tilt))) / 2 + isotropy * ratio);
};

/** Light from the ground on a tilted plane [W/m²]. */
export const groundDiffuse = (global: number, tilt: number, albedo: number): number =>
  (albedo * global * (1 - Math.cos(tilt))) / 2;

/** All light on a tilted plane [W/m²]. */
export const onPlane = (light: Light, sun: Sun, plane: Plane, albedo: number): number =>
  light.direct * Math.max(0, Math.cos(incidence(sun, plane))) +
  skyDiffuse(light, sun, plane) +
  groundDiffuse(light.global, plane.tilt, albedo);

/** Farthest that a tracker turns from level [rad]. Assumed, usual for rows on one axis. */
const FARTHEST = (55 * Math.PI) / 180;

/** The plane of a panel that turns about a level axis from south to north: R = atan(tan Z sin(az − axis)), at most 55°. */
export const tracked = ({ zenith, azimuth }: Pick<Sun, 'zenith' | 'azimuth'>): Plane => {
  const turn = zenith >= Math.PI / 2 ? 0 : Math.atan(Math.tan(zenith) * Math.sin(azimuth));
  const held = Math.max(-FARTHEST, Math.min(FARTHEST, turn));
  return { tilt: Math.abs(held), azimuth: held >= 0 ? Math.PI / 2 : (3 * Math.PI) / 2 };
};

/** Temperature of the cells [°C] (Faiman 2008): Ta + G / (25 + 6.84 v), light [W/m²], air [°C], wind [m/s]. */
export const cellTemperature = (light: number, air: number, wind: number): number => air + light / (25 + 6.84 * wind);

/** Direct current per rated watt: G/1000 · (1 + γ(Tc − 25)). */
export const directCurrent = (light: number, cell: number, gamma: number): number =>
  Math.max(0, (light / 1000) * (1 + gamma * (cell - 25)));

/** Losses of a plant before its inverter (PVWatts): soiling 2, shading 3, mismatch 2, wiring 2, connections 0.5, light-induced 1.5, nameplate 1, availability 3%. */
export const PLANT_LOSSES =
  1 - [0.02, 0.03, 0.02, 0.02, 0.005, 0.015, 0.01, 0.03].reduce((kept, loss) => kept * (1 - loss), 1);

const NOMINAL = 0.96;
const REFERENCE = 0.9637;

/** Alternating current of an inverter [W] for direct current [W], `rated` the direct current at which it is full (PVWatts): it clips at 0.96 of that. */
export const inverted = (direct: number, rated: number): number => {
  if (direct <= 0) return 0;
  const load = direct / rated;
  const efficiency = (NOMINAL / REFERENCE) * (-0.0162 * load - 0.0059 / load + 0.9858);
  return Math.max(0, Math.min(efficiency * direct, NOMINAL * rated));
};
