import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '../../src/schema/assign.js';
import { checkTree } from '../../src/schema/check.js';
import { parseDocument } from '../../src/schema/document.js';
import { count, fields, list, name } from '../../src/schema/field.js';
import { ScenarioWrong } from '../../src/schema/issue.js';
import { explainIssues } from '../../src/schema/issue-text.js';
import { placeAt, plain } from '../../src/schema/tree.js';

const site = parseDocument(
  'fleet: [{name: h20, replicas: 3}, {name: b.v1, replicas: 2}]\nmodels: {qwen2.5-7b: {layers: 3}}\npower: 12 MW\nempty: []',
  's.yaml',
);
const after = (assignment: string) => plain(assign(site, assignment)) as Record<string, unknown>;

test.each<[string, string, unknown]>([
  [
    'fleet[0].replicas=12',
    'fleet',
    [
      { name: 'h20', replicas: 12 },
      { name: 'b.v1', replicas: 2 },
    ],
  ],
  [
    'fleet.h20.replicas=12',
    'fleet',
    [
      { name: 'h20', replicas: 12 },
      { name: 'b.v1', replicas: 2 },
    ],
  ],
  [
    'fleet.b.v1.replicas=12',
    'fleet',
    [
      { name: 'h20', replicas: 3 },
      { name: 'b.v1', replicas: 12 },
    ],
  ],
  ['fleet[0]=null', 'fleet', [{ name: 'b.v1', replicas: 2 }]],
  ['models.qwen2.5-7b.layers=4', 'models', { 'qwen2.5-7b': { layers: 4 } }],
  ['models.qwen2.5-7b.heads=4', 'models', { 'qwen2.5-7b': { layers: 3, heads: 4 } }],
  ['power=14 MW', 'power', '14 MW'],
  ['power={limit: 14 MW, sources: [a, b]}', 'power', { limit: '14 MW', sources: ['a', 'b'] }],
  ['power.limit=14 MW', 'power', { limit: '14 MW' }],
  ['power=null', 'power', undefined],
  ['new.block.here="3"', 'new', { block: { here: '3' } }],
  ['question=a=b', 'question', 'a=b'],
])('--set %s', (assignment, key, expected) => {
  expect(after(assignment)[key]).toEqual(expected);
});

test('the file is left as it was, and the new value is located on the command line', () => {
  const before = plain(site);
  const tree = assign(site, 'fleet[0].replicas=0');
  expect(plain(site)).toEqual(before);
  expect(placeAt(tree, ['fleet', 0, 'replicas'])).toEqual({ file: '--set fleet[0].replicas=0', line: 0, column: 0 });
  expect(placeAt(tree, ['fleet', 0, 'name']).file).toBe('s.yaml');
});

test('what cannot be set is refused in a sentence', () => {
  const refused = [
    '',
    '=3',
    'fleet',
    'fleet[9].replicas=1',
    'fleet.h2.replicas=1',
    'empty[0]=1',
    '__proto__.x=1',
    'fleet.constructor.x=1',
    'a..b=1',
    'a[-1]=1',
    'a b=1',
  ];
  refused.push(`${'a.'.repeat(40)}b=1`, 'power=[1', 'power=a: b', 'power={__proto__: 1}', 'a=!!binary x');
  const told = refused.map((assignment) => {
    try {
      return JSON.stringify(plain(assign(site, assignment)));
    } catch (reason) {
      if (!(reason instanceof ScenarioWrong)) throw reason;
      return explainIssues(reason.issues).split('\n').slice(2).join('\n');
    }
  });
  expect(`\n${told.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    --set 
      found     
      expected  path=value, such as fleet[0].replicas=12
    --set =3
      found     =3
      expected  path=value, such as fleet[0].replicas=12
    --set fleet
      found     fleet
      expected  path=value, such as fleet[0].replicas=12
    --set fleet[9].replicas=1  fleet
      found     9
      expected  an item of fleet: h20, b.v1
    --set fleet.h2.replicas=1  fleet
      found     h2
      expected  an item of fleet: h20, b.v1; did you mean h20?
    --set empty[0]=1  empty
      found     0
      expected  no item, for empty is an empty list
    --set __proto__.x=1
      found     __proto__.x=1
      expected  path=value, such as fleet[0].replicas=12
    --set fleet.constructor.x=1
      found     fleet.constructor.x=1
      expected  path=value, such as fleet[0].replicas=12
    --set a..b=1
      found     a..b=1
      expected  path=value, such as fleet[0].replicas=12
    --set a[-1]=1
      found     a[-1]=1
      expected  path=value, such as fleet[0].replicas=12
    --set a b=1
      found     a b=1
      expected  path=value, such as fleet[0].replicas=12
    --set a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a...
      found     a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a...
      expected  path=value, such as fleet[0].replicas=12
    --set power=[1
      expected  a closing bracket for each one that was opened
    {"fleet":[{"name":"h20","replicas":3},{"name":"b.v1","replicas":2}],"models":{"qwen2.5-7b":{"layers":3}},"power":{"a":"b"},"empty":[]}
    --set power={__proto__: 1}
      expected  a name as a key that is not reserved
    --set a=!!binary x
      expected  plain values; tags (!…) are not read
    "
  `);
});

test('a path that no field knows is made, then refused by the schema with the nearest name', () => {
  const schema = fields({ fleet: list(fields({ name: name('n'), replicas: count('r') }), 'f') });
  const tree = assign(parseDocument('fleet: [{name: a, replicas: 3}]', 's.yaml'), 'fleet.a.replcas=12');
  const checked = checkTree(schema, tree);
  expect('issues' in checked && explainIssues(checked.issues)).toMatchInlineSnapshot(`
    "1 mistake in --set fleet.a.replcas=12; nothing was run

    --set fleet.a.replcas=12  fleet[0].replcas
      found     replcas
      expected  no such key; known keys: name, replicas; did you mean replicas?"
  `);
});

test('any text ends in a tree or in issues, and never reaches a prototype', () => {
  const pieces = fc.constantFrom(
    'fleet',
    '.',
    '[',
    ']',
    '0',
    '1',
    'h20',
    '=',
    '__proto__',
    'constructor',
    'prototype',
    '{',
    '}',
    ':',
    ' ',
    'x',
    '-',
    '\n',
    '*',
    '&',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      try {
        assign(site, parts.join(''));
      } catch (reason) {
        expect(reason).toBeInstanceOf(ScenarioWrong);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
