/** Every unit word a file may use, and what each means; whatever is not listed here is refused with the nearest word that is. */
import { CURRENCIES } from './dimensions.js';

const scaled = (prefixes: readonly string[], words: readonly string[]): readonly string[] =>
  words.flatMap((word) => prefixes.map((prefix) => prefix + word));

const DECIMAL = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 } as const;
const LARGE = Object.keys(DECIMAL);

/** Units that mathjs knows by these words, with the meaning we give them: bytes are decimal (GB) or binary (GiB). Milliwatts are left out
 *  on purpose: in a data center `mW` is a slip for `MW`. */
const BUILT_IN: readonly string[] = [
  ...[
    's',
    'ms',
    'us',
    'min',
    'h',
    'hour',
    'hours',
    'minute',
    'minutes',
    'second',
    'seconds',
    'day',
    'days',
    'week',
    'weeks',
  ],
  ...scaled(['', 'k', 'M', 'G', 'T'], ['W', 'J', 'Wh']),
  ...scaled(LARGE, ['B']),
  ...scaled(['Ki', 'Mi', 'Gi', 'Ti', 'Pi'], ['B']),
  ...['g', 'kg', 't', 'bit'],
];

/** Our own words and what they stand for in words already known; an empty meaning is a dimension of its own.
 *  A year is 8,760 h and a month 730 h, as tariffs and annuities count them. */
export const ownUnits = (): readonly (readonly [word: string, meaning: string])[] => {
  const family = (prefixes: readonly string[], word: string, base: string) =>
    prefixes.map((prefix) => [prefix + word, `${DECIMAL[prefix as keyof typeof DECIMAL]} ${base}`] as const);
  const large = LARGE.slice(1);
  return [
    ...CURRENCIES.map((currency) => [currency, ''] as const),
    ...CURRENCIES.flatMap((currency) => family(['k', 'M', 'G'], currency, currency)),
    ['token', ''],
    ['tokens', '1 token'],
    ['tok', '1 token'],
    ...family(['k', 'M', 'G', 'T'], 'token', 'token'),
    ...family(['k', 'M', 'G', 'T'], 'tok', 'token'),
    ...family(['k', 'M', 'G', 'T'], 'tokens', 'token'),
    ['FLOP', ''],
    ...family(large, 'FLOP', 'FLOP'),
    ['request', ''],
    ['requests', '1 request'],
    ...family(['k', 'M'], 'request', 'request'),
    ...family(['k', 'M'], 'requests', 'request'),
    ...family(['k', 'M', 'G', 'T'], 'bit', 'bit'),
    ['bps', '1 bit/s'],
    ...family(['k', 'M', 'G', 'T'], 'bps', 'bit/s'),
    ['percent', '0.01'],
    ['degC', ''],
    ['K', ''],
    ['VA', ''],
    ...family(['k', 'M', 'G', 'T'], 'VA', 'VA'),
    ...['CO2', 'CO2e'].flatMap(
      (gas) =>
        [
          [`g${gas}`, '1 g'],
          [`kg${gas}`, '1 kg'],
          [`t${gas}`, '1000 kg'],
        ] as const,
    ),
    ['d', '1 day'],
    ['year', '8760 h'],
    ['years', '1 year'],
    ['month', '730 h'],
    ['months', '1 month'],
  ];
};

export const vocabulary = (): readonly string[] => [...BUILT_IN, ...ownUnits().map(([word]) => word)];

/** What people write for a unit that has another name here; only ever used to suggest. */
export const NICKNAMES: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '¥': 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  dollar: 'USD',
  dollars: 'USD',
  euro: 'EUR',
  gb: 'Gbit',
  mb: 'Mbit',
  sec: 's',
  hr: 'h',
  hrs: 'h',
  yr: 'year',
  mo: 'month',
  m: 'min',
  req: 'request',
  reqs: 'request',
  rps: 'request/s',
  qps: 'request/s',
  tps: 'token/s',
  celsius: 'degC',
  watt: 'W',
  kilowatt: 'kW',
  megawatt: 'MW',
  gigawatt: 'GW',
  tflops: 'TFLOP/s',
  gflops: 'GFLOP/s',
  pflops: 'PFLOP/s',
  flops: 'FLOP/s',
};
