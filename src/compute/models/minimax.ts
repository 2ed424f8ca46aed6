/** Models of MiniMax, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const minimax: readonly Model[] = [
  {
    id: 'minimax-m2.5',
    name: 'MiniMax M2.5',
    organisation: 'MiniMax',
    country: 'CN',
    released: '2026-02',
    kind: 'moe',
    layers: 62,
    hidden: 3072,
    vocabulary: 200_064,
    tiedEmbeddings: false,
    maxContext: 196_608,
    mixers: [grouped({ layers: 62, heads: 48, keyValueHeads: 8, headSize: 128 })],
    feedForward: [experts({ layers: 62, experts: 256, topK: 8, width: 1536, input: 3072 })],
    native: 'fp8',
    fp8Scale: 'block',
    published: { total: 229, active: 10 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/MiniMaxAI--MiniMax-M2.5_config.json',
    ),
  },
  {
    id: 'minimax-m3',
    name: 'MiniMax M3',
    organisation: 'MiniMax',
    country: 'CN',
    released: '2026-06',
    kind: 'moe',
    layers: 60,
    hidden: 6144,
    vocabulary: 200_064,
    tiedEmbeddings: false,
    maxContext: 1_048_576,
    mixers: [grouped({ layers: 60, heads: 64, keyValueHeads: 4, headSize: 128 })],
    feedForward: [
      dense({ layers: 3, width: 12_288 }),
      experts({ layers: 57, experts: 128, topK: 4, width: 3072, input: 6144, sharedWidth: 3072 }),
    ],
    native: 'bf16',
    fp8Scale: 'block',
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/MiniMaxAI--MiniMax-M3_config.json',
    ),
    note: '57 of 60 layers block-sparse attention: top-16 blocks of 128 tokens, 4 index heads x128',
  },
];
