/** A place and its draws, for tests that need one: Zhongwei, seed 1. */
import { chance } from '../../src/kernel/chance.js';
import { constant } from '../../src/power/signal.js';
import type { Connection } from '../../src/power/sources/connection.js';

export const here = {
  place: { latitude: 37.5, longitude: 105.2, altitude: 1230 },
  chance: (purpose: string) => chance(1, 0, purpose),
};

/** A connection of a plain limit [W]. */
export const connection = (limit: number): Connection => ({
  limit: constant(limit),
  up: constant(1),
  contracts: [],
  ramp: Number.POSITIVE_INFINITY,
});
