/** The rest of the server: fans, host processors, network cards, switches. */
import type { Watts } from '../units/quantity.js';
import { type Plan, replicaChips } from './plan.js';

/** Constant draw of the servers of one replica beside its chips [W]. */
export const serverOverhead = (plan: Plan): Watts => replicaChips(plan) * plan.chip.power.server.value;
