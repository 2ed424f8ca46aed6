/** Settles what one accelerator costs: stated in the scenario, else from the region and the catalogue, each figure with its source. */
import { type Fact, fact, weakest } from '../schema/fact.js';
import type { Issue } from '../schema/issue.js';
import type { Money } from '../units/parse.js';
import { type Dollars, SECONDS_PER_HOUR, SECONDS_PER_YEAR } from '../units/quantity.js';
import type { ChipEconomyValues, EconomyValues } from './fields.js';
import type { CapacityTerms } from './parts.js';
import { toDollars } from './price.js';
import type { Region } from './regions/region.js';

interface Range {
  readonly low: Dollars;
  readonly high: Dollars;
}

/** What the catalogue says about a chip's price and power. */
export interface ChipOffer {
  readonly name: string;
  /** Purchase price [USD]. */
  readonly price?: Fact<Range>;
  /** Rental [USD per hour]. */
  readonly rentalPerHour?: Fact<Range>;
  /** `limit` is the power limit of the chip, `server` its share of the rest of the server [W]. */
  readonly power: { readonly limit: Fact; readonly server: Fact };
}

/** A figure the run rests on, as text for people. */
export interface NamedFact extends Fact<string> {
  readonly name: string;
  /** Where a scenario would override it. */
  readonly path: string;
}

export interface Capacity {
  readonly terms: CapacityTerms;
  /** Rent of one accelerator [USD/s]; null where nobody quotes one. */
  readonly rent: number | null;
  readonly facts: readonly NamedFact[];
}

/** A chip that nobody quotes a price for must be given one. */
export const capacityIssues = (chip: ChipOffer, values: ChipEconomyValues): readonly Issue[] =>
  values.price !== undefined || chip.price !== undefined
    ? []
    : [{ path: ['price'], expected: `a price for ${chip.name}, such as "25,000 USD": the catalogue knows none` }];

/** Everything but electricity that one accelerator of a class costs. `path` locates the class in the scenario (`fleet[0]`).
 *  @throws Error for a chip without any price; `capacityIssues` finds it before a run */
export const chipCapacity = (
  economy: EconomyValues,
  values: ChipEconomyValues,
  chip: ChipOffer,
  region: Region,
  path: string,
): Capacity => {
  const dollars = (money: Money) => toDollars(money, economy.exchange);
  const stated = (value: number | Money | undefined): Fact | undefined =>
    value === undefined
      ? undefined
      : fact(typeof value === 'number' ? value : dollars(value), 'stated in the scenario', 'estimate');
  const rent = stated(values.rental)?.value ?? rentOf(chip);
  const figures: { readonly [Name in keyof CapacityTerms]: Named } = {
    itPrice: {
      name: `price of one ${chip.name} with server and network`,
      path: `${path}.price`,
      figure: stated(values.price) ?? cataloguePrice(chip, dollars(economy.serverAndNetwork)),
      show: (value) => `${round(value)} USD`,
    },
    provisioned: {
      name: `provisioned power of a ${chip.name}`,
      path: `${path}.provisioned`,
      figure: stated(values.provisioned) ?? cataloguePower(chip),
      show: (value) => `${round(value)} W`,
    },
    facilityPrice: {
      name: 'price of the building',
      path: 'economy.facilityPrice',
      figure: stated(economy.facilityPrice) ?? region.facilityPrice,
      show: (value) => `${round(value * 1000)} USD/kW`,
    },
    facilityMaintenance: {
      name: 'building maintenance',
      path: 'economy.facilityMaintenance',
      figure: stated(economy.facilityMaintenance) ?? region.facilityMaintenance,
      show: (value) => `${round(value * 1000 * SECONDS_PER_YEAR)} USD/kW/year`,
    },
    insurance: {
      name: 'insurance and tax per year',
      path: 'economy.insurance',
      figure: stated(economy.insurance) ?? region.insurance,
      show: percent,
    },
    itMaintenance: {
      name: 'machine maintenance per year',
      path: 'economy.itMaintenance',
      figure: stated(economy.itMaintenance) ?? region.itMaintenance,
      show: percent,
    },
    software: {
      name: 'software and staff per accelerator',
      path: 'economy.software',
      figure: stated(economy.software) ?? region.software,
      show: (value) => `${round(value * SECONDS_PER_YEAR)} USD/year`,
    },
    capitalCost: {
      name: 'cost of capital',
      path: 'economy.capitalCost',
      figure: stated(economy.capitalCost) ?? region.capitalCost,
      show: percent,
    },
    subsidy: {
      name: 'share of the capital paid by others',
      path: 'economy.subsidy',
      figure: fact(economy.subsidy, economy.subsidy === 0 ? 'none' : 'stated in the scenario', 'estimate'),
      show: percent,
    },
    itLife: {
      name: 'life of machines',
      path: 'economy.itLife',
      figure: fact(economy.itLife / SECONDS_PER_YEAR, 'Epoch AI 2026: 5 years; company accounts 5 to 6', 'estimate'),
      show: years,
    },
    facilityLife: {
      name: 'life of the building',
      path: 'economy.facilityLife',
      figure: fact(economy.facilityLife / SECONDS_PER_YEAR, 'InferenceX: 15 years; Epoch AI 2026: 14', 'estimate'),
      show: years,
    },
  };
  const terms = Object.fromEntries(Object.entries(figures).map(([name, { figure }]) => [name, figure.value]));
  const told = Object.values(figures).filter(({ path: at }) => at !== 'economy.subsidy' || economy.subsidy > 0);
  return { terms: terms as unknown as CapacityTerms, rent, facts: told.map(asText) };
};

interface Named {
  readonly name: string;
  readonly path: string;
  readonly figure: Fact;
  readonly show: (value: number) => string;
}

const asText = ({ name, path, figure, show }: Named): NamedFact => ({
  name,
  path,
  ...fact(show(figure.value), figure.source, figure.tier, figure.on),
});

const middle = ({ low, high }: Range) => (low + high) / 2;

const cataloguePrice = ({ name, price }: ChipOffer, adder: Dollars): Fact => {
  if (price === undefined) throw new Error(`${name} has no price`);
  const { low, high } = price.value;
  return fact(
    middle(price.value) + adder,
    `middle of ${low}–${high} USD (${price.source}) plus ${round(adder)} USD for server and network`,
    weakest(price.tier, 'estimate'),
  );
};

const cataloguePower = ({ power: { limit, server } }: ChipOffer): Fact =>
  fact(
    limit.value + server.value,
    `power limit ${limit.value} W (${limit.source}) plus server share ${server.value} W (${server.source})`,
    weakest(limit.tier, server.tier),
  );

const rentOf = ({ rentalPerHour }: ChipOffer): number | null =>
  rentalPerHour === undefined ? null : middle(rentalPerHour.value) / SECONDS_PER_HOUR;

const round = (value: number): string => String(Number(value.toPrecision(6)));
const percent = (value: number): string => `${round(value * 100)}%`;
const years = (value: number): string => `${round(value)} years`;
