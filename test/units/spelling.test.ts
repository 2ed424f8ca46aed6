import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spellingDistance } from '../../src/units/spelling.js';

test.each<[string, string, number]>([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['ca', 'ac', 1],
  ['mwh', 'mw', 1],
  ['Mtokne', 'Mtoken', 1],
])('from %j to %j', (from, to, edits) => {
  expect(spellingDistance(from, to)).toBe(edits);
});

test('it is the same both ways, zero only for the same word, and one more than the limit beyond it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(word, word, fc.nat(4), (from, to, limit) => {
      const edits = spellingDistance(from, to);
      expect(spellingDistance(to, from)).toBe(edits);
      expect(edits === 0).toBe(from === to);
      expect(spellingDistance(from, to, limit)).toBe(Math.min(edits, limit + 1));
    }),
  );
});
