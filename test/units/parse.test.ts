import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DIMENSIONS,
  type Dimension,
  MONEY_DIMENSIONS,
  type MoneyDimension,
  parseMoney,
  parseQuantity,
} from '../../src/units/parse.js';

const isMoney = (dimension: string): dimension is MoneyDimension =>
  MONEY_DIMENSIONS.some((money) => money === dimension);
const parse = (text: string, dimension: keyof typeof DIMENSIONS) =>
  isMoney(dimension) ? parseMoney(text, dimension) : parseQuantity(text, dimension);
const value = (text: string, dimension: keyof typeof DIMENSIONS): number | undefined => {
  const parsed = parse(text, dimension);
  return 'value' in parsed ? parsed.value : 'amount' in parsed ? parsed.amount : undefined;
};

test.each(Object.entries(DIMENSIONS))('the example of %s is read', (dimension, { example }) => {
  expect(value(example, dimension as keyof typeof DIMENSIONS)).toBeGreaterThan(0);
});

test.each<[string, keyof typeof DIMENSIONS, number]>([
  ['350 MW', 'power', 350e6],
  ['350MW', 'power', 350e6],
  ['1 year', 'time', 31_536_000],
  ['1 month', 'time', 2_628_000],
  ['2 weeks', 'time', 1_209_600],
  ['1.5 h', 'time', 5400],
  ['3 d', 'time', 259_200],
  ['44 ms', 'time', 0.044],
  ['12 µs', 'time', 12e-6],
  ['4 MWh', 'energy', 14.4e9],
  ['96 GB', 'bytes', 96e9],
  ['80 GiB', 'bytes', 80 * 2 ** 30],
  ['1 PiB', 'bytes', 2 ** 50],
  ['4.8 TB/s', 'bandwidth', 4.8e12],
  ['400 Gbps', 'bandwidth', 50e9],
  ['400 Gbit/s', 'bandwidth', 50e9],
  ['8 bit/s', 'bandwidth', 1],
  ['989 TFLOP/s', 'arithmetic', 989e12],
  ['1.2 EFLOP/s', 'arithmetic', 1.2e18],
  ['2 Mtok', 'tokens', 2e6],
  ['3 ktoken', 'tokens', 3000],
  ['20 Mtoken/day', 'token rate', 20e6 / 86_400],
  ['12 request/s', 'rate', 12],
  ['3 request/min', 'rate', 0.05],
  ['6 requests per minute', 'rate', 0.1],
  ['25,000 USD', 'money', 25_000],
  ['25 MUSD', 'money', 25e6],
  ['0.36 CNY/kWh', 'energy price', 1e-7],
  ['0.38 EUR/kWh', 'energy price', 0.38 / 3.6e6],
  ['876 USD/kW/year', 'yearly power price', 876 / 1000 / 31_536_000],
  ['730 CNY/(kW month)', 'yearly power price', 730 / 1000 / 2_628_000],
  ['1.10 USD/Mtoken', 'token price', 1.1e-6],
  ['360 gCO2/kWh', 'carbon intensity', 1e-7],
  ['360 gCO2e/kWh', 'carbon intensity', 1e-7],
  ['60%', 'share', 0.6],
  ['20 MVA', 'apparent power', 20e6],
  ['23 CNY/kVA/month', 'yearly apparent power price', 23 / 1000 / 2_628_000],
  ['6 K', 'temperature difference', 6],
  ['25 degC', 'temperature', 25],
  ['-3.5 °C', 'temperature', -3.5],
  ['1e3 W', 'power', 1000],
  ['-3 kW', 'power', -3000],
  ['12\u202fMW', 'power', 12e6],
])('%s as %s', (text, dimension, expected) => {
  expect(value(text, dimension)).toBeCloseTo(expected, 12 - Math.floor(Math.log10(Math.abs(expected) + 1e-300)));
});

test('a price keeps the currency it states', () => {
  expect(parseMoney('0.36 CNY/kWh', 'energy price')).toEqual({ amount: 1e-7, currency: 'CNY' });
  expect(parseMoney('2 kEUR', 'money')).toEqual({ amount: 2000, currency: 'EUR' });
  expect(parseMoney('2 USD/CNY', 'money')).toHaveProperty('expected');
  expect(parseMoney('2 USD EUR/USD', 'money')).toHaveProperty('expected');
});

