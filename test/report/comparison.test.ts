/** The sentences of a comparison: winner, no winner, same, overload; and its numbers. */
import { describe, expect, test } from 'vitest';
import {
  channelRows,
  comparisonAnswer,
  comparisonRows,
  isSure,
  perMillionSpread,
} from '../../src/report/comparison.js';
import type { Comparison } from '../../src/study/compare.js';

const estimate = (value: number, half: number) => ({ value, interval: [value - half, value + half] as const });
const world = (title: string, price: number) => ({
  name: title.toLowerCase(),
  title,
  hash: '0',
  verdict: 'STABLE' as const,
  price: estimate(price, 0.01e-6),
});

const sample: Comparison = {
  base: world('Texas', 0.5e-6),
  other: world('Ningxia', 0.9e-6),
  replications: 8,
  simulations: 2,
  gap: estimate(0.4e-6, 0.02e-6),
  ratio: estimate(1.8, 0.04),
  measures: [
    {
      name: 'tokens.output',
      base: estimate(2e9, 1e7),
      other: estimate(3e9, 1e7),
      difference: estimate(1e9, 2e7),
      ratio: estimate(1.5, 0.01),
    },
    {
      name: 'chat.ttft.p95',
      base: estimate(0.5, 0.1),
      other: estimate(0.52, 0.1),
      difference: estimate(0.02, 0.1),
      ratio: estimate(1.04, 0.2),
    },
    {
      name: 'pue.average',
      base: estimate(1, 0),
      other: estimate(1, 0),
      difference: estimate(0, 0),
      ratio: estimate(1, 0),
    },
  ],
  channels: [
    { code: 'chip', label: 'chips', touchesEvents: true, value: estimate(0.5e-6, 0.02e-6) },
    { code: 'power-price', label: 'price of power', touchesEvents: false, value: estimate(-0.1e-6, 0.001e-6) },
  ],
  remarks: [],
};
const words = (found: Comparison) => Object.values(comparisonAnswer(found)).join(' ');

describe('the answer', () => {
  test('names the winner, the size and the cause, and whether power is it', () => {
    expect(words(sample)).toBe(
      'Texas makes the cheaper token, by $0.400 (0.380–0.420) a million, 125% of it from chips; the price of power works against it.',
    );
  });

  test('an interval across nothing has no winner, and says what would settle it', () => {
    const unsure = { ...sample, gap: estimate(0.02e-6, 0.04e-6) };
    expect(isSure(unsure.gap)).toBe(false);
    expect(words(unsure)).toBe(
      'We cannot tell which token is cheaper: Ningxia against Texas 2 c (−2 to +6) a million; 24 more replications would settle such a gap.',
    );
  });

  test('equal worlds are the same, and a world that cannot keep up has no price', () => {
    expect(words({ ...sample, channels: [] })).toMatch(/^The two worlds are the same,/);
    expect(words({ ...sample, other: { ...sample.other, verdict: 'OVERLOADED' } })).toMatch(
      /^Ningxia cannot keep up with demand,/,
    );
  });
});

test('rows lead with cost, keep the times of streams, and call no winner where there is none', () => {
  expect(comparisonRows(sample).map(({ label, difference }) => [label, difference])).toEqual([
    ['output tokens', '+50.0% (49.0–51.0)'],
    ['chat, first token p95', 'no winner'],
  ]);
});

test('channels and the gap share one unit', () => {
  expect(channelRows(sample).map(([amount]) => amount)).toEqual([
    '$0.500 (0.480–0.520)',
    '−$0.100 (−0.101 to −0.099)',
    '$0.400 (0.380–0.420)',
  ]);
  expect(perMillionSpread(estimate(0.047e-6, 0.001e-6)).replace('\u202f', ' ')).toBe('4.70 c (4.60–4.80)');
});
