/** The five parts of what an accelerator costs, and their closed form for a year (docs/model.md, cost boundaries). */
import type { Dollars, DollarsPerJoule, Joules, Ratio, Watts } from '../units/quantity.js';
import { SECONDS_PER_YEAR } from '../units/quantity.js';
import { annuity } from './capital.js';

/** Dollars over some stretch of time; they add up to the full cost. */
export interface CostParts {
  readonly electricity: Dollars;
  /** Running the building: maintenance, insurance and tax on it. */
  readonly facilityOperations: Dollars;
  /** Running the machines: maintenance and insurance on them, software and staff. */
  readonly itOperations: Dollars;
  /** The building as an annuity. */
  readonly facilityCapital: Dollars;
  /** Chips, servers and network as an annuity. */
  readonly itCapital: Dollars;
}

export const PART_NAMES = [
  'electricity',
  'facilityOperations',
  'itOperations',
  'facilityCapital',
  'itCapital',
] as const satisfies readonly (keyof CostParts)[];

/** What one accelerator costs whether it works or not. */
export interface CapacityTerms {
  /** Accelerator with its share of server and network (C) [USD]. */
  readonly itPrice: Dollars;
  /** Provisioned IT power (P) [W]. */
  readonly provisioned: Watts;
  /** Building, per watt of IT power (F) [USD/W]. */
  readonly facilityPrice: number;
  /** Building maintenance, per watt of IT power and second (om) [USD/(W s)]. */
  readonly facilityMaintenance: number;
  /** Insurance and tax per year as a share of the price of machines and building (ins). */
  readonly insurance: Ratio;
  /** Machine maintenance per year as a share of its price (itm). */
  readonly itMaintenance: Ratio;
  /** Software and staff per second (sw) [USD/s]. */
  readonly software: number;
  /** Yearly cost of capital (r). */
  readonly capitalCost: Ratio;
  /** Share of the price of machines and building that somebody else pays (s). */
  readonly subsidy: Ratio;
  /** Life of machines (n_i) [years]. */
  readonly itLife: number;
  /** Life of the building (n_f) [years]. */
  readonly facilityLife: number;
}

export type CapacityParts = Omit<CostParts, 'electricity'>;

/** Everything but electricity for one accelerator and one year:
 *  facOpex = P(om + ins·F) · itOpex = C(itm + ins) + sw · itCapital = (1 − s)·C·crf(r, n_i) · facCapital = (1 − s)·F·P·crf(r, n_f). */
export const yearlyCapacity = (terms: CapacityTerms): CapacityParts => {
  const { itPrice, provisioned, facilityPrice, insurance, capitalCost, subsidy } = terms;
  const building = facilityPrice * provisioned;
  return {
    facilityOperations: terms.facilityMaintenance * provisioned * SECONDS_PER_YEAR + insurance * building,
    itOperations: itPrice * (terms.itMaintenance + insurance) + terms.software * SECONDS_PER_YEAR,
    facilityCapital: annuity((1 - subsidy) * building, capitalCost, terms.facilityLife),
    itCapital: annuity((1 - subsidy) * itPrice, capitalCost, terms.itLife),
  };
};

/** How an accelerator draws power over a year, for the closed form. */
export interface DrawTerms {
  readonly provisioned: Watts;
  /** Mean draw over provisioned draw (u). */
  readonly utilisation: Ratio;
  readonly pue: Ratio;
}

/** Energy at the site meter of one accelerator and one year: 8760 h · P · u · PUE [J]. */
export const yearlyEnergy = ({ provisioned, utilisation, pue }: DrawTerms): Joules =>
  SECONDS_PER_YEAR * provisioned * utilisation * pue;

/** The closed form of one accelerator and one year at an energy price [USD/J]. */
export const yearlyParts = (terms: CapacityTerms & DrawTerms, price: DollarsPerJoule): CostParts => ({
  electricity: yearlyEnergy(terms) * price,
  ...yearlyCapacity(terms),
});

/** The same parts for a number of accelerators over some years. */
export const scaleParts = <Parts extends Partial<CostParts>>(parts: Parts, factor: number): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, dollars]) => [name, (dollars as number) * factor])) as Parts;

/** Part by part, for example over pools. */
export const addParts = (all: readonly Partial<CostParts>[]): CostParts =>
  Object.fromEntries(
    PART_NAMES.map((name) => [name, all.reduce((total, parts) => total + (parts[name] ?? 0), 0)]),
  ) as unknown as CostParts;

export const fullCost = (parts: CostParts): Dollars => PART_NAMES.reduce((total, name) => total + parts[name], 0);
