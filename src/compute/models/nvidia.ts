/** Models of NVIDIA, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import { mamba2 } from './mixers/linear.js';
import type { Model } from './model.js';

export const nvidia: readonly Model[] = [
  {
    id: 'nemotron-3-nano-30b-a3b',
    name: 'Nemotron 3 Nano 30B-A3B',
    organisation: 'NVIDIA',
    country: 'US',
    released: '2025-12',
    kind: 'hybrid-moe',
    layers: 52,
    hidden: 2688,
    vocabulary: 131_072,
    tiedEmbeddings: false,
    maxContext: 262_144,
    mixers: [
      mamba2({ layers: 23, heads: 64, groups: 8, inner: 4096, state: 128 }),
      grouped({ layers: 6, heads: 32, keyValueHeads: 2, headSize: 128 }),
    ],
    feedForward: [
      experts({ layers: 23, experts: 128, topK: 6, width: 1856, input: 2688, sharedWidth: 3712, gated: false }),
    ],
    native: 'bf16',
    fp8Scale: 'tensor',
    published: { total: 31.6, active: 3.2 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16_config.json',
    ),
    note: 'Pattern M/E/* = Mamba2 / MoE / attention; squared-ReLU experts (2 matrices); one shared expert of width 3712',
  },
];
