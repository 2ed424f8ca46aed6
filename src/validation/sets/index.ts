/** The measured tables the program can judge itself by. */
import type { MeasuredSet } from '../comparison.js';
import { decodeAttentionSet, latentAttentionSet, prefillAttentionSet } from './aic-attention.js';
import { gemmSet } from './aic-gemm.js';
import { expertsSet } from './aic-moe.js';
import { allReduceSet, exchangeSet, ncclSet, vidurNetworkSet } from './collectives.js';
import { literatureSet } from './literature.js';
import { replaySet } from './llmservingsim.js';
import { mlEnergySet } from './mlenergy.js';
import { mlperfSet } from './mlperf.js';
import { siliconSet } from './silicon-e2e.js';
import { splitwiseSet } from './splitwise.js';
import { vidurLayerSet } from './vidur.js';

export const measuredSets: readonly MeasuredSet[] = [
  siliconSet,
  replaySet,
  mlEnergySet,
  mlperfSet,
  splitwiseSet,
  literatureSet,
  gemmSet,
  decodeAttentionSet,
  prefillAttentionSet,
  latentAttentionSet,
  expertsSet,
  allReduceSet,
  exchangeSet,
  ncclSet,
  vidurLayerSet,
  vidurNetworkSet,
];
