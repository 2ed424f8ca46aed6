/** The shelf of routers, and the field that names one. */
import { choice } from '../../schema/field.js';
import { affinity } from './affinity.js';
import { leastOutstanding } from './least-outstanding.js';
import { powerOfTwo } from './power-of-two.js';
import { random } from './random.js';
import { roundRobin } from './round-robin.js';
import type { RouterEntry } from './router.js';

export const ROUTERS: readonly RouterEntry[] = [roundRobin, random, leastOutstanding, powerOfTwo, affinity];

export const routerField = choice(
  ROUTERS.map(({ kind }) => kind) as [RouterEntry['kind'], ...RouterEntry['kind'][]],
  `Which replica serves a request. ${ROUTERS.map(({ kind, doc }) => `${kind}: ${doc}`).join(' ')}`,
);

/** The rule of this kind. */
export const routerOf = (kind: RouterEntry['kind']): RouterEntry => ROUTERS.find((router) => router.kind === kind)!;
