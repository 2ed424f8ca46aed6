/** What a source keeps of its own output: energy, carbon, and what was there and not taken. Every source has one. */
import type { Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import { Meter } from '../meter.js';
import { integral, type Signal } from '../signal.js';

export class Output {
  private readonly meter: Meter;
  private readonly spill: Meter;
  private emitted: Kilograms = 0;
  private since: Seconds;

  constructor(
    private readonly now: () => Seconds,
    /** Average carbon intensity [kg/J]. */
    private readonly intensity: Signal,
  ) {
    this.meter = new Meter(now);
    this.spill = new Meter(now);
    this.since = now();
  }

  /** Power from now on [W], and power that was there for nothing and stays unused. */
  set(power: Watts, spilled: Watts = 0): void {
    this.emit();
    this.meter.set(power);
    this.spill.set(spilled);
  }

  get power(): Watts {
    return this.meter.power;
  }

  joules(): Joules {
    return this.meter.read();
  }

  spilled(): Joules {
    return this.spill.read();
  }

  kilograms(): Kilograms {
    this.emit();
    return this.emitted;
  }

  private emit(): void {
    const now = this.now();
    if (now > this.since && this.meter.power !== 0)
      this.emitted += this.meter.power * integral(this.intensity, this.since, now);
    this.since = now;
  }
}
