/** Who serves the load: must-run first, then every offer by its price; what is left over or missing is told.
 *
 *   demand ─▶ least powers ─▶ offers, cheapest first ─▶ given, missing, surplus
 */
import type { DollarsPerJoule, Watts } from '../units/quantity.js';
import type { Bid } from './sources/source.js';

/** What one source brings to an instant. */
export interface Offer {
  readonly least: Watts;
  /** Steps above `least`, cheapest first. */
  readonly bids: readonly Bid[];
}

export interface Dispatched {
  /** Power of each source, in the order of the offers [W]. */
  readonly given: readonly Watts[];
  /** Demand that nobody can serve [W]. */
  readonly missing: Watts;
  /** Must-run power that the demand does not take [W]. */
  readonly surplus: Watts;
}

/** Room below this share of an offer is rounding. */
const SPARE = 1e-12;

interface Step extends Bid {
  readonly source: number;
}

/** Merit order over convex steps: optimal for one instant, since no step depends on another. Equal prices go by the order of the list.
 *  @param demand power to be served [W], not below 0 */
export const dispatch = (demand: Watts, offers: readonly Offer[]): Dispatched => {
  const given = offers.map(({ least }) => least);
  const steps: Step[] = [];
  offers.forEach(({ bids }, source) => {
    for (const bid of bids) if (bid.watts > 0) steps.push({ source, ...bid });
  });
  steps.sort((a, b) => a.cost - b.cost || a.source - b.source);
  let left = demand - given.reduce((sum, watts) => sum + watts, 0);
  for (const { source, watts } of steps) {
    if (left <= 0) break;
    const taken = Math.min(left, watts);
    given[source]! += taken;
    left -= taken;
  }
  return { given, missing: Math.max(0, left), surplus: Math.max(0, -left) };
};

/** The source that would give the next watt beside what is given, and its price; null when nobody can. */
export const nextOf = (
  given: readonly Watts[],
  offers: readonly Offer[],
): { readonly source: number; readonly cost: DollarsPerJoule } | null => {
  let next: { readonly source: number; readonly cost: DollarsPerJoule } | null = null;
  offers.forEach(({ least, bids }, source) => {
    let reached = least;
    for (const { watts, cost } of bids) {
      reached += watts;
      if (reached < Number.POSITIVE_INFINITY && reached - given[source]! <= SPARE * reached) continue;
      if (next === null || cost < next.cost) next = { source, cost };
      break;
    }
  });
  return next;
};
