/** Models of Mistral, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const mistral: readonly Model[] = [
  {
    id: 'mistral-nemo-12b',
    name: 'Mistral Nemo 12B',
    organisation: 'Mistral',
    country: 'FR',
    released: '2024-07',
    kind: 'dense',
    layers: 40,
    hidden: 5120,
    vocabulary: 131_072,
    tiedEmbeddings: false,
    maxContext: 131_072,
    mixers: [grouped({ layers: 40, heads: 32, keyValueHeads: 8, headSize: 128 })],
    feedForward: [dense({ layers: 40, width: 14_336 })],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 12.2, active: 12.2 },
    source: configuration('inference-sim/inference-sim @f90a1e3 model_configs/mistral-nemo-instruct-2407/config.json'),
  },
  {
    id: 'mixtral-8x7b',
    name: 'Mixtral 8x7B',
    organisation: 'Mistral',
    country: 'FR',
    released: '2023-12',
    kind: 'moe',
    layers: 32,
    hidden: 4096,
    vocabulary: 32_000,
    tiedEmbeddings: false,
    maxContext: 32_768,
    mixers: [grouped({ layers: 32, heads: 32, keyValueHeads: 8, headSize: 128 })],
    feedForward: [experts({ layers: 32, experts: 8, topK: 2, width: 14_336, input: 4096 })],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 46.7, active: 12.9 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/mistralai--Mixtral-8x7B-v0.1_config.json',
    ),
  },
  {
    id: 'mixtral-8x22b',
    name: 'Mixtral 8x22B',
    organisation: 'Mistral',
    country: 'FR',
    released: '2024-04',
    kind: 'moe',
    layers: 56,
    hidden: 6144,
    vocabulary: 32_000,
    tiedEmbeddings: false,
    maxContext: 65_536,
    mixers: [grouped({ layers: 56, heads: 48, keyValueHeads: 8, headSize: 128 })],
    feedForward: [experts({ layers: 56, experts: 8, topK: 2, width: 16_384, input: 6144 })],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 141, active: 39 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/mistralai--Mixtral-8x22B-v0.1_config.json',
    ),
  },
];
