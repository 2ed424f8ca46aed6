/** Aumann–Shapley shares: the worked case of the economics note, and the sum whatever the number of stretches. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aumannShapley } from '../../src/economy/joint-cost.js';

/** Stretches of a cost along the ray to `x`, with its gradient in their middles. */
const walked = (cost: (x: number[]) => number, gradient: (x: number[]) => number[], x: number[], count: number) =>
  Array.from({ length: count }, (_, at) => {
    const ray = (share: number) => x.map((one) => one * share);
    const middle = gradient(ray((at + 0.5) / count));
    return {
      added: cost(ray((at + 1) / count)) - cost(ray(at / count)),
      pulls: x.map((one, row) => one * middle[row]!),
    };
  });

test('C = (x/2 + y)² at (4, 3) is 10 + 15', () => {
  const [one, two] = aumannShapley(
    walked(
      ([x, y]) => (x! / 2 + y!) ** 2,
      ([x, y]) => [x! / 2 + y!, 2 * (x! / 2 + y!)],
      [4, 3],
      5,
    ),
  );
  expect(one).toBeCloseTo(10, 12);
  expect(two).toBeCloseTo(15, 12);
});

test('a cost whose proportions change along the way converges, and always sums', () => {
  const cost = ([x, y]: number[]): number => x! ** 2 + y! ** 3;
  const gradient = ([x, y]: number[]): number[] => [2 * x!, 3 * y! ** 2];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (count) => {
      const shares = aumannShapley(walked(cost, gradient, [2, 2], count));
      expect(shares[0]! + shares[1]!).toBeCloseTo(12, 10);
    }),
  );
  const [one] = aumannShapley(walked(cost, gradient, [2, 2], 200));
  expect(one).toBeCloseTo(4, 2);
});

test('a stretch that nobody pulls is shared equally', () => {
  expect(aumannShapley([{ added: 6, pulls: [0, 0, 0] }])).toEqual([2, 2, 2]);
});
