/** One replica for all prompts that begin alike, so that what it has read of them is found again. */

import { below, requestDraw } from './random.js';
import type { RouterEntry } from './router.js';

export const affinity: RouterEntry = {
  kind: 'affinity',
  doc: 'One replica for all turns of a conversation, or all recorded prompts with the same first block, drawn from its number; where nothing is shared, a replica at random.',
  stateIndependent: true,
  make: (replicas, seed, prefixes) => {
    const words = new Uint32Array(2);
    return {
      pick: (arrivals, index) => {
        const stream = arrivals.stream[index]!;
        const id = arrivals.id[index]!;
        const isShared = prefixes !== undefined && prefixes.runs(stream, id, Number.POSITIVE_INFINITY) > 0;
        requestDraw(seed, stream, isShared ? prefixes.key(stream, id, 0) : id, words);
        return below(words[0]!, replicas);
      },
      changed: () => {},
    };
  },
};
