/** Models of StepFun, hyperparameters from their published configurations. */

import { configuration } from './configuration.js';
import { dense } from './feed-forward/dense.js';
import { experts } from './feed-forward/experts.js';
import { grouped } from './mixers/grouped.js';
import type { Model } from './model.js';

export const stepfun: readonly Model[] = [
  {
    id: 'step-3.7-flash',
    name: 'Step-3.7-Flash',
    organisation: 'StepFun',
    country: 'CN',
    released: '2026-05',
    kind: 'moe',
    layers: 45,
    hidden: 4096,
    vocabulary: 128_896,
    tiedEmbeddings: false,
    maxContext: 65_536,
    mixers: [
      grouped({ layers: 12, heads: 64, keyValueHeads: 8, headSize: 128 }),
      grouped({ layers: 33, heads: 64, keyValueHeads: 8, headSize: 128, window: 512 }),
    ],
    feedForward: [
      dense({ layers: 3, width: 11_264 }),
      experts({ layers: 42, experts: 288, topK: 8, width: 1280, input: 4096, sharedWidth: 1280 }),
    ],
    native: 'bf16',
    fp8Scale: 'block',
    published: { total: 196, active: 11 },
    source: configuration(
      'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/model_configs/stepfun-ai--Step-3.7-Flash_config.json',
    ),
    note: '3 MTP; published figures are Step-3.5-Flash (196B/11B), from memory',
  },
];
