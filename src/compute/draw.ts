/** Watts of a chip while it computes, and what a power cap makes of a step. */
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import { ARITHMETIC, type Chip } from './chips/chip.js';
import { type CapCurve, capCurves } from './curves/caps.js';
import { drawLaws, IDLE_SHARE } from './curves/draw-laws.js';

/** Draw with nothing to do, one chip [W]. */
export const idleDraw = (chip: Chip): Watts =>
  Math.min(chip.power.idle?.value ?? IDLE_SHARE * chip.power.limit.value, chip.power.limit.value);

/** What moves the draw of a chip away from its law. */
export interface DrawSetting {
  /** Multiplies the busy draw: 1 but where draws are drawn from their band. */
  readonly drawFactor: number;
  /** Share of its highest clock that a chip is locked to. */
  readonly clock: number;
}

const AS_FITTED: DrawSetting = { drawFactor: 1, clock: 1 };

/** Power of arithmetic goes with the cube of the clock: capacitance times voltage squared times frequency, voltage falling with frequency (textbook CMOS;
 *  no reading under serving is public, so an estimate, and too kind below the clock at which voltage stops falling). */
const CLOCK_POWER = 3;

/** The chip locked to a share of its highest clock: peaks of arithmetic fall with it; memory, links and launches keep their pace. */
export const clocked = (chip: Chip, clock: number): Chip => {
  if (clock === 1) return chip;
  const arithmetic = Object.fromEntries(
    ARITHMETIC.flatMap((name) => {
      const peak = chip.arithmetic[name];
      return peak === undefined ? [] : [[name, { ...peak, value: clock * peak.value }]];
    }),
  );
  return { ...chip, arithmetic };
};

/** P = TDP · min(1, drawFactor · (f0 + a·√u_c·clock³ + b·u_m)) of one chip, never below idle; u_c and u_m are peak-rate shares of the step's time
 *  (docs/model.md, electric draw). */
export const chipDraw = (
  chip: Chip,
  computeShare: number,
  memoryShare: number,
  { drawFactor, clock }: DrawSetting = AS_FITTED,
): Watts => {
  const law = drawLaws[chip.drawLaw];
  const arithmetic = law.compute * Math.sqrt(computeShare) * clock ** CLOCK_POWER;
  const busy = law.floor + arithmetic + law.memory * memoryShare;
  return Math.max(idleDraw(chip), chip.power.limit.value * Math.min(1, drawFactor * busy));
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
