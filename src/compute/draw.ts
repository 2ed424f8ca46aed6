/** Watts of a chip while it computes, and what a power cap makes of a step. */
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import type { Chip } from './chips/chip.js';
import { type CapCurve, capCurves } from './curves/caps.js';
import { drawLaws, IDLE_SHARE } from './curves/draw-laws.js';

/** Draw with nothing to do, one chip [W]. */
export const idleDraw = (chip: Chip): Watts =>
  Math.min(chip.power.idle?.value ?? IDLE_SHARE * chip.power.limit.value, chip.power.limit.value);

/** P = TDP · min(1, f0 + a·√u_c + b·u_m) of one chip, never below idle; u_c and u_m are peak-rate shares of the step's time (docs/model.md, electric draw).
 *  `factor` moves the law within its band. */
export const chipDraw = (chip: Chip, computeShare: number, memoryShare: number, factor = 1): Watts => {
  const law = drawLaws[chip.drawLaw];
  const busy = law.floor + law.compute * Math.sqrt(computeShare) + law.memory * memoryShare;
  return Math.max(idleDraw(chip), chip.power.limit.value * Math.min(1, factor * busy));
};

/** Throughput kept when draw is held to `ratio` of what it would be: linear between the curve's points, from its first point straight down to nothing at the idle ratio. */
export const throughputKept = (curve: CapCurve, ratio: number, idleRatio: number): number => {
  if (ratio >= 1) return 1;
  if (ratio <= idleRatio) return 0;
  let [fromDraw, fromThroughput] = [idleRatio, 0];
  for (const [draw, throughput] of curve) {
    if (draw <= idleRatio) continue;
    if (ratio <= draw) return fromThroughput + ((throughput - fromThroughput) * (ratio - fromDraw)) / (draw - fromDraw);
    [fromDraw, fromThroughput] = [draw, throughput];
  }
  return 1;
};

/** A step held to `cap` watts per chip: its device part is stretched by 1/throughput kept, the host part is not. At or below idle draw nothing runs: infinite. */
export const cappedChip = (
  chip: Chip,
  draw: Watts,
  seconds: Seconds,
  host: Seconds,
  cap: Watts,
): { readonly seconds: Seconds; readonly joules: Joules } => {
  if (draw <= cap) return { seconds, joules: draw * seconds };
  const kept = throughputKept(capCurves[chip.capCurve], cap / draw, idleDraw(chip) / draw);
  if (kept <= 0) return { seconds: Number.POSITIVE_INFINITY, joules: Number.POSITIVE_INFINITY };
  const stretched = host + (seconds - host) / kept;
  return { seconds: stretched, joules: cap * stretched };
};
