/** What goes wrong in files: values of another kind, keys misspelt, parts missing, doubled or in the wrong place; and text that is hardly YAML. */
import type { Dice } from './dice.js';
import type { Block, Plain } from './wishes.js';

const deep = (levels: number): Plain => {
  let value: Plain = 'end';
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
};

const NASTY: readonly Plain[] = [
  null, true, '', ' ', [], {}, [[]], [null], { kind: 'nothing' }, { '': 1 }, 0, -0, -1, 1, 2, 0.5, 1e-12, 1e12, 1e300, -1e300, 1e308, 3.7,
  2 ** 31, 2 ** 53, '0', '1', '-1', '0 s', '-5 s', '1e3 s', '1e308 s', '9e999 s', '1 year', '5 parsec', '5 kwh', '10 kW', '10 mW', '0 W', '-3 MW', '1e-30 W',
  '0 request/s', '1e-9 request/s', '100000 request/s', '0% of capacity', '0.001% of capacity', '9999% of capacity', '-5% of capacity', '60%', '600%',
  '0 USD', '-7 USD', '1e200 USD/kWh', '3 EUR', '4 XYZ/kWh', '0.1 USD/kWh', '1,5 USD', '1 GB', '0 B', '1 B', '80 TB', '1 TB/s', '1 token', 'UTC+99',
  'h100', 'h10O', 'tiny', 'llama-3.1-8b', 'deepseek-v3', 'ningxia', 'all', 'budget', 'hour.csv', '../hour.csv', '/etc/passwd', 'C:\\x', 'a\u0000b',
  '𝔘𝔫𝔦 ☃ \u202e txt', '\u001b[31mred', '<script>alert(1)</script>', '__proto__', 'constructor', 'toString', 'x'.repeat(5000), '= 1 + 1', '$(x)', '%s',
  { toString: 'x' }, { valueOf: 1 }, { hasOwnProperty: 1 }, { length: 5 }, { kind: { kind: 'poisson' } }, Array.from({ length: 300 }, () => 1),
  deep(10), deep(40), { kind: 'poisson' }, { kind: 'users', count: 5, think: '1 s' }, { mean: 1 }, [1, 2], ['a', 'b'], '2025-13-45', '2025-02-30T25:61',
]; // biome-ignore format: a heap of things

const KEYS = [
  'colour',
  'rates',
  'Replicas',
  'kind',
  'constructor',
  'prototype',
  'toString',
  'extends',
  'naïve ключ',
  'a b',
  '<<',
  'x'.repeat(120),
];

interface Spot {
  readonly holder: Plain[] | Block;
  readonly key: string | number;
}

/** Every place in a scenario at which something stands. */
const spotsOf = (value: Plain, spots: Spot[] = []): Spot[] => {
  if (typeof value !== 'object' || value === null) return spots;
  for (const key of Object.keys(value)) {
    const spot = { holder: value, key: Array.isArray(value) ? Number(key) : key };
    spots.push(spot);
    spotsOf(read(spot), spots);
  }
  return spots;
};

const read = ({ holder, key }: Spot): Plain => (holder as Block)[key]!;
const write = ({ holder, key }: Spot, value: Plain): void => {
  (holder as Block)[key] = value;
};
const remove = ({ holder, key }: Spot): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
};

/** The same number a little or very much larger or smaller, in its own unit. */
const scaled = (value: Plain, dice: Dice): Plain => {
  const factor = dice.one([0, -1, 1e-9, 0.01, 0.5, 0.7, 0.999, 1.001, 1.5, 2, 3, 100, 1e9]);
  if (typeof value === 'number') return dice.happens(0.5) ? value * factor : Math.round(value * factor);
  const found = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(.*)$/.exec(value) : null;
  return found === null ? dice.one(NASTY) : `${Number(found[1]) * factor}${found[2]}`;
};

type Change = (spots: readonly Spot[], dice: Dice) => void;

/** Other numbers in place of numbers: often right, sometimes past a limit. */
const GENTLE: readonly Change[] = [
  (spots, dice) => {
    const spot = dice.one(spots.filter((one) => typeof read(one) === 'number' || /^\d/.test(String(read(one)))));
    if (spot !== undefined) write(spot, scaled(read(spot), dice));
  },
  (spots, dice) => {
    const spot = dice.one(spots);
    const like = spots.filter(
      ({ key, holder }) => key === spot.key && Array.isArray(holder) === Array.isArray(spot.holder),
    );
    write(spot, structuredClone(read(dice.one(like))));
  },
  (spots, dice) =>
    remove(
      dice.one(
        spots.filter(
          ({ holder, key }) => !Array.isArray(holder) && !['model', 'name', 'kind', 'chip'].includes(String(key)),
        ),
      ),
    ),
];

