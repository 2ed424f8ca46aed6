/** What the air lets through: clear skies, and the split of light under clouds. Formulas as in pvlib-python 6382338a7. */

/** Irradiance [W/m²]: on level ground, of it from the disc on a plane that faces it, and from the rest of the sky. */
export interface Light {
  readonly global: number;
  readonly direct: number;
  readonly diffuse: number;
}

export const DARK: Light = { global: 0, direct: 0, diffuse: 0 };

/** Zenith beyond which the disc gives nothing: the models of the air end there [rad]. */
const LOWEST = (87 * Math.PI) / 180;

/** Global light under a clear sky [W/m²]: 1098 cos Z exp(−0.059 / cos Z) (Haurwitz 1945). */
export const haurwitz = (zenith: number): number => {
  const up = Math.cos(zenith);
  return up <= 0 ? 0 : 1098 * up * Math.exp(-0.059 / up);
};

/** Length of the light's way through the air over that from straight above at sea level: Kasten and Young 1989, times the pressure at an altitude [m]. */
export const airMass = (zenith: number, altitude: number): number => {
  const angle = Math.min((zenith * 180) / Math.PI, 90);
  const relative = 1 / (Math.cos(Math.min(zenith, Math.PI / 2)) + 0.50572 * (96.07995 - angle) ** -1.6364);
  const pressure = 100 * ((44331.514 - altitude) / 11880.516) ** (1 / 0.1902632);
  return (relative * pressure) / 101325;
};

/** Clear sky of Ineichen and Perez (2002) with the Linke turbidity TL: both branches of the beam's least are needed. */
export const clearSky = (zenith: number, extraterrestrial: number, turbidity: number, altitude: number): Light => {
  const up = Math.cos(zenith);
  if (up <= 0) return DARK;
  const mass = airMass(zenith, altitude);
  const f1 = Math.exp(-altitude / 8000);
  const f2 = Math.exp(-altitude / 1250);
  const c1 = 5.09e-5 * altitude + 0.868;
  const c2 = 3.92e-5 * altitude + 0.0387;
  const global = c1 * extraterrestrial * up * Math.exp(-c2 * mass * (f1 + f2 * (turbidity - 1)));
  const beam = extraterrestrial * (0.664 + 0.163 / f1) * Math.exp(-0.09 * mass * (turbidity - 1));
  const most = (global * (1 - (0.1 - 0.2 * Math.exp(-turbidity)) / (0.1 + 0.882 / f1))) / up;
  const direct = Math.max(0, Math.min(beam, most));
  return { global, direct, diffuse: global - direct * up };
};

/** Global light under clouds split by its clearness kt = GHI / (I0 cos Z) (Erbs, Klein and Duffie 1982). */
export const erbs = (
  global: number,
  zenith: number,
  extraterrestrial: number,
): Light & { readonly clearness: number } => {
  const up = Math.cos(zenith);
  if (up <= 0 || global <= 0) return { ...DARK, clearness: 0 };
  const kt = Math.min(1, global / (extraterrestrial * up));
  const share =
    kt <= 0.22
      ? 1 - 0.09 * kt
      : kt <= 0.8
        ? 0.9511 - 0.1604 * kt + 4.388 * kt ** 2 - 16.638 * kt ** 3 + 12.336 * kt ** 4
        : 0.165;
  const diffuse = share * global;
  return { global, diffuse, direct: zenith > LOWEST ? 0 : (global - diffuse) / up, clearness: kt };
};
