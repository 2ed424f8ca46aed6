/** Splits the gap between two worlds among the channels in which they differ: each channel's mean contribution over all orders in which the channels could be switched. */

/** Shapley values of a game on n players: φ_i = Σ_{S ∌ i} |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)); they sum to v(all) − v(none).
 *  `value(coalition)` takes a bit mask of the channels switched to the other world. Exact, 2^n values. Source: Shapley 1953. */
export const shapleyValues = (players: number, value: (coalition: number) => number): number[] => {
  const size = 2 ** players;
  const values = Array.from({ length: size }, (_, coalition) => value(coalition));
  /** weight[s] = s! (n − s − 1)! / n! */
  const weight = Array.from({ length: players }, (_, members) => {
    let product = 1 / players;
    for (let at = 1; at <= members; at++) product *= at / (players - at);
    return product;
  });
  return Array.from({ length: players }, (_, player) => {
    let sum = 0;
    for (let coalition = 0; coalition < size; coalition++) {
      if ((coalition >> player) & 1) continue;
      sum += weight[members(coalition)]! * (values[coalition | (1 << player)]! - values[coalition]!);
    }
    return sum;
  });
};

const members = (coalition: number): number => {
  let count = 0;
  for (let rest = coalition; rest > 0; rest &= rest - 1) count++;
  return count;
};
