/** The cells of a battery: how much is inside, how fast it may go in and out, and how they age. No policy, no price. */
import type { Joules, Ratio, Seconds, Watts } from '../../units/quantity.js';
import { SECONDS_PER_DAY } from '../../units/quantity.js';

export interface CellSpec {
  /** Energy inside a new, full battery [J]. */
  readonly energy: Joules;
  /** Most power at the terminals, either way [W]. */
  readonly power: Watts;
  readonly chargeEfficiency: Ratio;
  readonly dischargeEfficiency: Ratio;
  /** Least energy inside, as a share of what a full battery holds now. */
  readonly floor: Ratio;
  /** Energy inside at the start, as a share. */
  readonly start: Ratio;
  /** Share of the energy inside that is lost in a second [1/s]. */
  readonly standingLoss: number;
  /** Whether it ages. */
  readonly ages: boolean;
}

/** Charging slows towards full, and discharging towards the floor, in three steps of the state of charge: constant current, then two of the
 *  constant-voltage phase. Assumed; a staircase for the linear taper, so that power is constant between events. */
const TAPER: readonly { readonly within: Ratio; readonly share: Ratio }[] = [
  { within: 0.03, share: 0.25 },
  { within: 0.1, share: 0.6 },
];

/** Ageing of REopt (NREL/REopt.jl 029db01d, its code rather than its prose): capacity lost in a day [share of new]
 *  = CALENDAR · EXPONENT · (mean state of charge) · d^(EXPONENT − 1) + CYCLE · (energy discharged / energy when new), d days old. */
const CALENDAR = 1.16e-3;
const EXPONENT = 0.428;
export const CYCLE = 2.46e-5;

/** A standing loss below this is none [1/s]: a hundred million years, and no division by what rounds to nothing. */
const LEAST_LOSS = 1e-15;

/** Levels closer than this share of the capacity are the same: an event at a level must not fire twice. */
const SAME = 1e-9;

export class Cell {
  private readonly loss: number;
  private inside: Joules;
  private held: Joules;
  private rate: Watts = 0;
  private since: Seconds;
  /** Since the last midnight: energy discharged at the terminals, and ∫ level dt. */
  private discharged: Joules = 0;
  private levelSeconds = 0;
  private day: Seconds;
  private daysOld = 0;
  private throughput = { charged: 0, discharged: 0, standing: 0 };

  constructor(
    readonly spec: CellSpec,
    private readonly now: () => Seconds,
  ) {
    this.loss = spec.standingLoss > LEAST_LOSS ? spec.standingLoss : 0;
    this.held = spec.energy;
    this.inside = spec.start * spec.energy;
    this.since = now();
    this.day = now() + SECONDS_PER_DAY;
  }

  /** Energy inside [J]. */
  get level(): Joules {
    this.settle();
    return this.inside;
  }

  /** What a full battery holds now [J]. */
  get capacity(): Joules {
    this.settle();
    return this.held;
  }

  /** Energy in, out and lost by standing so far [J], for the law of the cell. */
  get totals() {
    this.settle();
    return this.throughput;
  }

  get power(): Watts {
    return this.rate;
  }

  /** Most power out of the terminals [W]. */
  get discharge(): Watts {
    return this.taper(this.level - this.floor);
  }

  /** Most power into the terminals [W]. */
  get charge(): Watts {
    const { level } = this; // settles first: midnight may take capacity away
    return this.taper(this.held - level);
  }

  /** Power out of the terminals from now on [W], below 0 into them. */
  set(power: Watts): void {
    this.settle();
    this.rate = power;
  }

  /** When the present power meets full, empty, a step of the taper or midnight. */
  nextChange(time: Seconds): Seconds {
    this.settle();
    let next = this.spec.ages ? this.day : Number.POSITIVE_INFINITY;
    const slope = this.slope(this.inside);
    if (slope === 0 && this.loss === 0) return next;
    const edges = [this.floor, this.held, ...this.edges()];
    for (const edge of edges) {
      const reached = this.reach(edge);
      if (reached > 0) next = Math.min(next, time + reached);
    }
    return next;
  }

  private get floor(): Joules {
    return this.spec.floor * this.held;
  }

  private edges(): readonly Joules[] {
    return TAPER.flatMap(({ within }) => [this.floor + within * this.held, this.held - within * this.held]);
  }

  /** Power that the distance from the end [J] allows. */
  private taper(distance: Joules): Watts {
    if (distance <= SAME * this.held) return 0;
    const step = TAPER.find(({ within }) => distance <= (within + SAME) * this.held);
    return this.spec.power * (step?.share ?? 1);
  }

  /** dE/dt at a level [W]. */
  private slope(level: Joules): Watts {
    const { chargeEfficiency, dischargeEfficiency } = this.spec;
    const through = this.rate < 0 ? -this.rate * chargeEfficiency : -this.rate / dischargeEfficiency;
    return through - this.loss * level;
  }

  /** Seconds until the level is reached at the present power: linear, or t = −ln[(E* − a/s)/(E − a/s)]/s with standing loss s; Infinity if never. */
  private reach(target: Joules): Seconds {
    const distance = target - this.inside;
    if (Math.abs(distance) <= SAME * this.held) return Number.POSITIVE_INFINITY;
    const slope = this.slope(this.inside);
    if (distance * slope <= 0) return Number.POSITIVE_INFINITY;
    if (this.loss === 0) return distance / slope;
    const asymptote = (slope + this.loss * this.inside) / this.loss;
    const ratio = (target - asymptote) / (this.inside - asymptote);
    return ratio > 0 ? -Math.log(ratio) / this.loss : Number.POSITIVE_INFINITY;
  }

  private settle(): void {
    const now = this.now();
    while (this.spec.ages && now >= this.day) {
      this.advance(this.day);
      this.age();
    }
    this.advance(now);
  }

  private advance(to: Seconds): void {
    const seconds = to - this.since;
    if (seconds <= 0) return;
    this.since = to;
    const { chargeEfficiency, dischargeEfficiency } = this.spec;
    const through = this.rate < 0 ? -this.rate * chargeEfficiency : -this.rate / dischargeEfficiency;
    const before = this.inside;
    if (this.loss === 0) this.inside += through * seconds;
    else {
      const asymptote = through / this.loss;
      this.inside = asymptote + (before - asymptote) * Math.exp(-this.loss * seconds);
    }
    const standing = before + through * seconds - this.inside;
    this.levelSeconds += ((before + this.inside) / 2) * seconds;
    this.discharged += Math.max(0, this.rate) * seconds;
    this.throughput.charged += Math.max(0, -this.rate) * seconds;
    this.throughput.discharged += Math.max(0, this.rate) * seconds;
    this.throughput.standing += standing;
    if (Math.abs(this.inside - this.held) <= SAME * this.held) this.inside = this.held;
    if (Math.abs(this.inside - this.floor) <= SAME * this.held) this.inside = this.floor;
  }

  /** Midnight: a day's ageing. What no longer fits is lost with the capacity. */
  private age(): void {
    this.daysOld++;
    const { energy } = this.spec;
    const mean = this.levelSeconds / SECONDS_PER_DAY / energy;
    const calendar = CALENDAR * EXPONENT * mean * this.daysOld ** (EXPONENT - 1);
    this.held = Math.max(0, this.held - energy * calendar - CYCLE * this.discharged);
    this.throughput.standing += Math.max(0, this.inside - this.held);
    this.inside = Math.min(this.inside, this.held);
    this.levelSeconds = 0;
    this.discharged = 0;
    this.day += SECONDS_PER_DAY;
  }
}
