/** Text with units at the door: turns `"350 MW"` into a number in one canonical unit per dimension. The only importer of mathjs. */
import { create, createUnitDependencies, type FactoryFunctionMap, unitDependencies } from 'mathjs';
import { CURRENCIES, type Currency, DIMENSIONS, type Dimension, type MoneyDimension } from './dimensions.js';
import { spellingDistance } from './spelling.js';
import { NICKNAMES, ownUnits, vocabulary } from './vocabulary.js';

export {
  CURRENCIES,
  type Currency,
  DIMENSIONS,
  type Dimension,
  type DimensionInfo,
  MONEY_DIMENSIONS,
  type MoneyDimension,
} from './dimensions.js';

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

/** Longest text that is looked at. */
const LONGEST = 80;
/** The number is ours: decimal digits, commas between thousands, a power of ten. No hex, no Infinity, no expression. */
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?![A-Za-z0-9]))?)(.*)$/;
/** The unit is words joined by `/`, `*`, spaces and parentheses: nothing that could be evaluated. */
const UNIT = /^[A-Za-z][A-Za-z0-9 /*()]*$/;
/** How much work a suggestion is worth. */
const MOST_WORDS = 4;
const MOST_TRIES = 64;
const MOST_REMEMBERED = 1000;
const WORD = /[A-Za-z][A-Za-z0-9]*/g;

interface Measured {
  readonly value: number;
  /** Powers of the base dimensions, the currency counted as dollars. */
  readonly base: string;
  readonly currency: Currency | undefined;
}

interface Reader {
  readonly words: ReadonlySet<string>;
  readonly measure: (amount: number, unit: string) => Measured | undefined;
  /** Words already looked up by `nearWords`, so that a file with one slip ten thousand times is told as fast as with one. */
  readonly near: Map<string, readonly string[]>;
}

/** Built when the first quantity is read, so that a program that reads none pays nothing. */
const newReader = (): Reader => {
  const { Unit, createUnit } = create({ unitDependencies, createUnitDependencies } as FactoryFunctionMap);
  for (const [word, meaning] of ownUnits()) createUnit(word, meaning, { override: true });
  const words = new Set(vocabulary());
  const isCurrency = (word: string): word is Currency => CURRENCIES.some((currency) => currency === word);

  const measure = (amount: number, unit: string): Measured | undefined => {
    let currency: Currency | undefined;
    let known = true;
    const inDollars = unit.replace(WORD, (word) => {
      known &&= words.has(word);
      const money = /^[kMG]?([A-Z]{3})$/.exec(word)?.[1];
      if (money === undefined || !isCurrency(money)) return word;
      known &&= currency === undefined;
      currency = money;
      return word.replace(money, 'USD');
    });
    if (!known || !UNIT.test(inDollars)) return undefined;
    try {
      const parsed = Unit.parse(`1 ${inDollars}`) as unknown as { value: number; dimensions: number[] };
      return { value: amount * parsed.value, base: parsed.dimensions.join(), currency };
    } catch {
      return undefined;
    }
  };
  return { words, measure, near: new Map() };
};

let reader: Reader | undefined;
const theReader = (): Reader => {
  reader ??= newReader();
  return reader;
};

const canonical = new Map<string, Measured>();
const canonicalOf = (dimension: Dimension | MoneyDimension): Measured => {
  const known = canonical.get(dimension);
  if (known !== undefined) return known;
  const { unit } = DIMENSIONS[dimension];
  const measured = unit === '1' ? theReader().measure(100, 'percent')! : theReader().measure(1, unit)!;
  canonical.set(dimension, measured);
  return measured;
};

/** Number and unit as written, tidied: `"25,000 USD"` is 25000 and `USD`. */
const split = (
  text: string,
): { readonly amount: number; readonly digits: string; readonly unit: string } | undefined => {
  if (text.length > LONGEST) return undefined;
  const [, digits, rest] = NUMBER.exec(text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()) ?? [];
  if (digits === undefined || rest === undefined) return undefined;
  const unit = rest
    .replace(/[µμ]/g, 'u')
    .replace(/%/g, ' percent ')
    .replace(/°\s?C/g, 'degC')
    .replace(/ per /g, '/')
    .replace(/·/g, '*')
    .trim();
  const amount = Number(digits.replaceAll(',', ''));
  return Number.isFinite(amount) ? { amount, digits, unit } : undefined;
};

/** Drops the noise of the last binary digit (3 × 0.1), but never a digit of a whole number. */
const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));

