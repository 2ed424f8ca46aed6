import { expect, test } from 'vitest';
import { ScenarioWrong } from '../../src/schema/issue.js';
import { explainIssues } from '../../src/schema/issue-text.js';
import { resolveLayers } from '../../src/schema/layers.js';
import { placeAt, plain } from '../../src/schema/tree.js';

const reader = (files: Record<string, string>) => (path: string) => {
  const text = files[path];
  if (text === undefined) throw new Error('no such file');
  return text;
};
const layered = (files: Record<string, string>, start = 's/site.yaml') => resolveLayers(start, reader(files));
const told = (files: Record<string, string>, start?: string): string => {
  try {
    layered(files, start);
    return 'accepted';
  } catch (reason) {
    if (!(reason instanceof ScenarioWrong)) throw reason;
    return explainIssues(reason.issues);
  }
};

test('blocks merge, scalars and lists replace, named blocks merge by name, null and remove take away', () => {
  const tree = layered({
    's/base.yaml':
      'a: 1\nb: {c: 2, d: 3}\nhours: [1, 2, 3]\nfleet: [{name: x, n: 1, chip: h20}, {name: y, n: 2}, {name: w}]\ngone: 1',
    's/site.yaml':
      'extends: base.yaml\nb: {d: 4, e: 5}\nhours: [9]\nfleet: [{name: z, n: 9}, {name: x, n: 7}, {name: w, remove: true}]\ngone: null',
  });
  expect(plain(tree)).toEqual({
    a: 1,
    b: { c: 2, d: 4, e: 5 },
    hours: [9],
    fleet: [
      { name: 'x', n: 7, chip: 'h20' },
      { name: 'y', n: 2 },
      { name: 'z', n: 9 },
    ],
  });
});

test('every value still points at the file and line that supplied it', () => {
  const tree = layered({ 's/base.yaml': 'a: 1\nb:\n  c: 2', 's/site.yaml': 'extends: base.yaml\n\nb:\n  d: 4' });
  expect(placeAt(tree, ['a'])).toEqual({ file: 's/base.yaml', line: 1, column: 4 });
  expect(placeAt(tree, ['b', 'c'])).toEqual({ file: 's/base.yaml', line: 3, column: 6 });
  expect(placeAt(tree, ['b', 'd'])).toEqual({ file: 's/site.yaml', line: 4, column: 6 });
});

test('another kind of thing replaces, the same kind merges', () => {
  const base = 'tariff: {kind: flat, price: 1}\nqueue: {kind: fcfs, most: 2}';
  const tree = layered({
    's/base.yaml': base,
    's/site.yaml': 'extends: base.yaml\ntariff: {kind: hourly, prices: [1]}\nqueue: {kind: fcfs, least: 1}',
  });
  expect(plain(tree)).toEqual({ tariff: { kind: 'hourly', prices: [1] }, queue: { kind: 'fcfs', most: 2, least: 1 } });
});

test('null for a key that was never there stays, so that a misspelt one is refused later', () => {
  expect(plain(layered({ 's/base.yaml': 'a: 1', 's/site.yaml': 'extends: base.yaml\nfleeet: null' }))).toEqual({
    a: 1,
    fleeet: null,
  });
});

test('layers may be several, in folders below the first file', () => {
  const files = {
    's/site.yaml': 'extends: parts/mid.yaml\nc: 3',
    's/parts/mid.yaml': 'extends: ../base.yaml\nb: 2',
    's/base.yaml': 'a: 1',
  };
  expect(plain(layered(files))).toEqual({ a: 1, b: 2, c: 3 });
});

test('what cannot be extended is refused in a sentence', () => {
  const names = [
    '/etc/passwd',
    '../other.yaml',
    'parts/../../x.yaml',
    'https://example.org/x.yaml',
    'C:\\x.yaml',
    'file:x',
    '',
    'missing.yaml',
    'site.yaml',
  ];
  const cases = names.map((name) => told({ 's/site.yaml': `extends: ${JSON.stringify(name)}` }));
  cases.push(told({ 's/site.yaml': 'extends: a.yaml', 's/a.yaml': 'extends: b.yaml', 's/b.yaml': 'extends: a.yaml' }));
  const chain = Object.fromEntries(
    Array.from({ length: 12 }, (_, row) => [`s/${row}.yaml`, `extends: ${row + 1}.yaml`]),
  );
  cases.push(told(chain, 's/0.yaml'), told({ 's/site.yaml': 'extends: [a]' }), told({}));
  expect(`\n${cases.map((text) => text.split('\n').slice(2).join('\n')).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    s/site.yaml:1:10  extends
      found     /etc/passwd
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     ../other.yaml
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     parts/../../x.yaml
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     https://example.org/x.yaml
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     C:\\x.yaml
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     file:x
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     empty text
      expected  a path inside the folder of s/site.yaml, without leaving it
    s/site.yaml:1:10  extends
      found     s/missing.yaml
      expected  a file that can be read (no such file)
    s/site.yaml:1:10  extends
      found     s/site.yaml → s/site.yaml
      expected  files that do not extend each other in a circle
    s/b.yaml:1:10  extends
      found     s/a.yaml → s/b.yaml → s/a.yaml
      expected  files that do not extend each other in a circle
    s/8.yaml:1:10  extends
      found     s/9.yaml
      expected  at most 8 layers
    s/site.yaml:1:10  extends
      expected  the path of a scenario file, such as 01-first-factory.yaml
    s/site.yaml
      found     s/site.yaml
      expected  a file that can be read (no such file)
    "
  `);
});
