/** Time of a mixture-of-experts layer on its slowest rank. */
import { type ExpertBank, expertParameters } from '../models/feed-forward/feed-forward.js';
import type { Rates } from '../precision.js';
import { distinctExperts, expectedMaximum } from './routing.js';
import type { Kernel } from './tally.js';

export interface ExpertGroups {
  /** Groups the experts are dealt to. */
  readonly groups: number;
  /** Ranks that split each expert. */
  readonly split: number;
  /** Zipf exponent of expert popularity. */
  readonly skew: number;
  /** Load of the hottest group over the mean that no balancer removes. */
  readonly imbalance: number;
}

/** What one rank of an expert layer has to do. */
export interface ExpertLoad {
  /** Experts whose weights it reads. */
  readonly distinct: number;
  /** Tokens times the experts each visits here. */
  readonly copies: number;
}

/** Work of one layer on one rank [s], work = M/e_m + C/e_c; `split` ranks share each expert. */
export const expertWork = (
  bank: ExpertBank,
  rates: Rates,
  bandwidth: number,
  split: number,
): ((load: ExpertLoad) => number) => {
  const { input, width, matrices } = bank;
  const { memory, compute } = rates.experts;
  const perExpert = (expertParameters(bank) * rates.weightBytes) / split / bandwidth / memory;
  const perCopy =
    ((2 * input + (matrices * width) / split) * 2) / bandwidth / memory +
    (2 * expertParameters(bank)) / split / rates.peak / compute;
  return ({ distinct, copies }) => distinct * perExpert + copies * perCopy;
};

/** work = M/e_m + C/e_c with M = (U_r·weights·w + copies·activations)/bandwidth and C = copies·2·weights/peak of the slowest rank:
 *  U_r = min(E/ep, U/ep + z·√((U/ep)(1 − U/E))), copies = n̄·min(ep, I + z/√n̄), n̄ = T·k/ep (docs/model.md, mixture of experts; error 12–20 %).
 *  The peak shares, for the draw, are those of the mean rank and its weights. */
export const expertLayers = (
  bank: ExpertBank,
  layers: number,
  rates: Rates,
  bandwidth: number,
  spread: ExpertGroups,
): Kernel => {
  const { experts, topK } = bank;
  const { groups, split, skew, imbalance } = spread;
  const { launch } = rates.experts;
  const work = expertWork(bank, rates, bandwidth, split);
  const touched = distinctExperts(experts, topK, skew);
  const deviation = expectedMaximum(groups);
  const expertTime = (expertParameters(bank) * rates.weightBytes) / split / bandwidth;
  const copyArithmetic = (2 * expertParameters(bank)) / split / rates.peak;
  return ({ groupTokens }, tally) => {
    const distinct = touched(groupTokens);
    const mean = distinct / groups;
    const slowest = Math.min(
      experts / groups,
      mean + deviation * Math.sqrt(mean * Math.max(0, 1 - distinct / experts)),
    );
    const meanCopies = (groupTokens * topK) / groups;
    const copies = Math.min(meanCopies * groups, imbalance * meanCopies + deviation * Math.sqrt(meanCopies));
    const memory = mean * expertTime;
    const compute = meanCopies * copyArithmetic;
    tally.work += layers * work({ distinct: slowest, copies });
    tally.launch += layers * launch;
    tally.floor += layers * Math.max(memory, compute);
    tally.compute += layers * compute;
    tally.memory += layers * memory;
  };
};
