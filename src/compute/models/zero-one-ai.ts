/** Models of 01.AI, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const zeroOneAi: readonly Model[] = [
  {
    id: 'yi-34b',
    name: 'Yi 34B',
    organisation: '01.AI',
    country: 'CN',
    released: '2023-11',
    kind: 'dense',
    layers: 60,
    hidden: 7168,
    vocabulary: 64_000,
    tiedEmbeddings: false,
    maxContext: 4096,
    mixers: [grouped({ layers: 60, heads: 56, keyValueHeads: 8, headSize: 128 })],
    feedForward: [dense({ layers: 60, width: 20_480 })],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 34.4, active: 34.4 },
    source: configuration('inference-sim/inference-sim @f90a1e3 model_configs/yi-34b/config.json'),
  },
];