const ROUGH: readonly Change[] = [
  (spots, dice) => write(dice.one(spots), structuredClone(dice.one(NASTY))),
  (spots, dice) => {
    const spot = dice.one(spots);
    write(spot, scaled(read(spot), dice));
  },
  (spots, dice) => remove(dice.one(spots)),
  (spots, dice) => {
    const { holder } = dice.one(spots);
    if (Array.isArray(holder)) holder.push(structuredClone(dice.happens(0.5) ? holder[0]! : dice.one(NASTY)));
    else holder[dice.one(KEYS)] = structuredClone(dice.one(NASTY));
  },
  (spots, dice) => {
    const [from, to] = [dice.one(spots), dice.one(spots)];
    write(to, structuredClone(read(from)));
  },
  (spots, dice) => {
    const spot = dice.one(spots);
    if (Array.isArray(spot.holder)) return;
    const value = read(spot);
    const name = String(spot.key);
    const at = dice.whole(name.length);
    remove(spot);
    spot.holder[name.slice(0, at) + name.slice(at + 1)] = value;
  },
];

/** The scenario with `count` things changed, gently or not. */
export const changed = (scenario: Block, count: number, manner: 'gentle' | 'rough', dice: Dice): Block => {
  const copy = structuredClone(scenario);
  for (let change = 0; change < count; change++) {
    const spots = spotsOf(copy);
    if (spots.length > 0) dice.one(manner === 'gentle' ? GENTLE : ROUGH)(spots, dice);
  }
  return copy;
};

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`).join('\n')}\n`;

const SCRAPS = [
  '\t', '- ', ': ', '{', '}', '[', ']', '"', "'", '|\n', '>\n', '&a ', '*a ', '*missing', '!!js/function ', '!!binary ', '? ', '# ', '---\n', '...\n', '%YAML 1.1\n',
  '\u0000', '\ufeff', '\r\n', '\r', '\u2028', '🏭', '<<: *a\n', '__proto__: {x: 1}\n', 'constructor: {prototype: {x: 1}}\n', 'extends: case.yaml\n', 'extends: ../case.yaml\n',
  'extends: base.yaml\n', 'extends: nowhere.yaml\n', `${'['.repeat(5000)}`, bomb, '.nan', '.inf', '0x1F', '1_000', '2025-03-12', 'yes', '~', '@', '`', ',', '\n\n  \n', '    ',
]; // biome-ignore format: a heap of things

/** Text with letters and lines lost, doubled, moved or put in between. */
export const torn = (text: string, count: number, dice: Dice): string => {
  let torn = text;
  for (let change = 0; change < count; change++) {
    const at = dice.whole(torn.length + 1);
    const length = dice.one([1, 1, 2, 10, 80]);
    const lines = torn.split('\n');
    const line = dice.whole(lines.length);
    torn = dice.one([
      () => torn.slice(0, at) + torn.slice(at + length),
      () => torn.slice(0, at) + dice.one(SCRAPS) + torn.slice(at),
      () => torn.slice(0, at) + torn.slice(at, at + length) + torn.slice(at),
      () => torn.slice(0, at),
      () => lines.toSpliced(line, 1).join('\n'),
      () => lines.toSpliced(line, 0, lines[line]!).join('\n'),
      () => lines.toSpliced(line, 1, `${dice.one([' ', '  ', '\t'])}${lines[line]}`).join('\n'),
      () => lines.toSpliced(line, 1, lines[line]!.trimStart()).join('\n'),
      () => lines.toSpliced(dice.whole(lines.length), 0, dice.one(SCRAPS)).join('\n'),
    ])();
  }
  return torn;
};

/** A trace whose rows were touched. */
export const tornTrace = (text: string, dice: Dice): string =>
  dice.happens(0.5)
    ? torn(text, 1 + dice.whole(3), dice)
    : text.replace(/\d+(?=[,}\n])/, () =>
        dice.one(['NaN', '-1', '0', '1000000', '99999999999', '', 'null', '1.5', '1e3', '"x"']),
      );

const SETS = [
  'fleet[0].replicas=3', 'fleet[0].replicas=0', 'fleet[9].replicas=3', 'fleet.pool-0.scheduler.maxBatch=7', 'horizon=1 minute', 'horizon=', 'horizon', '=3', '..=1',
  'demand[0].rate=1 request/s', 'demand[0].rate=null', 'demand[0]=null', '__proto__.x=1', 'sampling.sample=1', 'seed=9', 'seed=[1', 'power.tariff=texas-flat', 'title=Was anders',
]; // biome-ignore format: a heap of things

export const assignment = (dice: Dice): string => dice.one(SETS);
