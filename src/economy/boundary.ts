/** The seven cost boundaries: who counts what as cost, and what share electricity is of it. A share without a boundary means nothing. */
import type { Dollars, Ratio } from '../units/quantity.js';
import type { CostParts } from './parts.js';

export type BoundaryCode =
  | 'facilityCash'
  | 'facilityFull'
  | 'operatorCash'
  | 'chipsSunk'
  | 'fullTco'
  | 'marketRental'
  | 'energyAndChips';

/** The cost inside a boundary; the four groups add up to the total. */
export interface Inside {
  readonly electricity: Dollars;
  readonly operations: Dollars;
  readonly building: Dollars;
  /** Chips, servers and network; for a tenant, everything in the rent but electricity. */
  readonly chips: Dollars;
}

export interface Boundary {
  readonly code: BoundaryCode;
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
  /** What is counted; null where the question does not arise (no rent is known). */
  inside(parts: CostParts, rent: Dollars | null): Inside | null;
  /** The share printed beside the label. */
  share(inside: Inside): Ratio;
}

export const totalOf = ({ electricity, operations, building, chips }: Inside): Dollars =>
  electricity + operations + building + chips;

/** 0 where nothing is spent. */
const over = (part: Dollars, whole: Dollars): Ratio => (whole === 0 ? 0 : part / whole);

const electricityShare = (inside: Inside): Ratio => over(inside.electricity, totalOf(inside));

const everything = (parts: CostParts): Inside => ({
  electricity: parts.electricity,
  operations: parts.facilityOperations + parts.itOperations,
  building: parts.facilityCapital,
  chips: parts.itCapital,
});

export const boundaries: readonly Boundary[] = [
  {
    code: 'fullTco',
    label: 'full cost',
    definition:
      'Everything, with chips and building as annuities: the economist’s cost, and the default of every table.',
    formula: 'E / (E + facOpex + itOpex + facCapital + itCapital)',
    inside: everything,
    share: electricityShare,
  },
  {
    code: 'operatorCash',
    label: 'operating cash',
    definition:
      'Electricity and the running of building and machines, no capital: “operating cost” in cash-flow statements.',
    formula: 'E / (E + facOpex + itOpex)',
    inside: (parts) => ({ ...everything(parts), building: 0, chips: 0 }),
    share: electricityShare,
  },
  {
    code: 'facilityCash',
    label: 'running bill of the building',
    definition: 'Electricity and the running of the building alone.',
    formula: 'E / (E + facOpex)',
    inside: (parts) => ({
      electricity: parts.electricity,
      operations: parts.facilityOperations,
      building: 0,
      chips: 0,
    }),
    share: electricityShare,
  },
  {
    code: 'facilityFull',
    label: 'cost of a landlord without chips',
    definition: 'Electricity, the running of the building and the building itself: a landlord who owns no chips.',
    formula: 'E / (E + facOpex + facCapital)',
    inside: (parts) => ({ ...everything(parts), operations: parts.facilityOperations, chips: 0 }),
    share: electricityShare,
  },
  {
    code: 'chipsSunk',
    label: 'cost with the chips paid off',
    definition: 'Everything but the chips, which are paid for: the choice between running them and leaving them dark.',
    formula: 'E / (E + facOpex + itOpex + facCapital)',
    inside: (parts) => ({ ...everything(parts), chips: 0 }),
    share: electricityShare,
  },
  {
    code: 'marketRental',
    label: 'rent of the chips',
    definition: 'What a tenant pays for the same hours; the electricity is inside the rent.',
    formula: 'E / (8760 h × rental price per hour)',
    inside: ({ electricity }, rent) =>
      rent === null ? null : { electricity, operations: 0, building: 0, chips: rent - electricity },
    share: electricityShare,
  },
  {
    code: 'energyAndChips',
    label: 'electricity and chips together',
    definition: 'Electricity plus chips over the full cost: a figure of the press, and not an electricity share.',
    formula: '(E + itCapital) / (E + facOpex + itOpex + facCapital + itCapital)',
    inside: everything,
    share: (inside) => over(inside.electricity + inside.chips, totalOf(inside)),
  },
];

export const findBoundary = (code: BoundaryCode): Boundary => boundaries.find((one) => one.code === code)!;

/** The electricity share under one boundary; null where it does not arise. */
export const shareUnder = (code: BoundaryCode, parts: CostParts, rent: Dollars | null = null): Ratio | null => {
  const boundary = findBoundary(code);
  const inside = boundary.inside(parts, rent);
  return inside === null ? null : boundary.share(inside);
};

/** Factor on the electricity price at which electricity would be `share` of the cost inside a boundary: share/(1 − share) · (total − E)/E. */
export const priceFactorFor = (share: Ratio, code: BoundaryCode, parts: CostParts): number => {
  const inside = findBoundary(code).inside(parts, null);
  if (inside === null) return Number.NaN;
  return ((share / (1 - share)) * (totalOf(inside) - inside.electricity)) / inside.electricity;
};

/** One boundary of one run, as reports show it. */
export interface BoundaryRow extends Inside {
  readonly code: BoundaryCode;
  readonly label: string;
  readonly definition: string;
  readonly total: Dollars;
  readonly electricityShare: Ratio;
  /** USD per token over all output tokens; null when none was written. */
  readonly perOutputToken: number | null;
}

/** Every boundary that arises, from the parts over the horizon. `rent` is what the chips would cost a tenant for the same time [USD], if known. */
export const boundaryRows = (parts: CostParts, outputTokens: number, rent: Dollars | null): readonly BoundaryRow[] =>
  boundaries.flatMap(({ code, label, definition, inside, share }) => {
    const counted = inside(parts, rent);
    if (counted === null) return [];
    const total = totalOf(counted);
    return [
      {
        code,
        label,
        definition,
        total,
        ...counted,
        electricityShare: share(counted),
        perOutputToken: outputTokens > 0 ? total / outputTokens : null,
      },
    ];
  });

/** Full cost over the horizon, as the steps of a waterfall. */
export const dollarParts = (parts: CostParts) => {
  const { electricity, operations, building, chips } = everything(parts);
  return [
    { part: 'electricity', dollars: electricity },
    { part: 'operations', dollars: operations },
    { part: 'building', dollars: building },
    { part: 'chips', dollars: chips },
  ] as const;
};
