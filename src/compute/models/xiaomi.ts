/** Models of Xiaomi, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const xiaomi: readonly Model[] = [
  {
    id: 'mimo-7b',
    name: 'MiMo 7B base',
    organisation: 'Xiaomi',
    country: 'CN',
    released: '2025-05',
    kind: 'dense',
    layers: 36,
    hidden: 4096,
    vocabulary: 151_680,
    tiedEmbeddings: false,
    maxContext: 32_768,
    mixers: [grouped({ layers: 36, heads: 32, keyValueHeads: 8, headSize: 128 })],
    feedForward: [dense({ layers: 36, width: 11_008 })],
    native: 'bf16',
    fp8Scale: 'block',
    published: { total: 7.83, active: 7.83 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/XiaomiMiMo--MiMo-7B-Base_config.json',
    ),
    note: '1 MTP layer not counted',
  },
  {
    id: 'mimo-v2-flash',
    name: 'MiMo-V2-Flash',
    organisation: 'Xiaomi',
    country: 'CN',
    released: '2025-12',
    kind: 'moe',
    layers: 48,
    hidden: 4096,
    vocabulary: 152_576,
    tiedEmbeddings: false,
    maxContext: 262_144,
    mixers: [
      grouped({ layers: 9, heads: 64, keyValueHeads: 4, headSize: 192, valueSize: 128 }),
      grouped({ layers: 39, heads: 64, keyValueHeads: 8, headSize: 192, valueSize: 128, window: 128 }),
    ],
    feedForward: [
      dense({ layers: 1, width: 16_384 }),
      experts({ layers: 47, experts: 256, topK: 8, width: 2048, input: 4096 }),
    ],
    native: 'fp8',
    fp8Scale: 'block',
    published: { total: 309, active: 15 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/XiaomiMiMo--MiMo-V2-Flash_config.json',
    ),
    note: '5:1 hybrid sliding window 128; 3 MTP',
  },
];
