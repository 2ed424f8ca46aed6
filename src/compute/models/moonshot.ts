/** Models of Moonshot, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { latent } from './mixers/latent.js';
import { kimiDelta } from './mixers/linear.js';
import type { Model } from './model.js';

export const moonshot: readonly Model[] = [
  {
    id: 'kimi-k2',
    name: 'Kimi K2',
    organisation: 'Moonshot',
    country: 'CN',
    released: '2025-07',
    kind: 'moe',
    layers: 61,
    hidden: 7168,
    vocabulary: 163_840,
    tiedEmbeddings: false,
    maxContext: 131_072,
    mixers: [
      latent({ layers: 61, heads: 64, queryLatent: 1536, latent: 512, nopeSize: 128, ropeSize: 64, valueSize: 128 }),
    ],
    feedForward: [
      dense({ layers: 1, width: 18_432 }),
      experts({ layers: 60, experts: 384, topK: 8, width: 2048, input: 7168, sharedWidth: 2048 }),
    ],
    native: 'fp8',
    fp8Scale: 'block',
    published: { total: 1026, active: 32.6 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/moonshotai--Kimi-K2-Instruct_config.json',
    ),
  },
  {
    id: 'kimi-k2.5',
    name: 'Kimi K2.5',
    organisation: 'Moonshot',
    country: 'CN',
    released: '2026-01',
    kind: 'moe',
    layers: 61,
    hidden: 7168,
    vocabulary: 163_840,
    tiedEmbeddings: false,
    maxContext: 262_144,
    mixers: [
      latent({ layers: 61, heads: 64, queryLatent: 1536, latent: 512, nopeSize: 128, ropeSize: 64, valueSize: 128 }),
    ],
    feedForward: [
      dense({ layers: 1, width: 18_432 }),
      experts({ layers: 60, experts: 384, topK: 8, width: 2048, input: 7168, sharedWidth: 2048 }),
    ],
    native: 'int4',
    fp8Scale: 'block',
    published: { total: 1026, active: 32.6 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/moonshotai--Kimi-K2.5_config.json',
    ),
    note: 'Multimodal tower not counted',
  },
  {
    id: 'kimi-k3',
    name: 'Kimi K3',
    organisation: 'Moonshot',
    country: 'CN',
    released: '2026-07',
    kind: 'hybrid-moe',
    layers: 93,
    hidden: 7168,
    vocabulary: 163_840,
    tiedEmbeddings: false,
    maxContext: 1_048_576,
    mixers: [
      latent({
        layers: 24,
        heads: 96,
        queryLatent: 1536,
        latent: 512,
        nopeSize: 128,
        ropeSize: 64,
        valueSize: 128,
        gated: true,
      }),
      kimiDelta({ layers: 69, heads: 96, headSize: 128 }),
    ],
    feedForward: [
      dense({ layers: 1, width: 33_792 }),
      experts({ layers: 92, experts: 896, topK: 16, width: 3072, input: 3584, sharedWidth: 6144, projected: true }),
    ],
    native: 'int4',
    fp8Scale: 'block',
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/moonshotai--Kimi-K3_config.json',
    ),
    note: 'Routed experts act on a 3,584-dim latent; full attention 24 of 93 layers; parameter totals computed here, unpublished in the sources read',
  },
];
