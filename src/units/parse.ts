/** Text with units at the door: turns `"350 MW"` into a number in one canonical unit per dimension. The only importer of mathjs. */

export interface DimensionInfo {
  /** In words, for messages: `power`. */
  readonly name: string;
  /** The canonical unit that values inside the program are in. */
  readonly unit: string;
  /** As a person would write it. */
  readonly example: string;
}

export const DIMENSIONS = {
  time: { name: 'a time', unit: 's', example: '2 s' },
  power: { name: 'power', unit: 'W', example: '12 MW' },
  energy: { name: 'energy', unit: 'J', example: '4 MWh' },
  bytes: { name: 'an amount of memory', unit: 'B', example: '96 GB' },
  bandwidth: { name: 'bandwidth', unit: 'B/s', example: '4.8 TB/s' },
  arithmetic: { name: 'arithmetic', unit: 'FLOP/s', example: '989 TFLOP/s' },
  tokens: { name: 'tokens', unit: 'token', example: '2 Mtoken' },
  rate: { name: 'a rate of requests', unit: 'request/s', example: '120 request/s' },
  money: { name: 'money', unit: 'USD', example: '25,000 USD' },
  'energy price': { name: 'a price of energy', unit: 'USD/J', example: '0.38 CNY/kWh' },
  'power price': { name: 'a price of power', unit: 'USD/W', example: '5000 USD/kW' },
  'yearly power price': { name: 'a yearly price of power', unit: 'USD/(W s)', example: '150 USD/kW/year' },
  'yearly money': { name: 'money per year', unit: 'USD/s', example: '300 USD/year' },
  'hourly money': { name: 'money per hour', unit: 'USD/s', example: '2 USD/hour' },
  'token price': { name: 'a price of tokens', unit: 'USD/token', example: '1.10 USD/Mtoken' },
  'carbon intensity': { name: 'carbon per energy', unit: 'kg/J', example: '530 gCO2/kWh' },
} as const satisfies Record<string, DimensionInfo>;

/** Dimensions that contain a currency; their values stay in it until a stated exchange rate is applied. */
export const MONEY_DIMENSIONS = ['money', 'energy price', 'power price', 'yearly power price', 'yearly money', 'hourly money', 'token price'] as const;
export type MoneyDimension = (typeof MONEY_DIMENSIONS)[number];
export type Dimension = Exclude<keyof typeof DIMENSIONS, MoneyDimension>;

export const CURRENCIES = ['USD', 'CNY', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** An amount in the canonical unit of its dimension with USD replaced by the stated currency: `"0.36 CNY/kWh"` is 1e-7 CNY/J. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

export interface Refused {
  /** What would have been accepted, with an example. */
  readonly expected: string;
  /** The nearest valid spelling, when there is one: `Mwh` → `MWh`. */
  readonly hint?: string;
}

export const parseQuantity = (_text: string, _dimension: Dimension): { readonly value: number } | Refused => {
  throw new Error('units/parse.ts is being written');
};

export const parseMoney = (_text: string, _dimension: MoneyDimension): Money | Refused => {
  throw new Error('units/parse.ts is being written');
};
