/** The shelf of regions, and the field that names one or overrides its figures. */
import { choice, either, fields, number, price, quantity, ratio, text } from '../../schema/field.js';
import type { ShelfValue } from '../../schema/shelf.js';
import type { Money } from '../../units/parse.js';
import type { Dollars } from '../../units/quantity.js';
import { china } from './china.js';
import { elsewhere } from './elsewhere.js';
import type { Figure, Region, RegionFigures } from './region.js';
import { unitedStates } from './united-states.js';

export const regions: readonly Region[] = [...unitedStates, ...china, ...elsewhere];

/** A region by its id or by the name of a place in it, such as `us-tx` or `ningxia`; case does not matter. */
export const findRegion = (id: string): Region | undefined => {
  const asked = id.toLowerCase();
  return regions.find((region) => region.id === asked || region.aliases.includes(asked));
};

const known = regions.flatMap(({ id, aliases }) => [id, ...aliases]) as [string, ...string[]];
const knownRegion = choice(known, 'A region of the catalogue, or a place in one.');

/** A region of the user's own: a known one with other figures. */
export const regionFields = fields({
  like: knownRegion.meta({ description: 'The known region whose figures hold where none is stated here.' }),
  name: text('What reports call it.', 200).optional(),
  powerPrice: price('energy price', 'Delivered all-in price of energy, before the facility’s overhead.').optional(),
  pue: number('Average power usage effectiveness.', { min: 1, max: 3 }).optional(),
  facilityPrice: price('power price', 'Building, power and cooling plant per kilowatt of IT power.', {
    min: 0,
  }).optional(),
  capitalCost: ratio('Yearly cost of capital (WACC).').optional(),
  carbon: quantity('carbon intensity', 'Average emissions of the grid’s energy.', { min: 0 }).optional(),
});

export const regionField = either(
  knownRegion,
  regionFields,
  'a region such as ningxia or us-tx (token-factory list regions names them all), or a block {like: us-tx, powerPrice: "0.05 USD/kWh"}',
).meta({
  description: 'Where the site stands: sets the price of power, PUE, building cost, cost of capital and carbon.',
});

export type RegionValue = ShelfValue<typeof regionField>;

/** The region that a parsed value means. Figures stated in the scenario say so as their source. `dollars` applies the run's exchange rates. */
export const resolveRegion = (value: RegionValue, dollars: (money: Money) => Dollars): Region => {
  if (typeof value === 'string') return findRegion(value)!;
  const base = findRegion(value.like)!;
  const stated = (figure: number | undefined): Figure | undefined =>
    figure === undefined ? undefined : { value: figure, source: 'stated in the scenario', tier: 'estimate' };
  const money = (amount: Money | undefined) => stated(amount && dollars(amount));
  const figures: { readonly [Name in keyof RegionFigures]?: Figure | undefined } = {
    powerPrice: money(value.powerPrice),
    pue: stated(value.pue),
    facilityPrice: money(value.facilityPrice),
    capitalCost: stated(value.capitalCost),
    carbon: stated(value.carbon),
  };
  const given = Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
  return { ...base, ...given, name: value.name ?? base.name };
};
