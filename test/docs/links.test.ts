import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { pages, pageText, root } from './pages.js';

/** The name a heading is linked by: lower case, words joined by dashes. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const withoutCode = (text: string): string => text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');

const anchorsOf = (page: string): ReadonlySet<string> => {
  const text = pageText(page).replace(/^```.*?^```$/gms, '');
  return new Set([
    ...[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading!)),
    ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id!),
  ]);
};

/** A path with the spelling of its letters, which some file systems forgive and others do not. */
const existsExactly = (path: string): boolean =>
  existsSync(path) && (statSync(path).isDirectory() || readdirSync(dirname(path)).includes(path.split('/').at(-1)!));

const problem = (page: string, target: string): string | null => {
  if (/^https?:/.test(target)) return null;
  const [file = '', section] = target.split('#');
  const path = file === '' ? page : normalize(join(dirname(page), file));
  if (!existsExactly(join(root, path))) return `${page}: ${target} leads nowhere`;
  return section === undefined || anchorsOf(path).has(section) ? null : `${page}: ${target} has no such section`;
};

const linksOf = (page: string): readonly string[] =>
  [...withoutCode(pageText(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(linksOf(page).flatMap((target) => problem(page, target) ?? [])).toEqual([]);
});

test('links are found, and dead ones are told', () => {
  expect(linksOf('README.md')).toContain('docs/model.md');
  expect(problem('README.md', 'docs/nowhere.md')).toContain('leads nowhere');
  expect(problem('README.md', 'docs/model.md#nowhere')).toContain('no such section');
});

test('the pages name files and folders of the source that exist', () => {
  const missing = pages.flatMap((page) =>
    [...pageText(page).matchAll(/`((?:src|test|docs|bench|scenarios)\/[\w./-]+)`/g)]
      .map(([, path]) => path!)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});
