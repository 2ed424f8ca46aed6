/** A cost that several outputs cause together, split among them so that the shares sum to it. */
import type { Dollars } from '../units/quantity.js';

/** One stretch of the way from nothing to the outputs there are. */
export interface Stretch {
  /** What the stretch adds to the cost. */
  readonly added: Dollars;
  /** Output times marginal cost of each, x_i·∂C/∂x_i, in the middle of the stretch; only their proportions count. */
  readonly pulls: readonly number[];
}

/** Aumann–Shapley shares: share_i = x_i ∫₀¹ ∂C(s·x)/∂x_i ds, which sum to C(x) − C(0). The ray is walked in stretches; each stretch's cost, known
 *  exactly, is split as the marginal costs in its middle say, so that the shares sum exactly whatever the number of stretches.
 *  A stretch that pulls nothing is shared equally. Source: Aumann and Shapley, Values of Non-Atomic Games, 1974; economics note, section 4. */
export const aumannShapley = (stretches: readonly Stretch[]): number[] => {
  const shares = (stretches[0]?.pulls ?? []).map(() => 0);
  for (const { added, pulls } of stretches) {
    const whole = pulls.reduce((sum, pull) => sum + pull, 0);
    pulls.forEach((pull, row) => {
      shares[row]! += whole === 0 ? added / pulls.length : (added * pull) / whole;
    });
  }
  return shares;
};
