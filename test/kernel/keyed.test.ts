import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, threefry, uniform } from '../../src/kernel/keyed.js';

const draw = (key0: number, key1: number, counter0: number, counter1: number): [number, number] => {
  const into = new Uint32Array(2);
  threefry(key0, key1, counter0, counter1, into);
  return [into[0]!, into[1]!];
};

/** Random123, tests/kat_vectors, `threefry2x32 20`: counter, key, answer. */
test.each([
  [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
])('the published answer to counter %d %d, key %d %d', (counter0, counter1, key0, key1, word0, word1) => {
  expect(draw(key0, key1, counter0, counter1)).toEqual([word0, word1]);
});

test('negative and large words are taken modulo 2^32', () => {
  expect(draw(-1, -1, -1, -1)).toEqual(draw(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff));
  expect(draw(1, 2, 2 ** 52 + 3, 4)).toEqual(draw(1, 2, 3, 4));
});

test('one bit of key or counter changes about half of the bits', () => {
  let changed = 0;
  let count = 0;
  const ones = (word: number): number => word.toString(2).replaceAll('0', '').length;
  const flip = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer(), fc.nat(3), fc.nat(31));
  fc.assert(
    fc.property(flip, ([k0, k1, c0, c1, which, bit]) => {
      const words: [number, number, number, number] = [k0, k1, c0, c1];
      const [a0, a1] = draw(...words);
      words[which] = words[which]! ^ (1 << bit);
      const [b0, b1] = draw(...words);
      changed += ones((a0 ^ b0) >>> 0) + ones((a1 ^ b1) >>> 0);
      count += 64;
    }),
    { numRuns: 2000 },
  );
  expect(changed / count).toBeGreaterThan(0.49);
  expect(changed / count).toBeLessThan(0.51);
});

test('uniform draws lie strictly inside (0, 1) and have the mean and variance of a uniform', () => {
  expect(uniform(0)).toBeGreaterThan(0);
  expect(uniform(0xffffffff)).toBeLessThan(1);
  expect(uniform(-1)).toBe(uniform(0xffffffff));
  const many = 200_000;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < many; row++) {
    const value = uniform(draw(7, 11, row, 0)[0]);
    sum += value;
    squares += value * value;
  }
  const mean = sum / many;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * many));
  expect(Math.abs(squares / many - mean * mean - 1 / 12)).toBeLessThan(4 / Math.sqrt(180 * many));
});

test('names give different keys, the same name the same', () => {
  const names = Array.from({ length: 1000 }, (_, row) => `arrivals/${row}`);
  expect(new Set(names.map(keyOf)).size).toBe(1000);
  expect(keyOf('chat')).toBe(keyOf('chat'));
  expect(keyOf('') >>> 0).toBe(0x811c9dc5); // the published offset of FNV-1a
  expect(keyOf('a') >>> 0).toBe(0xe40c292c); // and its published value for "a"
});