const read = (
  text: string,
  dimension: Dimension | MoneyDimension,
): { value: number; currency: Currency | undefined } | undefined => {
  const parts = split(text);
  const measured = parts && theReader().measure(parts.amount, parts.unit);
  const target = canonicalOf(dimension);
  if (measured === undefined || measured.base !== target.base) return undefined;
  if ((measured.currency === undefined) !== (target.currency === undefined)) return undefined;
  const value = tidy(measured.value / target.value);
  return Number.isFinite(value) ? { value, currency: measured.currency } : undefined;
};

/** Known words near one that is not: other names first, then the same letters in another case, then a slip of the finger. */
const nearWords = (word: string): readonly string[] => {
  const { near, words } = theReader();
  const before = near.get(word);
  if (before !== undefined) return before;
  const lower = word.toLowerCase();
  const slips = word.length <= 2 ? 0 : word.length <= 4 ? 1 : 2;
  const known = [...words]
    .map((known) => [known, spellingDistance(lower, known.toLowerCase(), slips)] as const)
    .filter(([, distance]) => distance <= slips)
    .sort((a, b) => a[1] - b[1])
    .map(([known]) => known);
  const nickname = Object.hasOwn(NICKNAMES, lower) ? [NICKNAMES[lower]!] : [];
  const found = [...nickname, ...known].slice(0, 8);
  if (near.size >= MOST_REMEMBERED) near.clear();
  near.set(word, found);
  return found;
};

/** The nearest spelling that reads as the dimension asked for, if there is one. */
const nearest = (text: string, dimension: Dimension | MoneyDimension): string | undefined => {
  const swapped = text.replace(
    /^\s*([$€¥])\s*([\d.,]+)\s*([kM]?)(?=[\s/]|$)/,
    (_, sign: string, digits: string, scale: string) => `${digits} ${scale}${NICKNAMES[sign]}`,
  );
  const parts = split(swapped);
  if (parts === undefined) return undefined;
  const pieces = parts.unit.split(/([A-Za-z$€¥][A-Za-z0-9]*)/);
  if (pieces.length > 2 * MOST_WORDS + 1) return undefined;
  const choices = pieces.map((piece, index) =>
    index % 2 === 0 || theReader().words.has(piece) ? [piece] : nearWords(piece),
  );
  let spellings = [''];
  for (const options of choices)
    spellings = spellings.flatMap((start) => options.map((option) => start + option)).slice(0, MOST_TRIES);
  const meant = spellings
    .map((unit) => `${parts.digits} ${unit}`)
    .find((spelling) => read(spelling, dimension) !== undefined);
  return meant === text ? undefined : meant;
};

/** `"12 MWh" is energy` where the text does measure something, `"12" has no unit` where it could not. */
const foundInstead = (text: string): string | undefined => {
  if (split(text)?.unit === '') return `"${text.trim()}" has no unit`;
  const other = (Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[]).find(
    (dimension) => read(text, dimension) !== undefined,
  );
  return other && `"${text.trim()}" is ${DIMENSIONS[other].name}`;
};

const refuse = (text: string, dimension: Dimension | MoneyDimension): Refused => {
  const { name, example } = DIMENSIONS[dimension];
  const short = text.length <= LONGEST;
  const instead = short ? foundInstead(text) : undefined;
  const hint = short && instead === undefined ? nearest(text, dimension) : undefined;
  const expected = `${name}, such as ${example}${instead === undefined ? '' : `; ${instead}`}`;
  return hint === undefined ? { expected } : { expected, hint };
};

/** The value of a text in the canonical unit of a dimension, or what would have been accepted. */
export const parseQuantity = (text: string, dimension: Dimension): { readonly value: number } | Refused => {
  const found = read(text, dimension);
  return found === undefined ? refuse(text, dimension) : { value: found.value };
};

/** The value of a price in the currency it states, or what would have been accepted. */
export const parseMoney = (text: string, dimension: MoneyDimension): Money | Refused => {
  const found = read(text, dimension);
  return found?.currency === undefined ? refuse(text, dimension) : { amount: found.value, currency: found.currency };
};
