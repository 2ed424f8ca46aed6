/** The shelf of models: every open-weight model the catalogue knows. */
import { alibaba } from './alibaba.js';
import { deepseek } from './deepseek.js';
import { google } from './google.js';
import { meta } from './meta.js';
import { minimax } from './minimax.js';
import { mistral } from './mistral.js';
import type { Model } from './model.js';
import { moonshot } from './moonshot.js';
import { nvidia } from './nvidia.js';
import { openai } from './openai.js';
import { stepfun } from './stepfun.js';
import { xiaomi } from './xiaomi.js';
import { zeroOneAi } from './zero-one-ai.js';
import { zhipu } from './zhipu.js';

export const models: readonly Model[] = [
  ...meta,
  ...mistral,
  ...zeroOneAi,
  ...alibaba,
  ...xiaomi,
  ...minimax,
  ...openai,
  ...deepseek,
  ...moonshot,
  ...zhipu,
  ...stepfun,
  ...google,
  ...nvidia,
];

/** A model by its id, such as `deepseek-v3`; case does not matter. */
export const findModel = (id: string): Model | undefined => models.find((model) => model.id === id.toLowerCase());
