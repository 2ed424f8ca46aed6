/** The chain from joules at the meter to tokens, dollars and kilograms, closed on itself. */
import type { Joules, Kilograms } from '../units/quantity.js';
import { dollarParts } from './boundary.js';
import type { CostParts } from './parts.js';

/** Where the joules went. */
export interface Uses {
  /** Chips writing tokens: steps as if they had no chunks. */
  readonly writing: Joules;
  /** Chips reading prompts: what chunks added. */
  readonly reading: Joules;
  /** Chips with nothing to do. */
  readonly idle: Joules;
  /** Servers around the chips: CPU, network, fans, power supplies. */
  readonly server: Joules;
  /** Cooling and conversion. */
  readonly facility: Joules;
  /** Into stores, out to the grid or lost unused, less what stores gave: below 0 where the load lived on what was stored before. */
  readonly elsewhere: Joules;
}

export interface ChainInput {
  /** Energy by source at the meter. */
  readonly sources: readonly { readonly name: string; readonly joules: Joules }[];
  readonly uses: Uses;
  readonly tokens: { readonly written: number; readonly read: number };
  readonly costs: CostParts;
  readonly kilograms: Kilograms;
}

/** Sources and uses are metered apart; `closure` is |meter − sum of uses| / meter. */
export const energyChain = ({ sources, uses, tokens, costs, kilograms }: ChainInput) => {
  const total = sources.reduce((joules, source) => joules + source.joules, 0);
  const used = uses.writing + uses.reading + uses.idle + uses.server + uses.facility + uses.elsewhere;
  return {
    joules: { sources, ...uses, total, closure: total === 0 ? 0 : Math.abs(total - used) / total },
    tokens,
    dollars: dollarParts(costs),
    kilograms,
  };
};
