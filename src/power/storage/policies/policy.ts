/** When a battery gives and takes: what a policy sees, and what it answers. */
import type { DollarsPerJoule, Joules, Ratio, Seconds, Watts } from '../../../units/quantity.js';
import type { Signal } from '../../signal.js';
import type { Situation } from '../store.js';

/** The battery as its policy sees it at an instant. */
export interface Charge {
  /** Energy inside above the floor, and room to full [J]. */
  readonly stored: Joules;
  readonly room: Joules;
  /** Most power out and in [W]. */
  readonly discharge: Watts;
  readonly charge: Watts;
}

export interface StoragePolicy {
  /** Power that it wants out of the battery [W]; below 0 into it. The bus grants what is possible. */
  wanted(situation: Situation, charge: Charge): Watts;
  /** The next instant at which it may change its mind for reasons of its own. */
  nextChange(time: Seconds): Seconds;
  /** Whether power that would be lost is always taken. */
  readonly takesSurplus: boolean;
  /** Whether discharging follows the load, so that the next watt comes from the battery. */
  readonly followsLoad: boolean;
  /** What a joule inside is worth, kept for later [USD/J]. */
  value(time: Seconds): DollarsPerJoule;
}

/** What a policy is told about the site and its battery. */
export interface PolicyContext {
  /** What one more joule through the site's meter costs [USD/J]. */
  readonly price: Signal;
  readonly chargeEfficiency: Ratio;
  readonly dischargeEfficiency: Ratio;
  /** Wear of a joule discharged [USD/J]. */
  readonly wear: DollarsPerJoule;
  readonly energy: Joules;
  readonly power: Watts;
}
