/** Something that takes replicas out of service for a while: what each entry of the shelf is told, and what it answers. */
import type { Seconds } from '../../units/quantity.js';

/** A stretch of time in which a replica cannot serve. */
export interface Outage {
  /** Number of the replica among the simulated ones of its pool. */
  readonly replica: number;
  /** Seconds since the start of the measured time; the first may lie before it. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Announced: the replica ends what it serves first. */
  readonly planned: boolean;
}

export interface FailureContext {
  /** Row of the entry in the scenario: its draws hang on it, and on what fails. */
  readonly row: number;
  readonly seed: number;
  readonly replication: number;
  readonly pool: string;
  /** Replicas simulated, and those that there are. */
  readonly simulated: number;
  readonly replicas: number;
  readonly chips: number;
  readonly horizon: Seconds;
}

/** Finds all outages of a pool's simulated replicas before the horizon, in any order. They hang on no state of the site, so all are known at the start. */
export type Failures = (context: FailureContext) => readonly Outage[];
