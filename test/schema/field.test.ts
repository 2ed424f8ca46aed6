import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../src/schema/check.js';
import {
  choice,
  count,
  defaulting,
  type Field,
  fields,
  list,
  name,
  number,
  price,
  quantity,
  ratio,
  text,
} from '../../src/schema/field.js';

const read = (field: Field, value: unknown): unknown => {
  const checked = check(field, value);
  return 'value' in checked
    ? checked.value
    : checked.issues.map(({ expected, hint }) => (hint ? `${expected} → ${hint}?` : expected)).join('; ');
};

test.each<[string, Field, unknown, unknown]>([
  ['a quantity', quantity('power', 'p'), '350 MW', 350e6],
  ['a quantity at its limit', quantity('power', 'p', { min: 0, max: 350e6 }), '350 MW', 350e6],
  ['a quantity past its limit', quantity('power', 'p', { max: 350e6 }), '351 MW', 'power of at most 350 MW'],
  ['a quantity not above its limit', quantity('time', 'p', { above: 0 }), '0 s', 'a time above 0 s'],
  ['a quantity below its least', quantity('time', 'p', { min: 60 }), '59 s', 'a time of at least 1 min'],
  ['a bare number', quantity('power', 'p'), 350, 'power with its unit, such as 12 MW'],
  ['a long text', quantity('power', 'p'), `${' '.repeat(90)}1 W`, 'power, such as 12 MW, in at most 80 characters'],
  ['a price', price('money', 'p'), '25,000 CNY', { amount: 25_000, currency: 'CNY' }],
  ['a price below its least', price('money', 'p', { min: 0 }), '-1 CNY', 'money of at least 0'],
  ['a share', ratio('r'), 0.6, 0.6],
  ['a share per cent', ratio('r'), '60%', 0.6],
  ['a share per cent with a point', ratio('r'), ' 7.5 % ', 0.075],
  ['too great a share', ratio('r'), '101%', 'a share from 0 to 1, such as 0.6 or "60%"'],
  ['a share that is no number', ratio('r'), Number.NaN, 'a share from 0 to 1, such as 0.6 or "60%"'],
  ['a share in words', ratio('r'), 'half', 'a share from 0 to 1, such as 0.6 or "60%"'],
  ['a count', count('c'), 3, 3],
  ['half a thing', count('c'), 2.5, 'a whole number of at least 1'],
  ['none of a thing', count('c', { min: 0 }), 0, 0],
  ['more than the most', count('c', { max: 9 }), 10, 'a whole number of at most 9'],
  ['infinitely many', count('c'), Number.POSITIVE_INFINITY, 'a whole number of at least 1'],
  ['a number', number('n', { min: 0 }), 1.5, 1.5],
  ['not a number', number('n'), Number.NaN, 'a number'],
  ['a name', name('n'), 'qwen2.5-7b', 'qwen2.5-7b'],
  [
    'a path for a name',
    name('n'),
    '../x',
    'a name of letters, digits, ".", "_" and "-" (at most 64, starting with a letter or digit)',
  ],
  ['a choice', choice(['fp8', 'bf16'], 'c'), 'bf16', 'bf16'],
  ['a misspelt choice', choice(['fp8', 'bf16'], 'c'), 'fb8', 'one of fp8, bf16 → fp8?'],
  ['an empty list', list(count('c'), 'l', { min: 0 }), [], []],
  ['too long a text', text('t', 3), 'four', 'text of at most 3 characters'],
  [
    'a default where nothing is said',
    fields({ wait: defaulting(quantity('time', 'w'), '2 s', 'usual') }),
    {},
    { wait: 2 },
  ],
])('%s', (_, field, value, expected) => {
  expect(read(field, value)).toEqual(expected);
});

test('a share and its per cent are the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (percent) => {
      expect(read(ratio('r'), `${percent}%`)).toBe(percent / 100);
    }),
  );
});
