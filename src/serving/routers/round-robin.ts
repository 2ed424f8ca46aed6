/** Each replica in turn. */
import type { RouterEntry } from './router.js';

export const roundRobin: RouterEntry = {
  kind: 'round-robin',
  doc: 'Each replica in turn, in order of arrival.',
  stateIndependent: true,
  make: (replicas) => {
    let next = 0;
    return {
      pick: () => {
        const replica = next;
        next = next + 1 === replicas ? 0 : next + 1;
        return replica;
      },
      changed: () => {},
    };
  },
};
