import { describe, expect, test } from 'vitest';
import { columns, plainly, wrapped } from '../../src/cli/layout.js';
import { openWindow } from './window.js';

test('signs become ASCII, other scripts stay', () => {
  expect(plainly('0.37–0.46 · 4.7\u202fc, −6 ≤ x, 宁夏')).toBe('0.37-0.46 - 4.7 c, -6 <= x, 宁夏');
});

test('words wrap at the width, later lines under the hanging indent', () => {
  expect(wrapped('one two three four', 11, '', '  ')).toBe('one two\n  three\n  four');
  expect(wrapped('', 10, '  ')).toBe('');
});

describe('columns', () => {
  const head = ['name', 'what', 'more'];
  const rows = [
    ['alpha', 'a short one', 'words that need a good deal of room to be said in full'],
    ['beta', 'b', 'few'],
  ];

  test('stand two spaces apart', () => {
    expect(columns(head, [rows[1]!], openWindow())).toBe('name  what  more\nbeta  b     few');
  });

  test('wrap the last one into what is left', () => {
    expect(columns(head, rows, openWindow({ columns: 50 }))).toMatchInlineSnapshot(`
      "name   what         more
      alpha  a short one  words that need a good deal of
                          room to be said in full
      beta   b            few"
    `);
  });

  test('drop the last one where there is no room for it', () => {
    expect(columns(head, rows, openWindow({ columns: 40 }))).toBe('name   what\nalpha  a short one\nbeta   b');
  });
});
