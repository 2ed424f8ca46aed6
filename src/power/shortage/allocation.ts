/** Who gives up watts when there are too few: loads stand on the upper hulls of their tables, and the watt that is worth least goes first.
 *
 *   tables (watts → worth) ─▶ upper hulls ─▶ greedy over all segments, dearest first, until the budget is spent ─▶ one setting a load
 */
import type { Ratio, Watts } from '../../units/quantity.js';

/** One way to run a load. */
export interface Setting {
  /** Draw in all [W]. */
  readonly watts: Watts;
  /** What it earns or is worth in a second: any unit, the same for all loads. */
  readonly worth: number;
  /** Share of its machines that run; the others are dark. */
  readonly active: Ratio;
  /** Cap on each machine that runs [W]; Infinity is none. */
  readonly cap: Watts;
}

/** The concave part of a table: its points from the least to the most draw between which no mixture of two others would be worth more. A
 *  mixture of a dark machine and one at its best cap lies on the hull where deep caps lose to switching off (power.md, the cap-or-park mix). */
export const upperHull = (table: readonly Setting[]): readonly Setting[] => {
  const hull: Setting[] = [];
  for (const point of [...table].sort((a, b) => a.watts - b.watts || a.worth - b.worth)) {
    while (hull.length > 0 && point.worth >= hull.at(-1)!.worth && point.watts <= hull.at(-1)!.watts) hull.pop();
    while (hull.length > 1 && slope(hull.at(-2)!, hull.at(-1)!) <= slope(hull.at(-2)!, point)) hull.pop();
    if (hull.length === 0 || point.worth > hull.at(-1)!.worth) hull.push(point);
  }
  return hull;
};

/** The setting at `watts` between neighbours of a hull: machines are split between running and dark, or all run at a cap in between. */
const between = (low: Setting, high: Setting, watts: Watts): Setting => {
  const share = (watts - low.watts) / (high.watts - low.watts);
  if (share >= 1) return high;
  const mixed = (a: number, b: number): number => a + share * (b - a);
  return {
    watts,
    worth: mixed(low.worth, high.worth),
    active: mixed(low.active, high.active),
    cap: low.active === 0 ? high.cap : mixed(low.cap, Math.min(high.cap, Number.MAX_VALUE)),
  };
};

/** The settings of least worth lost under a budget [W], one a load. Greedy over the segments of concave tables is optimal (exchange argument);
 *  of equal segments the load listed first keeps its watts. Loads whose least settings pass the budget together stand at those.
 *  @param hulls of each load, as `upperHull` makes them, with at least one point */
export const allocate = (hulls: readonly (readonly Setting[])[], budget: Watts): readonly Setting[] => {
  const standing = hulls.map((hull) => hull[0]!);
  let left = budget - standing.reduce((sum, { watts }) => sum + watts, 0);
  const segments = hulls.flatMap((hull, load) =>
    hull.slice(1).map((high, at) => ({ load, low: hull[at]!, high, slope: slope(hull[at]!, high) })),
  );
  segments.sort((a, b) => b.slope - a.slope || a.load - b.load);
  for (const { load, low, high } of segments) {
    if (left <= 0) break;
    const width = high.watts - low.watts;
    standing[load] = left >= width ? high : between(low, high, low.watts + left);
    left -= width;
  }
  return standing;
};

const slope = (low: Setting, high: Setting): number => (high.worth - low.worth) / (high.watts - low.watts);
