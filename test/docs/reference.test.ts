import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePages } from '../../docs/build.js';
import { fieldNames } from '../../src/cli/field-page.js';
import { chips } from '../../src/compute/chips/index.js';
import { models } from '../../src/compute/models/index.js';
import { regions } from '../../src/economy/regions/index.js';

const pages = await referencePages();

test.each([...pages.keys()])('docs/reference/%s is what `npm run docs` writes', (name) => {
  const committed = readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), 'utf8');
  expect(committed === pages.get(name), 'run npm run docs and commit what it writes').toBe(true);
});

test('the reference tells every field that explain knows', () => {
  const page = pages.get('scenario.md')!;
  const names = new Set(fieldNames().map((path) => path.split('.').at(-1)!));
  names.delete('kind');
  expect(names.size).toBeGreaterThan(100);
  expect([...names].filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});

test('the catalogue page has a row for every chip, model and region', () => {
  const page = pages.get('catalogue.md')!;
  for (const { id } of [...chips, ...models, ...regions]) expect(page).toContain(`| \`${id}\` |`);
});