test('what is refused is told what would have been accepted, and the nearest spelling', () => {
  const refused: [string, keyof typeof DIMENSIONS][] = [
    ['12 Mwh', 'energy'],
    ['12 Mwh', 'power'],
    ['12 MWh', 'power'],
    ['12 mw', 'power'],
    ['12 mW', 'power'],
    ['3 kwh', 'energy'],
    ['400 Gb/s', 'bandwidth'],
    ['400 gb/s', 'bandwidth'],
    ['989 TFLOPS', 'arithmetic'],
    ['96 gib', 'bytes'],
    ['$0.38/kWh', 'energy price'],
    ['$25,000', 'money'],
    ['0.38 RMB/kWh', 'energy price'],
    ['0.38 yuan/kwh', 'energy price'],
    ['5 m', 'time'],
    ['5 mins', 'time'],
    ['12 reqs/s', 'rate'],
    ['30 rps', 'rate'],
    ['1.1 USD/Mtokn', 'token price'],
    ['530 gC02/kWh', 'carbon intensity'],
    ['12', 'power'],
    ['', 'power'],
    ['NaN W', 'power'],
    ['Infinity W', 'power'],
    ['0x10 W', 'power'],
    ['1e999 W', 'power'],
    ['1e300 EB', 'power'],
    ['2 rad/s', 'rate'],
    ['12 W; import("x")', 'power'],
    ['__proto__ W', 'power'],
    ['5 constructor', 'power'],
    ['1,2345 W', 'power'],
    ['1 W/', 'power'],
    ['1 ((((W', 'power'],
  ];
  const told = refused.map(([text, dimension]) => {
    const parsed = parse(text, dimension);
    return 'expected' in parsed
      ? `${text} → ${parsed.expected}${parsed.hint ? ` → ${parsed.hint}?` : ''}`
      : `${text} was accepted`;
  });
  expect(`\n${told.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    12 Mwh → energy, such as 4 MWh → 12 MWh?
    12 Mwh → power, such as 12 MW → 12 MW?
    12 MWh → power, such as 12 MW; "12 MWh" is energy
    12 mw → power, such as 12 MW → 12 MW?
    12 mW → power, such as 12 MW → 12 MW?
    3 kwh → energy, such as 4 MWh → 3 kWh?
    400 Gb/s → bandwidth, such as 4.8 TB/s → 400 Gbit/s?
    400 gb/s → bandwidth, such as 4.8 TB/s → 400 Gbit/s?
    989 TFLOPS → arithmetic, such as 989 TFLOP/s → 989 TFLOP/s?
    96 gib → an amount of memory, such as 96 GB → 96 GiB?
    $0.38/kWh → a price of energy, such as 0.38 CNY/kWh → 0.38 USD/kWh?
    $25,000 → money, such as 25,000 USD → 25,000 USD?
    0.38 RMB/kWh → a price of energy, such as 0.38 CNY/kWh → 0.38 CNY/kWh?
    0.38 yuan/kwh → a price of energy, such as 0.38 CNY/kWh → 0.38 CNY/kWh?
    5 m → a time, such as 2 s → 5 min?
    5 mins → a time, such as 2 s → 5 min?
    12 reqs/s → a rate of requests, such as 120 request/s → 12 request/s?
    30 rps → a rate of requests, such as 120 request/s → 30 request/s?
    1.1 USD/Mtokn → a price of tokens, such as 1.10 USD/Mtoken → 1.1 USD/Mtoken?
    530 gC02/kWh → carbon per energy, such as 530 gCO2/kWh → 530 gCO2/kWh?
    12 → power, such as 12 MW; "12" has no unit
     → power, such as 12 MW
    NaN W → power, such as 12 MW
    Infinity W → power, such as 12 MW
    0x10 W → power, such as 12 MW
    1e999 W → power, such as 12 MW
    1e300 EB → power, such as 12 MW
    2 rad/s → a rate of requests, such as 120 request/s
    12 W; import("x") → power, such as 12 MW
    __proto__ W → power, such as 12 MW
    5 constructor → power, such as 12 MW
    1,2345 W → power, such as 12 MW
    1 W/ → power, such as 12 MW
    1 ((((W → power, such as 12 MW
    "
  `);
});

describe('laws', () => {
  const dimensions = Object.keys(DIMENSIONS) as (Dimension | MoneyDimension)[];

  test('any text ends in a finite number or a refusal', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.constantFrom(...dimensions),
        (text, dimension) => {
          const found = value(text, dimension);
          return found === undefined || Number.isFinite(found);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a hint is itself accepted', () => {
    const slips = fc.constantFrom('mwh', 'Kw', 'gb/S', 'usd/KWH', 'Mtokne', 'hr', 'TFLOPs', 'kwh/day', '$', 'gCo2/kwh');
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        slips,
        fc.constantFrom(...dimensions),
        (amount, unit, dimension) => {
          const parsed = parse(`${amount} ${unit}`, dimension);
          return !('hint' in parsed) || parsed.hint === undefined || value(parsed.hint, dimension) !== undefined;
        },
      ),
      { numRuns: 200 },
    );
  });

  test('twice the number is twice the value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(...dimensions), (amount, dimension) => {
        const unit = DIMENSIONS[dimension].example.replace(/^[\d.,]+ /, '');
        const one = value(`${amount} ${unit}`, dimension)!;
        expect(value(`${2 * amount} ${unit}`, dimension)! / one).toBeCloseTo(2, 12);
      }),
      { numRuns: 100 },
    );
  });
});
