/** The building around the chips: what cooling and conversion draw on top of the IT load, on average and for the next watt. */
import { defaulting, fields, number, ratio } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import type { Ratio, Watts } from '../units/quantity.js';
import type { Facility } from './building.js';

/** Share of the overhead at the reference load that grows with the IT load; the rest runs even when every chip is dark. */
export const GROWING_SHARE = 0.6;

export const facilityFields = fields({
  pue: number(
    'Power usage effectiveness, site power over IT power, at the reference load. Left out: the middle of the region’s quoted values.',
    { min: 1, max: 3 },
  ).optional(),
  marginalPue: number(
    `Site watts added by one more IT watt; below the average PUE, because part of the overhead is fixed. Left out: 1 + ${GROWING_SHARE} × (PUE − 1), assumed, picked from 0.4–0.9.`,
    { min: 1, max: 3 },
  ).optional(),
  referenceLoad: defaulting(
    ratio('IT load at which the PUE is stated, as a share of the provisioned IT power.', { min: 0.05 }),
    0.75,
    'assumed: annual PUE figures are published for sites at about three quarters of their provisioned load',
  ),
});

export interface FacilitySpec {
  /** Average PUE at the reference load. */
  readonly pue: Ratio;
  readonly marginalPue: Ratio;
  /** Share of `rated` at which `pue` holds. */
  readonly referenceLoad: Ratio;
  /** Provisioned IT power [W]. */
  readonly rated: Watts;
}

/** P_site = fixed + marginalPue · P_IT, with fixed = (pue − marginalPue) · referenceLoad · rated.
 *  Valid near the climate and load for which `pue` was stated; a building that follows the weather is `climate-facility.ts`. */
export class LinearFacility implements Facility {
  /** Power of cooling and conversion with no IT load at all [W]. */
  readonly fixed: Watts;
  private readonly slope: Ratio;

  constructor(spec: FacilitySpec) {
    this.fixed = (spec.pue - spec.marginalPue) * spec.referenceLoad * spec.rated;
    this.slope = spec.marginalPue;
  }

  /** Power at the site meter [W] for an IT load [W]. */
  sitePower(it: Watts): Watts {
    return this.fixed + this.slope * it;
  }

  /** IT load that this much power at the site meter carries [W]; 0 where it does not even carry the empty hall. */
  itPower(site: Watts): Watts {
    return Math.max(0, (site - this.fixed) / this.slope);
  }

  /** What cooling and conversion draw [W] at an IT load [W]. */
  losses(it: Watts): Watts {
    return this.fixed + (this.slope - 1) * it;
  }

  marginalPue(): Ratio {
    return this.slope;
  }

  rideThrough(): null {
    return null;
  }

  climate(): null {
    return null;
  }

  /** Average PUE at an IT load [W]; Infinity at none. */
  averagePue(it: Watts): Ratio {
    return this.sitePower(it) / it;
  }
}

interface FacilityValues {
  readonly pue?: number | undefined;
  readonly marginalPue?: number | undefined;
  readonly referenceLoad: number;
}

/** The facility that parsed fields describe, with the region's PUE where none is stated. */
export const facilitySpec = (values: FacilityValues, regionPue: Ratio, rated: Watts): FacilitySpec => {
  const pue = values.pue ?? regionPue;
  return {
    pue,
    marginalPue: values.marginalPue ?? 1 + GROWING_SHARE * (pue - 1),
    referenceLoad: values.referenceLoad,
    rated,
  };
};

/** A PUE must lie above its marginal value, so that an empty hall still draws power. */
export const facilityIssues = (values: FacilityValues, regionPue: Ratio): readonly Issue[] => {
  const { pue, marginalPue } = facilitySpec(values, regionPue, 1);
  if (marginalPue < pue) return [];
  return values.marginalPue === undefined
    ? [
        {
          path: ['pue'],
          found: String(pue),
          expected: 'a PUE above 1: no hall runs without cooling and conversion losses',
        },
      ]
    : [
        {
          path: ['marginalPue'],
          found: String(marginalPue),
          expected: `a marginal PUE below the average PUE of ${pue}: part of the overhead is fixed`,
        },
      ];
};
