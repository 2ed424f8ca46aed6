/** Models of Google, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const google: readonly Model[] = [
  {
    id: 'gemma-4-26b-a4b',
    name: 'Gemma 4 26B-A4B',
    organisation: 'Google',
    country: 'US',
    released: '2026-04',
    kind: 'moe',
    layers: 30,
    hidden: 2816,
    vocabulary: 262_144,
    tiedEmbeddings: true,
    maxContext: 262_144,
    mixers: [
      grouped({ layers: 5, heads: 16, keyValueHeads: 2, headSize: 512, keysAreValues: true }),
      grouped({ layers: 25, heads: 16, keyValueHeads: 8, headSize: 256, window: 1024 }),
    ],
    feedForward: [
      dense({ layers: 30, width: 2112 }),
      experts({ layers: 30, experts: 128, topK: 8, width: 704, input: 2816 }),
    ],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 26, active: 4 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/google--gemma-4-26B-A4B_config.json',
    ),
    note: 'Dense MLP and MoE in parallel in every layer; global layers share K=V (attention_k_eq_v)',
  },
  {
    id: 'gemma-4-31b',
    name: 'Gemma 4 31B',
    organisation: 'Google',
    country: 'US',
    released: '2026-04',
    kind: 'dense',
    layers: 60,
    hidden: 5376,
    vocabulary: 262_144,
    tiedEmbeddings: true,
    maxContext: 262_144,
    mixers: [
      grouped({ layers: 10, heads: 32, keyValueHeads: 4, headSize: 512, keysAreValues: true }),
      grouped({ layers: 50, heads: 32, keyValueHeads: 16, headSize: 256, window: 1024 }),
    ],
    feedForward: [dense({ layers: 60, width: 21_504 })],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 31, active: 31 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/nvidia--Gemma-4-31B-IT-NVFP4_config.json',
    ),
  },
];
