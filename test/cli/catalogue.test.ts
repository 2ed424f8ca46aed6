import { describe, expect, test } from 'vitest';
import { findKind, kinds } from '../../src/cli/catalogue/index.js';
import { isNamed } from '../../src/cli/catalogue/kind.js';
import { list } from '../../src/cli/list.js';
import { show } from '../../src/cli/show.js';
import { openWindow } from './window.js';

describe.each(kinds.map((kind) => [kind.many, kind] as const))('%s', (many, kind) => {
  test('are found under both of their names', () => {
    expect(findKind(kind.many)).toBe(kind);
    expect(findKind(kind.one)).toBe(kind);
  });

  test('have items, each with a name of its own, a sentence, and figures that are words', async () => {
    const items = await kind.items();
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
    for (const item of items) {
      expect(item.doc, item.name).toMatch(/\w.*\.$/);
      for (const row of item.rows)
        expect(`${row.label} ${row.value}`, item.name).not.toMatch(/undefined|NaN|\[object|null/);
    }
  });

  test('an alias means one item only', async () => {
    const items = await kind.items();
    for (const alias of items.flatMap(({ aliases }) => aliases))
      expect(
        items.filter((item) => isNamed(item, alias)),
        alias,
      ).toHaveLength(1);
  });

  test('are listed and shown without a line wider than the window', async () => {
    for (const columns of [50, 80, 120]) {
      const window = openWindow({ columns });
      expect(await list({ kind: many, json: false }, window)).toBe(0);
      const items = await kind.items();
      await show({ kind: many, name: items[0]!.name, json: false }, window);
      const tooWide = window.printed
        .join('\n')
        .split('\n')
        .filter(
          (line) =>
            line.length > columns &&
            line
              .trim()
              .split(/ +/)
              .every((word) => word.length < columns / 3),
        );
      expect(tooWide).toEqual([]);
    }
  });

  test('are one JSON object for programs', async () => {
    const window = openWindow();
    await list({ kind: many, json: true }, window);
    const items = await kind.items();
    await show({ kind: many, name: items[0]!.name, json: true }, window);
    const [listed, shown] = window.printed.map((text) => JSON.parse(text));
    expect(listed).toMatchObject({ schemaVersion: 1, kind: many });
    expect(listed.items).toHaveLength(items.length);
    expect(shown).toMatchObject({ schemaVersion: 1, name: items[0]!.name });
    expect(window.noted).toEqual([]);
  });
});

describe('names that do not exist', () => {
  test('a misspelt kind is answered with the nearest', async () => {
    await expect(list({ kind: 'chps', json: false }, openWindow())).rejects.toThrow(
      'There is no kind "chps". Did you mean chips?',
    );
  });

  test('a misspelt item is answered with the nearest', async () => {
    await expect(show({ kind: 'chip', name: 'mi300xx', json: false }, openWindow())).rejects.toThrow(
      'There is no chip "mi300xx". Did you mean mi300x?',
    );
  });
});

test('without a kind, the kinds are listed', async () => {
  const window = openWindow();
  await list({ json: false }, window);
  for (const { many } of kinds) expect(window.printed[0]).toContain(many);
});

test('a piped sheet is plain ASCII where the catalogue itself is', async () => {
  const window = openWindow();
  await show({ kind: 'chip', name: 'h20', json: false }, window);
  expect(window.printed[0]).not.toMatch(/[\u0080-\u2fff]/);
  expect(window.printed[0]).toContain('814 mm2');
  expect(window.printed[0]).toContain('96.0 GB');
});
