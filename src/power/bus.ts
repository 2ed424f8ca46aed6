/** Where sources and load meet: the load is served at once, and both sides are metered apart.
 *
 *   sources ──imported──▶ [ Bus ] ──▶ facility losses ──▶ IT load
 */
import type { Component, Law } from '../kernel/component.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import type { Facility } from './building.js';
import { Meter } from './meter.js';
import type { Source } from './sources/source.js';

/** Relative difference up to which two meters of the same energy agree. */
export const METER_TOLERANCE = 1e-9;

export const agree = (one: number, other: number): boolean =>
  Math.abs(one - other) <= METER_TOLERANCE * Math.max(Math.abs(one), Math.abs(other));

export class Bus implements Component {
  private readonly it: Meter;
  private readonly losses: Meter;
  private readonly site: Meter;

  constructor(
    readonly name: string,
    private readonly now: () => Seconds,
    private readonly facility: Facility,
    /** In the order in which they are used; the last one carries what the others cannot. */
    private readonly sources: readonly [Source, ...Source[]],
  ) {
    this.it = new Meter(now);
    this.losses = new Meter(now);
    this.site = new Meter(now);
  }

  /** With nothing to do the hall still draws its fixed losses. */
  start(): void {
    this.setLoad(0);
  }

  /** IT power from now on [W] -- input port. */
  setLoad(power: Watts): void {
    this.it.set(power);
    this.losses.set(this.facility.losses(power, this.now()));
    const needed = this.facility.sitePower(power, this.now());
    this.site.set(needed);
    let missing = needed;
    for (const [index, source] of this.sources.entries()) {
      const isLast = index === this.sources.length - 1;
      const given = isLast ? missing : Math.min(missing, source.available(this.now()));
      source.set(given);
      missing -= given;
    }
  }

  /** Energy into chips and servers so far [J]. */
  get itJoules(): Joules {
    return this.it.read();
  }

  /** Energy of cooling and conversion so far [J]. */
  get lossJoules(): Joules {
    return this.losses.read();
  }

  /** Energy through the site meter so far [J]. */
  get siteJoules(): Joules {
    return this.site.read();
  }

  /** Highest site power so far [W]. */
  get peak(): Watts {
    return this.site.peak;
  }

  check(law: Law): void {
    const imported = this.sources.reduce((joules, source) => joules + source.joules(), 0);
    const used = this.itJoules + this.lossJoules;
    law(agree(imported, used), () => `${this.name}: imported ${imported} J, but load and losses took ${used} J`);
    law(
      agree(imported, this.siteJoules),
      () => `${this.name}: sources gave ${imported} J, the site meter read ${this.siteJoules} J`,
    );
  }
}
