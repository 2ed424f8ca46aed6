/** Means of power over fixed windows of the local clock, and the highest of them: what utilities call demand.
 *
 *   power ──▶ energy of the open window ──window ends──▶ mean ──▶ highest of the month
 *
 *  The open window counts with its mean so far, so that a run may end inside it. */
import type { Joules, Seconds, Watts } from '../../units/quantity.js';
import type { Calendar } from '../calendar.js';
import type { Stretch } from './part.js';

interface Peak {
  readonly watts: Watts;
  /** Start of its window. */
  readonly at: Seconds;
}

/** A window whose mean comes within this share of the month's highest decides with it: shaving one alone would save nothing. */
const NEAR = 0.01;

/** A metered window. */
interface Window extends Peak {
  /** How much of it was metered. */
  readonly seconds: Seconds;
}

const NONE: Peak = { watts: 0, at: 0 };

export class DemandMeter {
  private highest: Peak = NONE;
  private near: Window[] = [];
  private energy: Joules = 0;
  private metered: Seconds = 0;
  private start: Seconds = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly window: Seconds,
    private readonly clock: { readonly calendar: Calendar; readonly zone: Seconds },
    /** Whether a window that begins at this instant counts. */
    private readonly counts: (time: Seconds) => boolean = () => true,
  ) {}

  /** Meters a stretch, window by window. */
  add({ power, from, to }: Omit<Stretch, 'exported' | 'month' | 'above'>): void {
    for (let time = from; time < to; ) {
      const start = this.windowOf(time);
      if (start !== this.start) {
        this.close();
        this.start = start;
      }
      const end = Math.min(to, start + this.window);
      this.energy += power * (end - time);
      this.metered += end - time;
      time = end;
    }
  }

  /** Highest window of the month so far. */
  get peak(): Peak {
    if (this.metered === 0 || !this.counts(this.start)) return this.highest;
    const watts = this.energy / this.metered;
    return watts > this.highest.watts ? { watts, at: this.start } : this.highest;
  }

  /** Windows of the month so far that come within a hundredth of its peak. */
  get decisive(): readonly Window[] {
    const { watts } = this.peak;
    return [...this.near, ...this.open].filter((window) => window.watts > 0 && window.watts >= (1 - NEAR) * watts);
  }

  turn(): void {
    this.close();
    this.highest = NONE;
    this.near = [];
    this.start = Number.NEGATIVE_INFINITY;
  }

  private get open(): readonly Window[] {
    return this.metered === 0 || !this.counts(this.start)
      ? []
      : [{ watts: this.energy / this.metered, at: this.start, seconds: this.metered }];
  }

  private close(): void {
    this.near.push(...this.open.filter(({ watts }) => watts >= (1 - NEAR) * this.highest.watts));
    this.highest = this.peak;
    this.energy = 0;
    this.metered = 0;
  }

  private windowOf(time: Seconds): Seconds {
    const offset = this.clock.calendar.start + this.clock.zone;
    return Math.floor((offset + time) / this.window) * this.window - offset;
  }
}
