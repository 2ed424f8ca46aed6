import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/measure/result.js';
import { figuresOf } from '../../src/report/charts/index.js';
import { fromZero, logarithmic } from '../../src/report/charts/scale.js';
import { drawingsOf } from '../../src/report/drawings.js';
import { fitted, spread, textWidth } from '../../src/report/lettering.js';
import { sample } from './sample.js';
import { longNames, short, tenStreams } from './states.js';

const drawn = (result: RunResult) => drawingsOf([...figuresOf(result).values()]);

/** Every word of a drawing with the stretch it covers, from nested translations and anchors. */
const wordsOf = (svg: string) => {
  const found: { text: string; left: number; right: number; y: number; size: number }[] = [];
  const shifts: (readonly [number, number])[] = [];
  const shift = (tag: string): readonly [number, number] => {
    const [, x, y] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(tag) ?? [];
    return [Number(x ?? 0), Number(y ?? 0)];
  };
  for (const [tag, text] of [...svg.matchAll(/<(?:g[^>]*|\/g)>|<text([^>]*)>([^<]*)<\/text>/g)].map(
    (match) => [match[0], match[2]] as const,
  )) {
    if (tag.startsWith('</g')) shifts.pop();
    else if (tag.startsWith('<g')) shifts.push(shift(tag));
    else {
      const head = tag.slice(0, tag.indexOf('>'));
      const own = shift(head);
      const [x, y] = [...shifts, own].reduce(([a, b], [c, d]) => [a + c, b + d] as const, [
        Number(/ x="([-\d.]+)"/.exec(head)?.[1] ?? 0),
        Number(/ y="([-\d.]+)"/.exec(head)?.[1] ?? 0),
      ] as const);
      const size = Number(/font-size="([\d.]+)/.exec(head)?.[1] ?? 12);
      const plain = text!.replace(/&(?:amp|lt|gt|quot|#39);/g, '·');
      const width = textWidth(plain, size, head.includes('font-weight="600"') ? 600 : 400);
      const left = head.includes('text-anchor="end"')
        ? x - width
        : head.includes('text-anchor="middle"')
          ? x - width / 2
          : x;
      found.push({ text: plain, left, right: left + width, y, size });
    }
  }
  return found;
};

describe.each([
  ['sample', sample],
  ['ten streams', tenStreams],
  ['long names', longNames],
  ['power that was short', short],
] as const)('drawings of %s', (_, result) => {
  test('cut no word at the edge', async () => {
    for (const [code, svg] of Object.entries(await drawn(result))) {
      const width = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]);
      for (const word of wordsOf(svg)) {
        expect(word.left, `${code}: ${word.text}`).toBeGreaterThanOrEqual(-3);
        expect(word.right, `${code}: ${word.text}`).toBeLessThanOrEqual(width + 3);
      }
    }
  });

  test('lay no word over another', async () => {
    for (const [code, svg] of Object.entries(await drawn(result))) {
      const words = wordsOf(svg);
      for (const [index, one] of words.entries())
        for (const other of words.slice(index + 1)) {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.size, other.size) * 0.75 - Math.abs(one.y - other.y);
          expect(across > 1 && down > 0, `${code}: "${one.text}" over "${other.text}"`).toBe(false);
        }
    }
  });
});

describe('axes', () => {
  test('start at zero with round ticks and end just past the data', () => {
    expect(fromZero(6300, 2)).toMatchObject({ values: [0, 5000], labels: ['0', '5,000'] });
    expect(fromZero(0.99, 4).labels).toEqual(['0', '0.25', '0.50', '0.75', '1.00']);
    expect(fromZero(0)).toMatchObject({ values: [0, 1] });
  });
  test('in logarithms go by 1, 2 and 5', () => {
    expect(logarithmic(0.3, 6, String).values).toEqual([0.5, 1, 2, 5]);
  });
});

describe('lettering', () => {
  test('a wider text measures wider, bold wider still', () => {
    expect(textWidth('iii', 12)).toBeLessThan(textWidth('mmm', 12));
    expect(textWidth('first', 12, 600)).toBeGreaterThan(textWidth('first', 12));
  });
  test('a text is cut to fit with an ellipsis', () => {
    expect(textWidth(fitted('a very long name indeed', 12, 60), 12)).toBeLessThanOrEqual(60);
    expect(fitted('short', 12, 200)).toBe('short');
  });
  test('labels keep their distance and their order', () => {
    expect(spread([10, 11, 12], 16, 0, 100)).toEqual([10, 26, 42]);
    expect(spread([95, 96], 16, 0, 100)).toEqual([84, 100]);
  });
});

test('a shortage is one red wash through all panels of the day, named once', async () => {
  const washes = (svg: string) => svg.match(/fill-opacity="0\.07"/g)?.length ?? 0;
  const [calm, held] = [await drawn(sample), await drawn(short)];
  expect(washes(calm['day-wide']!)).toBe(0);
  expect(washes(held['day-wide']!)).toBe(6);
  expect(held['day-wide']!.match(/power was short/g)).toHaveLength(1);
});
