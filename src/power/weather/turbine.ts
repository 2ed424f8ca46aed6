/** From wind to power: height, air density, and a curve of modern turbines, smoothed over a park. */

/** Speed at the hub [m/s] from that at 10 m: v (h/10)^α, α = 1/7 over open land. */
export const atHub = (speed: number, height: number, shear = 1 / 7): number => speed * (height / 10) ** shear;

/** Speed that would give the same power at sea-level density (IEC 61400-12 exponent as in windpowerlib 191d8ca): v (ρ/ρ0)^x, x from 1/3 at 7.5 m/s to 2/3 at 12.5. */
export const atDensity = (speed: number, ratio: number): number => {
  const exponent = speed <= 7.5 ? 1 / 3 : speed >= 12.5 ? 2 / 3 : 1 / 3 + (speed - 7.5) / 15;
  return speed * ratio ** exponent;
};

/** Density of the air over that at sea level, for an altitude [m]: e^(−h/8435) (isothermal, 288 K). */
export const densityRatio = (altitude: number): number => Math.exp(-altitude / 8435);

/** Output per unit of five turbines of 3 to 8 MW, mean, at 3, 4 … 13 m/s (windpowerlib's table: GE130/3200, N131/3300, SWT130/3600, E-115/3000, V164/8000). */
const CURVE = [0.013, 0.059, 0.129, 0.233, 0.374, 0.552, 0.757, 0.904, 0.978, 0.998, 1] as const;
const CUT_IN = 3;
const CUT_OUT = 25;

/** One turbine, per unit of its rating; nothing below 3 m/s, nothing above 25. */
export const turbine = (speed: number): number => {
  if (speed < CUT_IN || speed > CUT_OUT) return 0;
  const at = Math.min(speed - CUT_IN, CURVE.length - 1);
  const low = Math.floor(at);
  const from = CURVE[low]!;
  return from + (at - low) * ((CURVE[low + 1] ?? from) - from);
};

/** Speeds that a park's turbines see around its mean are spread by 0.15 v + 0.5 m/s. Assumed. */
const spread = (speed: number): number => 0.15 * speed + 0.5;

const STEP = 0.1;
const FASTEST = 40;

/** The curve of a park, per unit, by its mean speed in steps of 0.1 m/s: the curve of one turbine under that spread. */
const PARK = Float64Array.from({ length: FASTEST / STEP + 1 }, (_, row) => {
  const mean = row * STEP;
  const sigma = spread(mean);
  let [sum, weight] = [0, 0];
  for (let deviation = -3; deviation <= 3; deviation += 0.1) {
    const share = Math.exp(-(deviation ** 2) / 2);
    sum += share * turbine(mean + deviation * sigma);
    weight += share;
  }
  return sum / weight;
});

/** A park's output per unit of its rating at a mean speed at the hubs [m/s], before wakes and other losses. */
export const park = (speed: number): number => {
  const at = Math.max(0, Math.min(speed, FASTEST)) / STEP;
  const low = Math.floor(at);
  const from = PARK[low]!;
  return from + (at - low) * ((PARK[low + 1] ?? from) - from);
};
