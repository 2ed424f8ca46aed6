import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortened } from '../../src/report/path-text.js';

/** Where a shortened path of straight runs goes, in absolute points. */
const points = (path: string): number[][] => {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Ml])([^MlZ]*)/g)].map(([, letter, text]) => {
    const [a, b] = text!.match(/-?(?:\d+\.?\d*|\.\d+)/g)!.map(Number);
    [x, y] = letter === 'M' ? [a!, b!] : [x + a!, y + b!];
    return [x, y];
  });
};

test('a path goes where it went, to a tenth of a pixel', () => {
  const number = fc.double({ min: -500, max: 1500, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 40 }), (way) => {
      const text = shortened(
        `<path d="${way.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x},${y}`).join('')}Z"/>`,
      );
      const found = points(/ d="([^"]*)"/.exec(text)![1]!);
      expect(found).toHaveLength(way.length);
      for (const [index, [x, y]] of way.entries()) {
        expect(Math.abs(found[index]![0]! - x)).toBeLessThanOrEqual(0.051);
        expect(Math.abs(found[index]![1]! - y)).toBeLessThanOrEqual(0.051);
      }
    }),
  );
});

test('words with figures in them are left alone', () => {
  expect(shortened('<text x="1.234">0.3768</text>')).toBe('<text x="1.2">0.3768</text>');
});
