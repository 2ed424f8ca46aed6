/** What share of a year's cost electricity is, under every boundary: central, over the range of the assumed inputs, and the price that would make it 60–70%. */
import { type Dollars, type DollarsPerJoule, type Joules, type Ratio, SECONDS_PER_YEAR } from '../units/quantity.js';
import { type BoundaryCode, boundaries, priceFactorFor, totalOf } from './boundary.js';
import { addParts, type CapacityTerms, type CostParts, scaleParts, yearlyCapacity } from './parts.js';

/** One class of accelerators of a site. */
export interface Holding {
  readonly terms: CapacityTerms;
  readonly accelerators: number;
  /** Rent of one accelerator [USD/s]; null where nobody quotes one. */
  readonly rent: number | null;
}

/** A site over a year of 8,760 h: what it holds, what passes its meter, and what that costs. */
export interface SiteYear {
  readonly holdings: readonly Holding[];
  /** Energy at the site meter [J]. */
  readonly joules: Joules;
  /** Delivered price, the whole bill over its energy [USD/J]. */
  readonly price: DollarsPerJoule;
}

/** The five parts of a year's cost, summed over the site. */
export const siteYearParts = ({ holdings, joules, price }: SiteYear): CostParts =>
  addParts([
    { electricity: joules * price },
    ...holdings.map(({ terms, accelerators }) => scaleParts(yearlyCapacity(terms), accelerators)),
  ]);

/** What a tenant would pay for the same year [USD]; null when nobody quotes a rent for one of the classes. */
export const yearlyRent = ({ holdings }: SiteYear): Dollars | null =>
  holdings.reduce<number | null>(
    (sum, { rent, accelerators }) =>
      sum === null || rent === null ? null : sum + rent * accelerators * SECONDS_PER_YEAR,
    0,
  );

/** Factors on what is assumed: running costs, building, machines. Every combination is one reading of the same site. */
const RUNNING = [0.5, 1, 2] as const;
const BUILDING = [0.67, 1, 1.5] as const;
const MACHINES = [0.7, 1, 1.3] as const;

/** The 27 readings of a site: maintenance, software and staff × 0.5, 1, 2; building × 0.67, 1, 1.5; machines × 0.7, 1, 1.3. */
export const readingsOf = (site: SiteYear): readonly SiteYear[] =>
  RUNNING.flatMap((running) =>
    BUILDING.flatMap((building) =>
      MACHINES.map((machines) => ({
        ...site,
        holdings: site.holdings.map((holding) => ({
          ...holding,
          terms: {
            ...holding.terms,
            facilityMaintenance: holding.terms.facilityMaintenance * running,
            itMaintenance: holding.terms.itMaintenance * running,
            software: holding.terms.software * running,
            facilityPrice: holding.terms.facilityPrice * building,
            itPrice: holding.terms.itPrice * machines,
          },
        })),
      })),
    ),
  );

/** The shares that people claim, for which a price is solved. */
export const CLAIMED_SHARES = [0.6, 0.65, 0.7] as const;

export interface ShareRow {
  readonly code: BoundaryCode;
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
  /** A year's cost inside the boundary [USD]. */
  readonly total: Dollars;
  readonly share: Ratio;
  /** Least and greatest share over the 27 readings. */
  readonly range: readonly [Ratio, Ratio];
  /** Delivered price [USD/J] at which electricity would be each of `CLAIMED_SHARES` of this cost, everything else unchanged;
   *  null where no price does that: a rent already holds the electricity, and electricity with chips is no electricity share. */
  readonly priceFor: readonly DollarsPerJoule[] | null;
}

/** Every boundary that arises, in the order of `boundaries`. */
export const electricityShares = (site: SiteYear): readonly ShareRow[] => {
  const parts = siteYearParts(site);
  const rent = yearlyRent(site);
  const readings = readingsOf(site).map(siteYearParts);
  return boundaries.flatMap(({ code, label, definition, formula, inside, share }) => {
    const counted = inside(parts, rent);
    if (counted === null) return [];
    const shares = readings.map((one) => share(inside(one, rent)!));
    const solvable = code !== 'marketRental' && code !== 'energyAndChips' && parts.electricity > 0;
    return [
      {
        code,
        label,
        definition,
        formula,
        total: totalOf(counted),
        share: share(counted),
        range: [Math.min(...shares), Math.max(...shares)],
        priceFor: solvable ? CLAIMED_SHARES.map((claimed) => site.price * priceFactorFor(claimed, code, parts)) : null,
      },
    ];
  });
};
