/** How a group chooses the replica that serves a request. */
import type { Prefixes } from '../../demand/prefixes.js';
import type { Arrivals } from '../../demand/request.js';
import type { RouterKind } from '../pool/spec.js';

export interface Router {
  /** The replica, from 0, for a request; called once per request in order of arrival. */
  pick(arrivals: Arrivals, index: number): number;
  /** The number of requests at a replica (waiting, in its batch or held) has changed. */
  changed(replica: number, outstanding: number): void;
}

/** A rule on the shelf of routers. */
export interface RouterEntry {
  readonly kind: RouterKind;
  readonly doc: string;
  /** Whether a choice never looks at the replicas, so that they can be simulated apart. */
  readonly stateIndependent: boolean;
  readonly make: (replicas: number, seed: number, prefixes?: Prefixes) => Router;
}
