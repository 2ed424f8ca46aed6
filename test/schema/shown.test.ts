import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, shown } from '../../src/schema/shown.js';

test('nothing that is shown can move a cursor, break a line or turn the writing round', () => {
  const nasty = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u001b', '\n', '\r', '\u0007', '\u009b', '\u2028', '\u202e', '\u2066', '\ud800'),
      fc.string({ unit: 'grapheme', maxLength: 2 }),
    ),
  });
  fc.assert(
    fc.property(nasty, (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(printable(text).length).toBeLessThanOrEqual(200);
    }),
  );
});

test.each<[unknown, string]>([
  [null, 'nothing'],
  ['', 'empty text'],
  [[], 'an empty list'],
  [[1, 2], 'a list of 2'],
  [{}, 'a block with no keys'],
  [{ a: 1, b: 2 }, 'a block with a, b'],
  ['12 Mwh', '12 Mwh'],
  [true, 'true'],
  [`${'x'.repeat(100)}`, `${'x'.repeat(57)}...`],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});
