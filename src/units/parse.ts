/** Text with units at the door: turns `"350 MW"` into a number in one canonical unit per dimension. The only importer of mathjs. */
import { create, createUnitDependencies, type MathJsInstance, type Unit, unitDependencies } from 'mathjs';
import { nearest } from './spelling.js';

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
  'yearly power price': { name: 'a yearly price of power', unit: 'USD/W/s', example: '150 USD/kW/year' },
  'yearly money': { name: 'money per year', unit: 'USD/s', example: '300 USD/year' },
  'hourly money': { name: 'money per hour', unit: 'USD/s', example: '2 USD/hour' },
  'token price': { name: 'a price of tokens', unit: 'USD/token', example: '1.10 USD/Mtoken' },
  'carbon intensity': { name: 'carbon per energy', unit: 'kg/J', example: '530 gCO2/kWh' },
} as const satisfies Record<string, DimensionInfo>;

/** Dimensions that contain a currency; their values stay in it until a stated exchange rate is applied. */
export const MONEY_DIMENSIONS = [
  'money',
  'energy price',
  'power price',
  'yearly power price',
  'yearly money',
  'hourly money',
  'token price',
] as const;
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

/** A number as people write it: `25,000`, `0.38`, `1e13`; signs allowed, hexadecimal and words not. */
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)\s*(\S.*)$/;
/** Names joined by `/`, `*`, `·` or a space, each perhaps with a power. Nothing else ever reaches the unit library. */
const UNIT_TEXT =
  /^[A-Za-zµ$€¥]+[0-9]?(?:\^-?[1-3])?(?:\s*[/*·]\s*[A-Za-zµ]+[0-9]?(?:\^-?[1-3])?|\s+[A-Za-zµ]+[0-9]?(?:\^-?[1-3])?)*$/;
const NAME = /[A-Za-zµ]+[0-9]?/g;

/** Plurals and signs that people write, and the name they mean. */
const SPELLINGS: Readonly<Record<string, string>> = {
  tokens: 'token', Mtokens: 'Mtoken', ktokens: 'ktoken', Gtokens: 'Gtoken', requests: 'request',
  hours: 'hour', minutes: 'minute', seconds: 'second', days: 'day', weeks: 'week', months: 'month', years: 'year',
  yr: 'year', d: 'day', hr: 'hour', sec: 'second', µs: 'us',
}; // biome-ignore format: one line a kind

/** Names that `did you mean` may offer. */
const KNOWN = [
  's', 'ms', 'us', 'min', 'minute', 'h', 'hour', 'day', 'week', 'month', 'year',
  'W', 'kW', 'MW', 'GW', 'TW', 'J', 'kJ', 'MJ', 'GJ', 'Wh', 'kWh', 'MWh', 'GWh', 'TWh',
  'B', 'kB', 'MB', 'GB', 'TB', 'PB', 'KiB', 'MiB', 'GiB', 'TiB', 'bit', 'bps', 'Mbps', 'Gbps', 'Tbps',
  'FLOP', 'GFLOP', 'TFLOP', 'PFLOP', 'EFLOP', 'token', 'ktoken', 'Mtoken', 'Mtok', 'Gtoken', 'request',
  'USD', 'CNY', 'EUR', 'g', 'kg', 'gCO2', 'kgCO2', 'tCO2',
]; // biome-ignore format: one line a dimension

type Units = Pick<MathJsInstance, 'unit' | 'createUnit'>;

let units: Units | undefined;

/** Built at first use, so that help and completion never pay for it. */
const unitLibrary = (): Units => {
  if (units !== undefined) return units;
  const made = create({ unitDependencies, createUnitDependencies }) as unknown as Units;
  for (const currency of CURRENCIES) made.createUnit(currency);
  made.createUnit('token', { prefixes: 'short' });
  made.createUnit('tok', { definition: '1 token', prefixes: 'short' });
  made.createUnit('FLOP', { prefixes: 'short' });
  made.createUnit('request');
  made.createUnit('gCO2', { prefixes: 'short' });
  made.createUnit('tCO2', { definition: '1e6 gCO2' });
  made.createUnit('bps', { definition: '1 b/s', prefixes: 'short' });
  made.createUnit('year', { definition: '8760 hour' }, { override: true });
  made.createUnit('month', { definition: '730 hour' }, { override: true });
  units = made;
  return made;
};

const unitOf = (text: string): Unit | undefined => {
  if (!UNIT_TEXT.test(text)) return undefined;
  try {
    return unitLibrary().unit(
      1,
      text.replaceAll('·', '*').replace(NAME, (name) => SPELLINGS[name] ?? name),
    );
  } catch {
    return undefined; // a name that the library does not know
  }
};

/** Canonical units as the library spells them. */
const CANONICAL: Partial<Record<keyof typeof DIMENSIONS, string>> = { 'carbon intensity': 'kgCO2/J' };
const canonical = (dimension: keyof typeof DIMENSIONS): string => CANONICAL[dimension] ?? DIMENSIONS[dimension].unit;

const dimensionOf = (unit: Unit): string | undefined =>
  (Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[]).find((dimension) =>
    unit.equalBase(unitOf(canonical(dimension))!),
  );

const refused = (dimension: keyof typeof DIMENSIONS, extra = '', hint?: string): Refused => {
  const expected = `${DIMENSIONS[dimension].name} with its unit, such as "${DIMENSIONS[dimension].example}"${extra}`;
  return hint === undefined ? { expected } : { expected, hint };
};

/** The text with its unit respelt so that it is of the dimension asked for, when a few letters make it right. */
const respelt = (amount: string, unitText: string, dimension: keyof typeof DIMENSIONS): string | undefined => {
  const isRight = (text: string): boolean => unitOf(text)?.equalBase(unitOf(canonical(dimension))!) === true;
  const whole = nearest(unitText, KNOWN.filter(isRight));
  const byName = unitText.replace(NAME, (name) => (unitOf(name) === undefined ? (nearest(name, KNOWN) ?? name) : name));
  const candidate = whole ?? (isRight(byName) ? byName : undefined);
  return candidate === undefined || candidate === unitText ? undefined : `${amount} ${candidate}`;
};

const split = (text: string, dimension: keyof typeof DIMENSIONS): { amount: number; unit: Unit } | Refused => {
  const found = text.length <= 80 ? NUMBER.exec(text.trim()) : null;
  if (found === null) return refused(dimension);
  const [, digits, unitText] = found as unknown as [string, string, string];
  const amount = Number(digits.replaceAll(',', ''));
  if (!Number.isFinite(amount)) return refused(dimension);
  const unit = unitOf(unitText);
  if (unit === undefined) return refused(dimension, '', respelt(digits, unitText, dimension));
  if (unit.equalBase(unitOf(canonical(dimension))!)) return { amount, unit };
  const other = dimensionOf(unit);
  return refused(
    dimension,
    other === undefined ? '' : `, not ${DIMENSIONS[other as keyof typeof DIMENSIONS].name}`,
    respelt(digits, unitText, dimension),
  );
};

/** A quantity in the canonical unit of its dimension. */
export const parseQuantity = (text: string, dimension: Dimension): { readonly value: number } | Refused => {
  const found = split(text, dimension);
  return 'expected' in found ? found : { value: found.amount * found.unit.toNumber(canonical(dimension)) };
};

/** A price in its own currency: the amount in the canonical unit of its dimension, with that currency in place of USD. */
export const parseMoney = (text: string, dimension: MoneyDimension): Money | Refused => {
  const currency = CURRENCIES.find((name) => new RegExp(`\\b${name}\\b`).test(text)) ?? 'USD';
  const found = split(text.replace(currency, 'USD'), dimension);
  return 'expected' in found ? found : { amount: found.amount * found.unit.toNumber(canonical(dimension)), currency };
};
