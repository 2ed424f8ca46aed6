/** Figures carry their source: a value with where it was read, when, and how much it can bear. */

/** How well a figure is known. A derived figure takes the weakest tier it rests on.
 *  `measured` on the thing itself · `same-generation` borrowed from its nearest sibling · `data-sheet` vendor or press figure · `estimate` ours. */
export const TIERS = ['measured', 'same-generation', 'data-sheet', 'estimate'] as const;
export type Tier = (typeof TIERS)[number];

export interface Source {
  /** Who says so: a page, paper, file or commit; "assumed" figures say the range they were picked from. */
  readonly source: string;
  /** When it was read or published, as far as known: `2024-02`. */
  readonly on?: string;
  readonly tier: Tier;
}

export interface Fact<Value = number> extends Source {
  readonly value: Value;
}

export const fact = <Value>(value: Value, source: string, tier: Tier, on?: string): Fact<Value> =>
  on === undefined ? { value, source, tier } : { value, source, tier, on };

/** The weakest of several tiers. */
export const weakest = (...tiers: readonly Tier[]): Tier =>
  TIERS[Math.max(0, ...tiers.map((tier) => TIERS.indexOf(tier)))]!;
