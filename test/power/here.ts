/** A place and its draws, for tests that need one: Zhongwei, seed 1. */
import { chance } from '../../src/kernel/chance.js';

export const here = {
  place: { latitude: 37.5, longitude: 105.2, altitude: 1230 },
  chance: (purpose: string) => chance(1, 0, purpose),
};
