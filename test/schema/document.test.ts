import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, parseValue } from '../../src/schema/document.js';
import { ScenarioWrong } from '../../src/schema/issue.js';
import { placeAt, plain } from '../../src/schema/tree.js';

const issuesOf = (text: string) => {
  try {
    parseDocument(text, 'site.yaml');
    return [];
  } catch (reason) {
    if (!(reason instanceof ScenarioWrong)) throw reason;
    return reason.issues.map(
      ({ line, column, found, expected }) => `${line}:${column} ${found === undefined ? '' : `${found} → `}${expected}`,
    );
  }
};

test('every value knows its file, line and column, and a missing one its nearest parent', () => {
  const tree = parseDocument('power:\n  limit: 12 MW\nfleet:\n  - name: a\n    replicas: 3\n', 'site.yaml');
  expect(placeAt(tree, ['power', 'limit'])).toEqual({ file: 'site.yaml', line: 2, column: 10 });
  expect(placeAt(tree, ['power', 'limit'], true)).toEqual({ file: 'site.yaml', line: 2, column: 3 });
  expect(placeAt(tree, ['fleet', 0, 'replicas'])).toEqual({ file: 'site.yaml', line: 5, column: 15 });
  expect(placeAt(tree, ['fleet', 0, 'chip'])).toEqual({ file: 'site.yaml', line: 4, column: 5 });
  expect(plain(tree)).toEqual({ power: { limit: '12 MW' }, fleet: [{ name: 'a', replicas: 3 }] });
});

test('JSON is read too', () => {
  const data = { a: [1, 'two', { b: null, c: true }], d: { e: 1.5e3 } };
  expect(plain(parseDocument(JSON.stringify(data, null, 2), 'x.json'))).toEqual(data);
});

test('an anchor stands for what it names, and a merge key is a key like any other', () => {
  expect(plain(parseDocument('a: &a {b: 1}\nc: *a', 'x'))).toEqual({ a: { b: 1 }, c: { b: 1 } });
  expect(plain(parseDocument('a: &a {b: 1}\nc:\n  <<: *a', 'x'))).toEqual({ a: { b: 1 }, c: { '<<': { b: 1 } } });
});

test('mistakes of YAML are told in words of the trade, all at once', () => {
  const texts = [
    '',
    '- a',
    '3',
    'a: 1\nb: 2\na: 3\nb: 4',
    'a:\n\tb: 1',
    'a: b: c',
    'a: [1, 2\nb: 3',
    'a: "x',
    'a: !!js/function 1',
    'a: !!binary aGk=',
  ];
  texts.push(
    '1: 2',
    'true: 2',
    '? [a]\n: 2',
    ': 2',
    'a: 1\n---\nb: 2',
    '%YAML 1.1\n---\na: yes',
    'a: *b',
    'a: &x 1\nb: &x 2\nc: *x',
    '"\\e[2J": 1\n"\\e[2J": 2',
  );
  const told = texts.map(
    (text) =>
      `${JSON.stringify(text)}\n${issuesOf(text)
        .map((issue) => `    ${issue}\n`)
        .join('')}`,
  );
  expect(`\n${told.join('')}`).toMatchInlineSnapshot(`
    "
    ""
        1:1 nothing → a scenario: lines of "key: value"
    "- a"
        1:1 a list → a scenario: lines of "key: value"
    "3"
        1:1 a single value → a scenario: lines of "key: value"
    "a: 1\\nb: 2\\na: 3\\nb: 4"
        3:1 a → each key once; this one stands here a second time
        4:1 b → each key once; this one stands here a second time
    "a:\\n\\tb: 1"
        2:1 spaces for indentation, not a tab
    "a: b: c"
        1:4 one "key: value" on a line; text that contains ": " needs quotes
    "a: [1, 2\\nb: 3"
        2:1 a closing bracket for each one that was opened
    "a: \\"x"
        1:6 a closing quote
    "a: !!js/function 1"
        1:4 plain values; tags (!…) are not read
    "a: !!binary aGk="
        1:4 plain values; tags (!…) are not read
    "1: 2"
        1:1 1 → text as a key; quote it: "1"
    "true: 2"
        1:1 true → text as a key; quote it: "true"
    "? [a]\\n: 2"
        1:3 no plain name → a plain name as a key
    ": 2"
        1:1 no plain name → a plain name as a key
    "a: 1\\n---\\nb: 2"
        2:1 one document in a file; remove the second ---
    "%YAML 1.1\\n---\\na: yes"
        1:1 %YAML → a scenario without % directives
    "a: *b"
        1:4 *b → an alias of something above it
    "a: &x 1\\nb: &x 2\\nc: *x"
    "\\"\\\\e[2J\\": 1\\n\\"\\\\e[2J\\": 2"
        2:1 ·[2J → each key once; this one stands here a second time
    "
  `);
});

