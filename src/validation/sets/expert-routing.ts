/** How the measured expert layers were loaded: copies per expert under a named distribution, and the rank they make slowest. */
import type { ExpertLoad } from '../../compute/kernels/moe.js';

const EXPONENT = 1.2;

/** Loads in proportion to quantiles of the density x^−1.2, on [1, .8·tokens], or on [.01, 2] where there are no more copies than experts; whole copies, the largest first. */
const powerLaw = (tokens: number, topK: number, experts: number): Float64Array => {
  const copies = tokens * topK;
  const [low, high] = copies > experts ? [1, Math.max(1.0001, 0.8 * tokens)] : [0.01, 2];
  const power = 1 - EXPONENT;
  const quantile = (share: number): number => (low ** power + share * (high ** power - low ** power)) ** (1 / power);
  const raw = Array.from({ length: experts }, (_, index) => quantile(1 - (index + 0.5) / experts));
  const total = raw.reduce((sum, load) => sum + load, 0);
  const loads = Float64Array.from(raw, (load) => Math.min(tokens, Math.floor((load / total) * copies)));
  let left = copies - loads.reduce((sum, load) => sum + load, 0);
  for (let index = 0; left > 0.5; index = (index + 1) % experts) {
    const room = Math.min(1, tokens - loads[index]!);
    loads[index]! += room;
    left -= room;
  }
  return loads;
};

/** Fractional part of the multiples of the golden ratio: an order without pattern that needs no seed. */
const scattered = (index: number): number => (index * 0.6180339887498949) % 1;

/** The rank with most copies when the experts are dealt to `ranks` ranks of equal size without regard to load. */
const slowestRank = (loads: Float64Array, ranks: number): ExpertLoad => {
  const order = Array.from(loads.keys()).sort((a, b) => scattered(a + 1) - scattered(b + 1));
  const size = loads.length / ranks;
  let slowest: ExpertLoad = { distinct: 0, copies: 0 };
  for (let rank = 0; rank < ranks; rank++) {
    const own = order.slice(Math.round(rank * size), Math.round((rank + 1) * size)).map((expert) => loads[expert]!);
    const copies = own.reduce((sum, load) => sum + load, 0);
    if (copies > slowest.copies) slowest = { distinct: own.filter((load) => load > 0).length, copies };
  }
  return slowest;
};

/** Load of the slowest of `ranks` ranks, or nothing for a distribution this program does not know. No expert can have more copies than there are tokens. */
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
  return distribution === 'power_law_1.2' ? slowestRank(powerLaw(tokens, topK, experts), ranks) : undefined;
};
