/** Models of OpenAI, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const openai: readonly Model[] = [
  {
    id: 'gpt-oss-20b',
    name: 'gpt-oss 20B',
    organisation: 'OpenAI',
    country: 'US',
    released: '2025-08',
    kind: 'moe',
    layers: 24,
    hidden: 2880,
    vocabulary: 201_088,
    tiedEmbeddings: false,
    maxContext: 131_072,
    mixers: [
      grouped({ layers: 12, heads: 64, keyValueHeads: 8, headSize: 64 }),
      grouped({ layers: 12, heads: 64, keyValueHeads: 8, headSize: 64, window: 128 }),
    ],
    feedForward: [experts({ layers: 24, experts: 32, topK: 4, width: 2880, input: 2880 })],
    native: 'mxfp4',
    fp8Scale: 'tensor',
    published: { total: 20.9, active: 3.6 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/openai--gpt-oss-20b_config.json',
    ),
    note: 'Half the layers sliding window 128; MXFP4 experts',
  },
  {
    id: 'gpt-oss-120b',
    name: 'gpt-oss 120B',
    organisation: 'OpenAI',
    country: 'US',
    released: '2025-08',
    kind: 'moe',
    layers: 36,
    hidden: 2880,
    vocabulary: 201_088,
    tiedEmbeddings: false,
    maxContext: 131_072,
    mixers: [
      grouped({ layers: 18, heads: 64, keyValueHeads: 8, headSize: 64 }),
      grouped({ layers: 18, heads: 64, keyValueHeads: 8, headSize: 64, window: 128 }),
    ],
    feedForward: [experts({ layers: 36, experts: 128, topK: 4, width: 2880, input: 2880 })],
    native: 'mxfp4',
    fp8Scale: 'tensor',
    published: { total: 116.8, active: 5.1 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/openai--gpt-oss-120b_config.json',
    ),
    note: 'Half the layers sliding window 128; MXFP4 experts',
  },
];
