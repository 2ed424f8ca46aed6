/** The temperature at the chips once cooling fails: it climbs towards what the heat alone would make of it, and chips throttle on the way.
 *
 *   T(t) = T∞ + (T0 − T∞) e^(−t/τ);  T* is reached at t = τ ln[(T0 − T∞)/(T* − T∞)]
 *
 *  T∞ is the supply while cooling runs, and supply + rise · load while it does not (docs/model.md, Facility). */
import type { Component, Law } from '../kernel/component.js';
import { Port } from '../kernel/component.js';
import { type Kernel, Order, type Timer } from '../kernel/kernel.js';
import type { Ratio, Seconds } from '../units/quantity.js';
import type { Celsius } from './cooling/cooling.js';

export interface RoomSpec {
  /** While cooling runs. */
  readonly supply: Celsius;
  /** By how much the rated heat alone would raise it in the end [K]. */
  readonly rise: number;
  readonly timeConstant: Seconds;
  /** Chips slow down from here on. */
  readonly throttle: Celsius;
  /** … until it is cooler than this again. */
  readonly restore: Celsius;
  /** Times without cooling, in order. */
  readonly failures: readonly { readonly from: Seconds; readonly to: Seconds }[];
}

/** Time until a temperature that tends from `start` to `end` passes `mark`: 0 where it has, Infinity where it never does. */
export const timeTo = (mark: Celsius, start: Celsius, end: Celsius, timeConstant: Seconds): Seconds => {
  const ratio = (start - end) / (mark - end);
  return ratio > 0 && Number.isFinite(ratio) ? timeConstant * Math.max(0, Math.log(ratio)) : Number.POSITIVE_INFINITY;
};

export class Room implements Component {
  /** Chips must slow down, or may run again -- output port. */
  readonly throttled = new Port<boolean>();

  private readonly crossing: Timer;
  private readonly switching: Timer;
  private since: Seconds;
  private base: Celsius;
  private load: Ratio = 0;
  private isCooled = true;
  private hot = false;
  private hotSince: Seconds = 0;
  private hotFor: Seconds = 0;
  private highest: Celsius;

  constructor(
    readonly name: string,
    private readonly kernel: Kernel,
    private readonly spec: RoomSpec,
  ) {
    this.since = kernel.now;
    this.base = spec.supply;
    this.highest = spec.supply;
    this.crossing = kernel.timer(`${name}.temperature-crossed`, Order.supply, () => this.onCrossing());
    this.switching = kernel.timer(`${name}.cooling-switched`, Order.supply, () => this.onSwitch());
  }

  start(): void {
    this.onSwitch();
  }

  /** Heat over rated heat from now on -- input port. */
  setLoad(load: Ratio): void {
    this.settle();
    this.load = load;
    this.arm();
  }

  get temperature(): Celsius {
    const { timeConstant } = this.spec;
    return this.end + (this.base - this.end) * Math.exp(-(this.kernel.now - this.since) / timeConstant);
  }

  get isThrottled(): boolean {
    return this.hot;
  }

  /** Hottest so far, and how long chips were throttled. */
  get record(): { readonly hottest: Celsius; readonly throttled: Seconds } {
    this.settle();
    return { hottest: this.highest, throttled: this.hotFor + (this.hot ? this.kernel.now - this.hotSince : 0) };
  }

  check(law: Law): void {
    const { supply, rise } = this.spec;
    const { temperature } = this;
    law(
      temperature >= supply - 1e-9 && temperature <= supply + rise * Math.max(1, this.load) + 1e-9,
      () => `${this.name}: ${temperature} °C lies outside what heat and cooling can make of it`,
    );
  }

  private get end(): Celsius {
    return this.isCooled ? this.spec.supply : this.spec.supply + this.spec.rise * this.load;
  }

  private settle(): void {
    this.base = this.temperature;
    this.since = this.kernel.now;
    this.highest = Math.max(this.highest, this.base);
  }

  private arm(): void {
    const mark = this.hot ? this.spec.restore : this.spec.throttle;
    const isComing = this.hot ? this.end < mark : this.end > mark;
    const delay = isComing ? timeTo(mark, this.base, this.end, this.spec.timeConstant) : Number.POSITIVE_INFINITY;
    if (Number.isFinite(delay)) this.crossing.set(delay);
    else this.crossing.clear();
  }

  private onCrossing(): void {
    this.settle();
    this.hot = !this.hot;
    if (this.hot) this.hotSince = this.kernel.now;
    else this.hotFor += this.kernel.now - this.hotSince;
    this.throttled.send(this.hot);
    this.arm();
  }

  private onSwitch(): void {
    this.settle();
    const { now } = this.kernel;
    this.isCooled = !this.spec.failures.some(({ from, to }) => now >= from && now < to);
    const next = this.spec.failures.flatMap(({ from, to }) => [from, to]).find((time) => time > now);
    if (next !== undefined) this.switching.set(next - now);
    this.arm();
  }
}
