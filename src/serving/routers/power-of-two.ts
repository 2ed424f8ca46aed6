/** The emptier of two replicas drawn at random. */
import { below, requestDraw } from './random.js';
import type { RouterEntry } from './router.js';

export const powerOfTwo: RouterEntry = {
  kind: 'power-of-two',
  doc: 'Of two different replicas drawn at random, the one with fewer requests; the first drawn where they are equal.',
  stateIndependent: false,
  make: (replicas, seed) => {
    const words = new Uint32Array(2);
    const outstanding = new Int32Array(replicas);
    return {
      pick: (arrivals, index) => {
        if (replicas === 1) return 0;
        requestDraw(seed, arrivals.stream[index]!, arrivals.id[index]!, words);
        const first = below(words[0]!, replicas);
        const other = below(words[1]!, replicas - 1);
        const second = other < first ? other : other + 1;
        return outstanding[second]! < outstanding[first]! ? second : first;
      },
      changed: (replica, count) => {
        outstanding[replica] = count;
      },
    };
  },
};
