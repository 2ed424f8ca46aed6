/** What any model of the building around the chips answers: meter power for IT power, now and for the next watt. */
import type { Ratio, Seconds, Watts } from '../units/quantity.js';

export interface Facility {
  /** Power at the site meter [W] for an IT load [W] at an instant. */
  sitePower(it: Watts, time: Seconds): Watts;
  /** IT load that this much power at the site meter carries [W]; 0 where it does not even carry the empty hall. */
  itPower(site: Watts, time: Seconds): Watts;
  /** What cooling and conversion draw [W] at an IT load [W]. */
  losses(it: Watts, time: Seconds): Watts;
  /** Site watts added by one more IT watt. */
  marginalPue(it: Watts, time: Seconds): Ratio;
  /** How long the UPS alone would carry an IT load [s]; null where nothing is said of its batteries. */
  rideThrough(it: Watts): Seconds | null;
  /** What the building says about itself at an IT load; null where it is a straight line in the load. */
  climate(it: Watts, time: Seconds): Climate | null;
}

/** What a building that follows the weather does at one instant. */
export interface Climate {
  readonly conversion: Watts;
  /** Fans and pumps. */
  readonly auxiliary: Watts;
  readonly compressors: Watts;
  /** Water evaporated and drained [L/s]. */
  readonly water: number;
}