describe('hostile text is refused quickly', () => {
  const bomb = `a: &a [${Array(10).fill('1').join()}]\n${[...'bcdefghijk'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghijk'[index]}`).join()}]`).join('\n')}`;
  test.each<[string, string, RegExp]>([
    ['a billion laughs', bomb, /at most 50 aliases/],
    ['an alias of itself', 'a: &a [*a]', /deep/],
    ['twenty thousand brackets', `a: ${'['.repeat(20_000)}`, /32 deep/],
    ['closed brackets', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, /32 deep/],
    ['braces', `a: ${'{a: '.repeat(5000)}`, /32 deep/],
    ['dashes', '- '.repeat(20_000), /32 deep/],
    ['question marks', '? '.repeat(20_000), /32 deep/],
    ['too many values', `a: [${'1,'.repeat(60_000)}]`, /at most 50000 values/],
    ['too much text', 'a: 1\n'.repeat(2 ** 18), /at most 1048576 characters/],
    ['closing brackets', '}\n'.repeat(110_000), /at most 50000 values/],
    ['__proto__', 'a:\n  __proto__: {polluted: 1}', /not reserved/],
    ['"__proto__"', '{"__proto__": {"polluted": 1}}', /not reserved/],
    ['constructor', 'constructor: {prototype: {polluted: 1}}', /not reserved/],
    ['prototype', 'a: [{prototype: 1}]', /not reserved/],
    ['a long key', `${'k'.repeat(101)}: 1`, /at most 100 characters/],
  ])('%s', (_, text, expected) => {
    const start = performance.now();
    expect(issuesOf(text).join('\n')).toMatch(expected);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('many different keys take no longer than their number', () => {
    const text = Array.from({ length: 20_000 }, (_, row) => `k${row}: 1`).join('\n');
    const start = performance.now();
    expect(parseDocument(text, 'x').entries.size).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('long comments and blank lines are no values', () => {
    expect(plain(parseDocument(`${'#\n\n'.repeat(120_000)}a: 1`, 'x'))).toEqual({ a: 1 });
  });
});

describe('laws', () => {
  const keys = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((key) => !['__proto__', 'prototype', 'constructor'].includes(key));
  const { data } = fc.letrec((tie) => ({
    leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string({ unit: 'grapheme-ascii' })),
    data: fc.oneof(
      { maxDepth: 5 },
      tie('leaf'),
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(keys, tie('data'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));

  test('whatever JSON says, the tree says', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(plain(parseValue(JSON.stringify(value), 'x'))).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  test('any text ends in a tree or in located issues', () => {
    const pieces = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a',
      '*a',
      '"',
      "'",
      '|',
      '>',
      '!',
      '%',
      '#',
      '?',
      '\t',
      '---',
      '...',
      '\u0000',
      '1',
      'b: ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          parseDocument(parts.join(''), 'x');
        } catch (reason) {
          expect(reason).toBeInstanceOf(ScenarioWrong);
          for (const { line, column } of (reason as ScenarioWrong).issues)
            expect(Math.min(line!, column!)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
