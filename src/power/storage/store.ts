/** Something that takes energy now and gives it back later: what the bus asks of it. */
import type { Law } from '../../kernel/component.js';
import type { DollarsPerJoule, Joules, Ratio, Seconds, Watts } from '../../units/quantity.js';
import type { BillLine } from '../tariffs/part.js';

/** What a store's policy sees of an instant. */
export interface Situation {
  readonly time: Seconds;
  /** Power that the site needs and no other store gives [W]. */
  readonly demand: Watts;
  /** Power that is there for nothing [W]. */
  readonly free: Watts;
}

/** What a plan for a store has to keep within. */
export interface StoreLimits {
  /** Most power at its terminals [W]. */
  readonly power: Watts;
  /** Between which levels the energy inside stays when it is new, and where it starts [J]. */
  readonly floor: Joules;
  readonly full: Joules;
  readonly start: Joules;
  readonly chargeEfficiency: Ratio;
  readonly dischargeEfficiency: Ratio;
  /** What a joule out of it wears the cells by [USD/J]. */
  readonly wear: DollarsPerJoule;
}

export interface Store {
  readonly limits: StoreLimits;
  readonly name: string;
  /** What reports call it when the next watt comes from it. */
  readonly unit: string;
  /** Power that its policy would give [W]; below 0 to charge. */
  wanted(situation: Situation): Watts;
  /** Most it can give, and most it can take, from this instant on [W]. */
  available(time: Seconds): Watts;
  acceptable(time: Seconds): Watts;
  /** Energy that it can still give [J at its terminals]. */
  usable(): Joules;
  /** Whether it takes power that would be lost otherwise, whatever its policy wants. */
  readonly takesSurplus: boolean;
  /** Whether it would serve one more watt of load while it discharges. */
  readonly followsLoad: boolean;
  /** What one more joule out of it costs: what it is worth to keep, and wear [USD/J]. */
  cost(time: Seconds): DollarsPerJoule;
  /** Power out of it from now on [W]; below 0 into it. */
  set(power: Watts): void;
  /** The next instant at which it fills, empties, tapers, or its policy changes its mind. */
  nextChange(time: Seconds): Seconds;
  /** Energy inside [J]. */
  level(): Joules;
  capacity(): Joules;
  lines(): readonly BillLine[];
  check(law: Law): void;
}
