/** The shelf of routers. */
import { leastOutstanding } from './least-outstanding.js';
import { powerOfTwo } from './power-of-two.js';
import { random } from './random.js';
import { roundRobin } from './round-robin.js';
import type { RouterEntry } from './router.js';

export const ROUTERS: readonly RouterEntry[] = [roundRobin, random, leastOutstanding, powerOfTwo];

/** The rule of this kind. */
export const routerOf = (kind: RouterEntry['kind']): RouterEntry => ROUTERS.find((router) => router.kind === kind)!;
