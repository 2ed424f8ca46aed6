/** Meters what a building does beside drawing power: water, compressor hours, and what the next watt would have cost it. */
import type { Joules, Ratio, Seconds, Watts } from '../units/quantity.js';
import type { Climate, Facility } from './building.js';
import { Meter } from './meter.js';

export interface FacilityRecord {
  readonly conversionJoules: Joules;
  readonly auxiliaryJoules: Joules;
  readonly compressorJoules: Joules;
  /** Time with a compressor running. */
  readonly compressorTime: Seconds;
  readonly litres: number;
  /** How long the UPS would have carried the highest IT power; null where nothing is said of its batteries. */
  readonly rideThrough: Seconds | null;
}

export interface Added {
  readonly site: Joules;
  readonly it: Joules;
}

export class FacilityMeter {
  private readonly marginal: Meter;
  private readonly it: Meter;
  private readonly parts: Readonly<Record<keyof Climate, Meter>>;
  private readonly compressing: Meter;
  private follows = false;

  constructor(
    private readonly facility: Facility,
    private readonly now: () => Seconds,
  ) {
    const meter = () => new Meter(now);
    this.marginal = meter();
    this.it = meter();
    this.compressing = meter();
    this.parts = { conversion: meter(), auxiliary: meter(), compressors: meter(), water: meter() };
  }

  /** IT power from now on. */
  set(it: Watts): void {
    const time = this.now();
    this.it.set(it);
    this.marginal.set(it * this.facility.marginalPue(it, time));
    const climate = this.facility.climate(it, time);
    if (climate === null) return;
    this.follows = true;
    for (const part of Object.keys(this.parts) as (keyof Climate)[]) this.parts[part].set(climate[part]);
    this.compressing.set(climate.compressors > 0 ? 1 : 0);
  }

  /** Site joules that IT joules so far would have added at the margin, and those joules. */
  get added(): Added {
    return { site: this.marginal.read(), it: this.it.read() };
  }

  /** Site watts for one more IT watt since an earlier reading, weighted by IT energy; that of an empty hall where there was none. */
  marginalPue(since: Added = { site: 0, it: 0 }): Ratio {
    const { site, it } = this.added;
    return this.follows && it > since.it
      ? (site - since.site) / (it - since.it)
      : this.facility.marginalPue(0, this.now());
  }

  /** null for a building that does not follow the weather. */
  get record(): FacilityRecord | null {
    if (!this.follows) return null;
    return {
      conversionJoules: this.parts.conversion.read(),
      auxiliaryJoules: this.parts.auxiliary.read(),
      compressorJoules: this.parts.compressors.read(),
      compressorTime: Number(this.compressing.read()),
      litres: this.parts.water.read(),
      rideThrough: this.facility.rideThrough(this.it.peak),
    };
  }
}
