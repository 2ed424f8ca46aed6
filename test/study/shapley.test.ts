import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapleyValues } from '../../src/study/shapley.js';

const members = (mask: number, players: number) => Array.from({ length: players }, (_, at) => (mask >> at) & 1);

describe('Shapley values', () => {
  test('of a sum of contributions are the contributions', () => {
    const given = [3, -1, 0.5];
    const found = shapleyValues(3, (mask) => members(mask, 3).reduce((sum, is, at) => sum + is * given[at]!, 0));
    found.forEach((value, at) => {
      expect(value).toBeCloseTo(given[at]!, 12);
    });
  });

  test('the glove game: one left glove is worth four times each of two right ones', () => {
    const found = shapleyValues(3, (mask) => (mask & 1 && mask & 6 ? 1 : 0));
    expect(found[0]).toBeCloseTo(2 / 3, 12);
    expect(found[1]).toBeCloseTo(1 / 6, 12);
    expect(found[2]).toBeCloseTo(1 / 6, 12);
  });

  test('sum to the gap, give nothing to a channel without effect and the same to equals, for any game', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 64, maxLength: 64 }),
        (players, worth) => {
          const full = 2 ** players - 1;
          const found = shapleyValues(players, (mask) => worth[mask]!);
          const sum = found.reduce((total, value) => total + value, 0);
          expect(sum).toBeCloseTo(worth[full]! - worth[0]!, 9);
          const idle = shapleyValues(players + 1, (mask) => worth[mask & full]!);
          expect(idle[players]).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  test('nobody has nothing to split', () => {
    expect(shapleyValues(0, () => 7)).toEqual([]);
  });
});
