/** What a quantity in a file can measure, the one unit each is kept in, and an example as a person would write it. */

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
  'token rate': { name: 'a rate of tokens', unit: 'token/s', example: '20 Mtoken/day' },
  rate: { name: 'a rate of requests', unit: 'request/s', example: '120 request/s' },
  money: { name: 'money', unit: 'USD', example: '25,000 USD' },
  'energy price': { name: 'a price of energy', unit: 'USD/J', example: '0.38 CNY/kWh' },
  'power price': { name: 'a price of power', unit: 'USD/W', example: '5000 USD/kW' },
  'yearly power price': { name: 'a yearly price of power', unit: 'USD/(W s)', example: '150 USD/kW/year' },
  'yearly apparent power price': {
    name: 'a yearly price of apparent power',
    unit: 'USD/(VA s)',
    example: '23 CNY/(kVA month)',
  },
  'yearly money': { name: 'money per year', unit: 'USD/s', example: '300 USD/year' },
  'hourly money': { name: 'money per hour', unit: 'USD/s', example: '2 USD/hour' },
  'token price': { name: 'a price of tokens', unit: 'USD/token', example: '1.10 USD/Mtoken' },
  'carbon price': { name: 'a price of carbon', unit: 'USD/kg', example: '80 CNY/tCO2' },
  carbon: { name: 'a mass of carbon dioxide', unit: 'kg', example: '2 tCO2' },
  'carbon intensity': { name: 'carbon per energy', unit: 'kg/J', example: '530 gCO2/kWh' },
  'apparent power': { name: 'apparent power', unit: 'VA', example: '20 MVA' },
  temperature: { name: 'a temperature', unit: 'degC', example: '25 degC' },
  'temperature difference': { name: 'a difference of temperatures', unit: 'K', example: '6 K' },
  share: { name: 'a share', unit: '1', example: '60 percent' },
} as const satisfies Record<string, DimensionInfo>;

/** Dimensions that contain a currency; their values stay in it until a stated exchange rate is applied. */
export const MONEY_DIMENSIONS = [
  'money',
  'energy price',
  'power price',
  'yearly power price',
  'yearly apparent power price',
  'yearly money',
  'hourly money',
  'token price',
  'carbon price',
] as const;
export type MoneyDimension = (typeof MONEY_DIMENSIONS)[number];
export type Dimension = Exclude<keyof typeof DIMENSIONS, MoneyDimension>;

export const CURRENCIES = ['USD', 'CNY', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];
