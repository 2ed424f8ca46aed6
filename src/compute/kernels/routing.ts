/** Statistics of expert routing: how many distinct experts a step touches, and how loaded the slowest rank is. */

/** Probability that a token visits each expert: min(1, c·i^(−s)), c set so that the sum is topK. Skew 0 is uniform, 1 hot. */
export const popularity = (experts: number, topK: number, skew: number): Float64Array => {
  const weights = Float64Array.from({ length: experts }, (_, index) => (index + 1) ** -skew);
  const chances = new Float64Array(experts);
  let certain = 0;
  for (;;) {
    let tail = 0;
    for (let index = certain; index < experts; index++) tail += weights[index]!;
    const scale = tail === 0 ? 0 : (topK - certain) / tail;
    let more = certain;
    while (more < experts && scale * weights[more]! >= 1) more++;
    if (more === certain) {
      for (let index = 0; index < experts; index++) chances[index] = index < certain ? 1 : scale * weights[index]!;
      return chances;
    }
    certain = more;
  }
};

/** Below this logarithm a chance no longer counts beside 1; popular experts come first, so all before the first such one are certain. */
const NEGLIGIBLE = -40;

/** Expected distinct experts touched by a number of tokens: U(T) = Σ (1 − (1−p_i)^T), between topK (or fewer for fractional T) and min(experts, T·topK). */
export const distinctExperts = (experts: number, topK: number, skew: number): ((tokens: number) => number) => {
  if (topK >= experts) return (tokens) => experts * Math.min(1, tokens);
  if (skew === 0) {
    const logMiss = Math.log1p(-topK / experts);
    return (tokens) => -experts * Math.expm1(tokens * logMiss);
  }
  const logMiss = popularity(experts, topK, skew).map((chance) => Math.log1p(-chance));
  return (tokens) => {
    let missed = 0;
    for (let index = experts - 1; index >= 0; index--) {
      const logMissed = tokens * logMiss[index]!;
      if (logMissed < NEGLIGIBLE) break;
      missed += Math.exp(logMissed);
    }
    return experts - missed;
  };
};

/** Expected maximum of `ranks` standard normals, z = 0.57 · (log2 ranks)^0.8 (own fit: .57, 1.37, 2.07, 2.76 at 2, 8, 32, 144). */
export const expectedMaximum = (ranks: number): number => (ranks <= 1 ? 0 : 0.57 * Math.log2(ranks) ** 0.8);
