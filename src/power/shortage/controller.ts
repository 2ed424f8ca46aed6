/** Decides who is held back while the sources cannot carry the load, and gives it back when they can.
 *
 *   available ─▶ [ PowerController ] ─▶ one setting a load (cap, share that runs)
 *   draws ─────▶
 *
 *  Three bands (Dynamo: Wu et al., ISCA 2016): nothing happens below what is available; above it, loads are held to a headroom below; they are
 *  given back only after supply has sufficed for a while, and along a ramp. What chips then do (longer steps, larger batches, queues) is
 *  simulated, and read again at the next meeting: the tables say only whose watt is worth least. */
import type { Seconds, Watts } from '../../units/quantity.js';
import { allocate, type Setting, upperHull } from './allocation.js';
import type { ShortageValues } from './plan.js';

/** Draws are read from few machines over a second or so, in which steps begin and end: they are smoothed over this time. Assumed. */
const SMOOTHING: Seconds = 5;
/** Most that the budget is widened in a second while loads draw less than their settings allow, as a share; and at all. Assumed. */
const WIDENING_PER_SECOND = 0.01;
const WIDEST = 1.5;

export class PowerController {
  /** Of the tables with all machines running, for the first minute; and with the dark ones among them. */
  private readonly capped: readonly (readonly Setting[])[];
  private readonly parked: readonly (readonly Setting[])[];
  /** Draw that each load would have unhindered, as last seen; and the draw it has, smoothed [W]. */
  private readonly wanted: Watts[];
  private readonly drawn: Watts[];
  /** Draw that all loads together are held to [W]; Infinity while nothing is short. */
  private held: Watts = Number.POSITIVE_INFINITY;
  /** By how much the tables' draw may pass `held`, because loads that rest between requests draw less than the tables say. */
  private width = 1;
  private tightened: Seconds = 0;
  /** Whether caps alone cannot meet the shortage, so that machines must go dark at once. */
  isDeep = false;
  /** Since when chips have been held back. */
  private since: Seconds = 0;
  private last: Seconds = 0;

  constructor(
    private readonly plan: ShortageValues,
    /** Each load's table, in the order in which equal watts are kept; settings with dark machines are used when a shortage lasts, or caps alone cannot meet it. */
    tables: readonly (readonly Setting[])[],
  ) {
    this.capped = tables.map((table) => upperHull(table.filter(({ active }) => active === 1)));
    this.parked = tables.map(upperHull);
    this.wanted = tables.map(() => 0);
    this.drawn = tables.map(() => 0);
  }

  get isShort(): boolean {
    return this.held < Number.POSITIVE_INFINITY;
  }

  /** What all loads would draw if they were not held back, as last seen [W]. */
  get wantedPower(): Watts {
    return sum(this.wanted);
  }

  /** Whether a shortage has lasted long enough for the front door to answer. */
  limitsAdmission(now: Seconds): boolean {
    return this.isShort && now - this.since >= this.plan.admission;
  }

  /** A meeting: what can be had from now on, and what each load drew since the last meeting [W]. Returns one setting a load, the last of its hull where it is free. */
  decide(now: Seconds, available: Watts, draws: readonly Watts[]): readonly Setting[] {
    const since = now - this.last;
    this.last = now;
    this.read(draws, since);
    const total = sum(this.drawn);
    if (!this.isShort && total <= available) return this.free();

    const budget = available * (1 - this.plan.headroom);
    if (!this.isShort) this.since = now;
    if (budget < this.held) {
      this.held = budget;
      this.tightened = now;
    }
    const isCalm = now - this.tightened >= this.plan.hold;
    if (isCalm && this.held < budget) {
      this.held = Math.min(budget, this.held + (this.wantedPower * since) / this.plan.restore);
    } else if (total < this.held) this.width = Math.min(WIDEST, this.width * (1 + WIDENING_PER_SECOND * since));
    if (total > available) this.width = Math.max(1, this.width * (available / total));

    if (isCalm && total <= budget && this.held * this.width >= this.wantedPower) {
      this.held = Number.POSITIVE_INFINITY;
      this.width = 1;
      this.isDeep = false;
      return this.free();
    }
    return this.settings(now);
  }

  private read(draws: readonly Watts[], since: Seconds): void {
    const weight = this.isShort ? 1 - Math.exp(-since / SMOOTHING) : 1;
    draws.forEach((watts, load) => {
      this.drawn[load]! += weight * (watts - this.drawn[load]!);
      this.wanted[load] = this.isShort ? Math.max(this.wanted[load]!, this.drawn[load]!) : watts;
    });
  }

  /** The tables are of machines that never rest; those that draw less than that unhindered are scaled to what they draw. */
  private settings(now: Seconds): readonly Setting[] {
    const scaled = (hulls: typeof this.capped) =>
      hulls.map((hull, load) => {
        const factor = Math.min(1, this.wanted[load]! / hull.at(-1)!.watts);
        return hull.map((setting) => ({ ...setting, watts: factor * setting.watts }));
      });
    const budget = this.held * this.width;
    const capped = scaled(this.capped);
    this.isDeep = sum(capped.map((hull) => hull[0]!.watts)) > budget;
    return allocate(this.isDeep || now - this.since >= this.plan.parking ? scaled(this.parked) : capped, budget);
  }

  private free(): readonly Setting[] {
    return this.capped.map((hull) => hull.at(-1)!);
  }
}

const sum = (watts: readonly Watts[]): Watts => watts.reduce((total, one) => total + one, 0);
