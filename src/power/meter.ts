/** Integrates a power that changes in steps: level, rate, since. Settled when the rate changes or somebody reads. */
import type { Joules, Seconds, Watts } from '../units/quantity.js';

export class Meter {
  private level: Joules = 0;
  private rate: Watts = 0;
  private since: Seconds;
  private highest: Watts = 0;

  constructor(private readonly now: () => Seconds) {
    this.since = now();
  }

  /** The power from now on. */
  set(power: Watts): void {
    this.settle();
    this.rate = power;
    this.highest = Math.max(this.highest, power);
  }

  /** Energy so far [J]. */
  read(): Joules {
    this.settle();
    return this.level;
  }

  get power(): Watts {
    return this.rate;
  }

  /** Highest power so far [W]. */
  get peak(): Watts {
    return this.highest;
  }

  private settle(): void {
    const now = this.now();
    this.level += this.rate * (now - this.since);
    this.since = now;
  }
}
