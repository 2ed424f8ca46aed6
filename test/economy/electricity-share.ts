/** The thirteen cases of the electricity-share table (docs/model.md), as written there: per accelerator, rows 1, 12 and 13 per kilowatt. */
import type { CapacityTerms, DrawTerms } from '../../src/economy/parts.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_YEAR } from '../../src/units/quantity.js';

export type Terms = CapacityTerms & DrawTerms & { readonly price: number };

interface Published {
  readonly perHour: number;
  readonly kilowattHours: number;
  readonly shares: readonly (readonly [code: string, central: number, low: number, high: number])[];
  readonly energyAndChips: number;
  /** USD/kWh at which the share of the full cost would be 65%. */
  readonly priceFor65: number;
}

export interface Case {
  readonly name: string;
  readonly terms: Terms;
  readonly published: Published;
}

// C [USD], P [kW], u, PUE, p [USD/kWh], F [USD/kW], om [USD/kW/year], ins, itm, sw [USD/year], r, n_i, n_f
type Inputs = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const termsOf = ([C, P, u, PUE, p, F, om, ins, itm, sw, r, ni, nf]: Inputs): Terms => ({
  itPrice: C,
  provisioned: P * 1000,
  utilisation: u,
  pue: PUE,
  price: p / JOULES_PER_KILOWATT_HOUR,
  facilityPrice: F / 1000,
  facilityMaintenance: om / 1000 / SECONDS_PER_YEAR,
  insurance: ins,
  itMaintenance: itm,
  software: sw / SECONDS_PER_YEAR,
  capitalCost: r,
  subsidy: 0,
  itLife: ni,
  facilityLife: nf,
});

// USD/h, kWh/h, then [central, low, high] in % for B2, B3, B4, B6, B5, then B1 in % and the price for 65%
type Results = readonly [number, number, Range, Range, Range, Range, Range, number, number];
type Range = readonly [number, number, number];
const CODES = ['facilityCash', 'facilityFull', 'operatorCash', 'chipsSunk', 'fullTco'] as const;

const row = (name: string, inputs: Inputs, [perHour, kilowattHours, ...rest]: Results): Case => ({
  name,
  terms: termsOf(inputs),
  published: {
    perHour,
    kilowattHours,
    shares: CODES.map((code, index) => [code, ...(rest[index] as Range)]),
    energyAndChips: rest[5],
    priceFor65: rest[6],
  },
});

export const cases: readonly Case[] = [
  row(
    'GB200, US hyperscaler',
    [25500, 1.0, 0.8, 1.15, 0.0745, 12500, 150, 0.004, 0, 0, 0.068, 5, 14],
    [0.97, 0.92, [75.0, 62, 85], [27.1, 19, 36], [66.5, 54, 77], [25.9, 19, 35], [7.1, 5, 10], 80, 1.82],
  ),
  row(
    'H100, US neocloud',
    [35000, 1.275, 0.75, 1.25, 0.08, 11000, 180, 0.004, 0.02, 300, 0.1, 5, 15],
    [1.523, 1.195, [74.6, 61, 85], [28.2, 20, 38], [37.0, 21, 56], [20.4, 12, 31], [6.3, 4, 9], 75, 2.22],
  ),
  row(
    'H100, US hyperscaler',
    [32000, 1.275, 0.75, 1.15, 0.07, 11000, 150, 0.004, 0, 200, 0.07, 6, 15],
    [1.085, 1.1, [73.2, 59, 84], [27.4, 20, 37], [54.0, 39, 68], [24.2, 17, 33], [7.1, 5, 10], 78, 1.7],
  ),
  row(
    'H20, China west',
    [23000, 0.75, 0.75, 1.2, 0.056, 5000, 70, 0.003, 0.015, 150, 0.05, 5, 15],
    [0.757, 0.675, [83.9, 73, 91], [43.8, 33, 55], [34.5, 19, 54], [25.1, 15, 39], [5.0, 4, 7], 85, 1.98],
  ),
  row(
    '910C, China west',
    [21400, 1.456, 0.75, 1.15, 0.056, 5000, 70, 0.003, 0.015, 150, 0.05, 5, 15],
    [0.79, 1.256, [83.3, 72, 90], [42.7, 32, 53], [48.3, 30, 67], [31.2, 20, 45], [8.9, 6, 13], 80, 1.06],
  ),
  row(
    '910C, China west, price halved',
    [21400, 1.456, 0.75, 1.15, 0.028, 5000, 70, 0.003, 0.015, 150, 0.05, 5, 15],
    [0.755, 1.256, [71.3, 57, 82], [27.2, 19, 37], [31.9, 17, 51], [18.5, 11, 29], [4.7, 3, 7], 79, 1.06],
  ),
  row(
    '910C, China east',
    [21400, 1.456, 0.75, 1.3, 0.091, 6000, 80, 0.003, 0.015, 150, 0.05, 5, 15],
    [0.867, 1.42, [88.8, 81, 94], [53.5, 42, 64], [62.5, 43, 79], [42.7, 29, 56], [14.9, 11, 21], 80, 0.97],
  ),
  row(
    'A100 written off, US colocation',
    [0, 0.81, 0.7, 1.35, 0.09, 9000, 180, 0.004, 0, 150, 0.09, 5, 15],
    [0.209, 0.765, [77.5, 64, 87], [35.9, 26, 46], [65.0, 49, 78], [32.9, 23, 44], [32.9, 23, 44], 33, 0.34],
  ),
  row(
    'A100 written off, China east',
    [0, 0.81, 0.7, 1.35, 0.091, 5500, 80, 0.003, 0, 80, 0.05, 5, 15],
    [0.137, 0.765, [88.6, 80, 94], [54.6, 43, 65], [79.4, 66, 88], [51.0, 39, 62], [51.0, 39, 62], 51, 0.16],
  ),
  row(
    'A100 and building sunk, China east',
    [0, 0.81, 0.7, 1.35, 0.091, 0, 80, 0, 0, 80, 0.05, 5, 15],
    [0.086, 0.765, [90.4, 82, 95], [90.4, 82, 95], [80.8, 68, 89], [80.8, 68, 89], [80.8, 68, 89], 81, 0.04],
  ),
  row(
    'RTX 4090 farm, China east',
    [2600, 0.62, 0.7, 1.4, 0.091, 3500, 80, 0.003, 0.02, 50, 0.06, 4, 12],
    [0.189, 0.608, [89.6, 82, 94], [60.6, 49, 71], [74.5, 58, 86], [53.3, 39, 66], [29.2, 22, 38], 74, 0.41],
  ),
  row(
    'colocation landlord, China',
    [0, 1.0, 0.7, 1.35, 0.091, 4500, 90, 0.003, 0, 0, 0.05, 5, 15],
    [0.147, 0.945, [87.9, 79, 93], [58.4, 47, 69], [87.9, 79, 93], [58.4, 47, 69], [58.4, 47, 69], 58, 0.12],
  ),
  row(
    'colocation landlord, US',
    [0, 1.0, 0.75, 1.35, 0.085, 11000, 200, 0.004, 0, 0, 0.08, 5, 20],
    [0.242, 1.013, [75.5, 62, 85], [35.6, 26, 46], [75.5, 62, 85], [35.6, 26, 46], [35.6, 26, 46], 36, 0.29],
  ),
];
