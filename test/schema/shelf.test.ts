import { expect, test } from 'vitest';
import { check } from '../../src/schema/check.js';
import { count, fields } from '../../src/schema/field.js';
import { entry, makeFrom, shelfField } from '../../src/schema/shelf.js';

const shelf = [
  entry({
    kind: 'twice',
    doc: 'Twice as many.',
    fields: fields({ of: count('How many.') }),
    make: ({ of }, bonus: number) => 2 * of + bonus,
  }),
  entry({ kind: 'none', doc: 'Nothing.', fields: fields({}), make: () => 0 }),
] as const;

test('a parsed value becomes the thing its kind makes, with what the shelf hands over', () => {
  const checked = check(shelfField(shelf, 'A number.'), { kind: 'twice', of: 3 });
  expect(checked).toEqual({ value: { kind: 'twice', of: 3 } });
  expect('value' in checked && makeFrom<number>(shelf, checked.value, 10)).toBe(16);
});

test('a kind that no entry has is our fault once the file was read', () => {
  expect(() => makeFrom(shelf, { kind: 'thrice' })).toThrow('no entry of kind thrice');
});
