/** How the measured expert layers were loaded: copies per expert under a named distribution, and the rank they make slowest. */
import type { ExpertLoad } from '../../compute/kernels/moe.js';
import { threefry, uniform } from '../../kernel/keyed.js';

const EXPONENT = 1.2;
/** The tables hold one random draw a row, unseeded; a row is compared with the mean of so many. */
const DRAWS = 8;

/** Shares drawn from the density x^−1.2, on [1, .8·tokens], or on [.01, 2] where there are no more copies than experts. */
const drawnShares = (tokens: number, topK: number, experts: number, draw: number): Float64Array => {
  const [low, high] = tokens * topK > experts ? [1, Math.max(1.0001, 0.8 * tokens)] : [0.01, 2];
  const power = 1 - EXPONENT;
  const words = new Uint32Array(2);
  return Float64Array.from({ length: experts }, (_, expert) => {
    threefry(draw, experts, expert, 0, words);
    return (low ** power + uniform(words[0]!) * (high ** power - low ** power)) ** (1 / power);
  });
};

/** Whole copies per expert: shares rounded, none above the number of tokens; what is left over goes to the busiest with room, what is too much leaves the idlest that have any. */
const wholeCopies = (shares: Float64Array, tokens: number, topK: number): Float64Array => {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const loads = shares.map((share) => Math.min(tokens, Math.round((share / total) * tokens * topK)));
  const busiestFirst = Array.from(loads.keys()).sort((a, b) => shares[b]! - shares[a]!);
  let over = loads.reduce((sum, load) => sum + load, 0) - tokens * topK;
  for (let at = 0; over < 0; at = (at + 1) % busiestFirst.length) {
    const expert = busiestFirst[at]!;
    if (loads[expert]! >= tokens) continue;
    loads[expert]!++;
    over++;
  }
  for (let at = busiestFirst.length - 1; over > 0; at = at === 0 ? busiestFirst.length - 1 : at - 1) {
    const expert = busiestFirst[at]!;
    if (loads[expert]! <= 0) continue;
    loads[expert]!--;
    over--;
  }
  return loads;
};

/** The rank with most copies when neighbouring experts share a rank. */
const slowestRank = (loads: Float64Array, ranks: number): ExpertLoad => {
  const size = loads.length / ranks;
  let slowest: ExpertLoad = { distinct: 0, copies: 0 };
  for (let rank = 0; rank < ranks; rank++) {
    const own = loads.subarray(Math.round(rank * size), Math.round((rank + 1) * size));
    const copies = own.reduce((sum, load) => sum + load, 0);
    if (copies > slowest.copies) slowest = { distinct: own.filter((load) => load > 0).length, copies };
  }
  return slowest;
};

const drawnLoad = (tokens: number, topK: number, experts: number, ranks: number): ExpertLoad => {
  let [distinct, copies] = [0, 0];
  for (let draw = 0; draw < DRAWS; draw++) {
    const slowest = slowestRank(wholeCopies(drawnShares(tokens, topK, experts, draw), tokens, topK), ranks);
    distinct += slowest.distinct / DRAWS;
    copies += slowest.copies / DRAWS;
  }
  return { distinct, copies };
};

/** Load of the slowest of `ranks` ranks, or nothing for a distribution this program does not know. No expert can have more copies than there are tokens.
 *  As the tables were made (ai-dynamo/aiconfigurator @095f58a, collector: loads drawn, rounded, the busiest rank timed). */
export const measuredLoad = (
  distribution: string,
  tokens: number,
  topK: number,
  experts: number,
  ranks: number,
): ExpertLoad | undefined => {
  const copies = tokens * topK;
  if (distribution === 'balanced') {
    return { distinct: Math.max(1, Math.min(experts, copies) / ranks), copies: Math.max(1, copies / ranks) };
  }
  return distribution === 'power_law_1.2' ? drawnLoad(tokens, topK, experts, ranks) : undefined;
};
