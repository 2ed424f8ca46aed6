/** Models of Zhipu, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { latent } from './mixers/latent.js';
import type { Model } from './model.js';

export const zhipu: readonly Model[] = [
  {
    id: 'glm-5',
    name: 'GLM-5',
    organisation: 'Zhipu',
    country: 'CN',
    released: '2026-02',
    kind: 'moe',
    layers: 78,
    hidden: 6144,
    vocabulary: 154_880,
    tiedEmbeddings: false,
    maxContext: 202_752,
    mixers: [
      latent({
        layers: 78,
        heads: 64,
        queryLatent: 2048,
        latent: 512,
        nopeSize: 192,
        ropeSize: 64,
        valueSize: 256,
        indexer: { top: 2048, heads: 32, size: 128 },
      }),
    ],
    feedForward: [
      dense({ layers: 3, width: 12_288 }),
      experts({ layers: 75, experts: 256, topK: 8, width: 2048, input: 6144, sharedWidth: 2048 }),
    ],
    native: 'fp8',
    fp8Scale: 'block',
    published: { total: 744, active: 40 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/zai-org--GLM-5_config.json',
    ),
    note: 'DSA top-2048',
  },
  {
    id: 'glm-5.2',
    name: 'GLM-5.2',
    organisation: 'Zhipu',
    country: 'CN',
    released: '2026-06',
    kind: 'moe',
    layers: 78,
    hidden: 6144,
    vocabulary: 154_880,
    tiedEmbeddings: false,
    maxContext: 1_048_576,
    mixers: [
      latent({
        layers: 78,
        heads: 64,
        queryLatent: 2048,
        latent: 512,
        nopeSize: 192,
        ropeSize: 64,
        valueSize: 256,
        indexer: { top: 2048, heads: 32, size: 128 },
      }),
    ],
    feedForward: [
      dense({ layers: 3, width: 12_288 }),
      experts({ layers: 75, experts: 256, topK: 8, width: 2048, input: 6144, sharedWidth: 2048 }),
    ],
    native: 'fp8',
    fp8Scale: 'block',
    published: { total: 744, active: 40 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/zai-org--GLM-5.2_config.json',
    ),
    note: '1M context; DSA',
  },
];
