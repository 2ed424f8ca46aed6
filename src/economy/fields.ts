/** The economy block of a scenario file: what machines, building and money cost, with the region's figures where none is stated. */
import { defaulting, fields, number, price, quantity, ratio } from '../schema/field.js';
import type { ShelfValue } from '../schema/shelf.js';
import { exchangeFields } from './price.js';

const REGION = 'Left out: the region’s figure.';

export const economyFields = fields({
  utilisation: ratio(
    'Mean draw of chips and servers as a share of what is provisioned, for a year’s cost in closed form (`explain electricity-share`). Left out: measured by simulating the scenario.',
    { min: 0.01 },
  ).optional(),
  exchange: defaulting(exchangeFields, {}, 'rates of the catalogue'),
  serverAndNetwork: defaulting(
    price('money', 'Share of server, host and network per accelerator, added to the catalogue price of a chip.', {
      min: 0,
    }),
    '10,000 USD',
    'the adder that reproduces seven InferenceX constants with a mean error of 8%; applies only where a chip’s price is not stated',
  ),
  itLife: defaulting(
    quantity('time', 'Years over which machines are paid off.', { above: 0 }),
    '5 years',
    'Epoch AI 2026 uses 5; company accounts say 5 to 6, the bear case 3',
  ),
  facilityLife: defaulting(
    quantity('time', 'Years over which the building is paid off.', { above: 0 }),
    '15 years',
    'InferenceX uses 15, Epoch AI 14',
  ),
  capitalCost: ratio(`Yearly cost of capital (WACC). ${REGION}`).optional(),
  facilityPrice: price('power price', `Building, power and cooling plant per kilowatt of IT power. ${REGION}`, {
    min: 0,
  }).optional(),
  facilityMaintenance: price(
    'yearly power price',
    `Building maintenance per kilowatt of IT power and year. ${REGION}`,
    {
      min: 0,
    },
  ).optional(),
  insurance: ratio(`Insurance and tax per year as a share of the price of machines and building. ${REGION}`).optional(),
  itMaintenance: ratio(`Machine maintenance per year as a share of its price. ${REGION}`).optional(),
  subsidy: defaulting(
    ratio('Share of the price of machines and building that somebody else pays; upkeep and insurance stay whole.', {
      max: 0.99,
    }),
    0,
    'nobody else pays unless it is stated',
  ),
  margin: defaulting(
    number('What buyers pay above the full cost, as a share of it; below 0 they pay less than it costs.', {
      min: -0.99,
      max: 1000,
    }),
    0,
    'the program states costs; a price is the user’s to add',
  ),
  software: price('yearly money', `Software and staff per accelerator and year. ${REGION}`, { min: 0 }).optional(),
});

/** What one class of chips costs; part of a fleet entry. */
export const chipEconomyFields = fields({
  price: price(
    'money',
    'One accelerator with its share of server and network. Left out: the middle of the catalogue’s range plus `economy.serverAndNetwork`.',
    { min: 0 },
  ).optional(),
  provisioned: quantity(
    'power',
    'IT power provisioned per accelerator. Left out: the chip’s power limit plus the server’s share.',
    { above: 0 },
  ).optional(),
  rental: price(
    'hourly money',
    'What renting one accelerator costs; used by the tenant’s boundary only. Left out: the middle of the catalogue’s range, if it has one.',
    { min: 0 },
  ).optional(),
});

export type EconomyValues = ShelfValue<typeof economyFields>;
export type ChipEconomyValues = ShelfValue<typeof chipEconomyFields>;
