import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthField, lengths, makeLength } from '../../../src/demand/lengths/index.js';
import { LONGEST } from '../../../src/demand/lengths/length.js';

const POINTS = 200_000;
const quantileTable = { min: 6, p25: 9, p50: 13, p75: 24, p95: 90, p99: 251, max: 1899 };
const known = [
  { length: { kind: 'fixed', tokens: 512 }, mean: 512, median: 512 },
  { length: { kind: 'lognormal', mean: 1155, cv: 1.1 }, mean: 1155, median: 1155 / Math.sqrt(1 + 1.21) },
  { length: { kind: 'lognormal', mean: 800, cv: 2, max: 4096 }, mean: 800, median: null },
  { length: { kind: 'lognormal', median: 100, p95: 400 }, mean: null, median: 100 },
  { length: { kind: 'lognormal', mean: 200, p95: 500 }, mean: 200, median: null },
  { length: { kind: 'quantiles', tokens: quantileTable }, mean: null, median: 13 },
  { length: { kind: 'quantiles', tokens: { ...quantileTable, mean: 28 } }, mean: 28, median: 13 },
] as const;

test('the table below knows every length on the shelf', () => {
  expect([...new Set(known.map((row) => row.length.kind))]).toEqual(lengths.map((entry) => entry.kind));
});

describe.each(known)('$length', ({ length, mean, median }) => {
  const made = makeLength(lengthField('').parse(length as never));

  test('gives whole tokens, at least one, that never fall as the uniform grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1 - 2 ** -33, noNaN: true }),
        fc.double({ min: 0, max: 1 - 2 ** -33, noNaN: true }),
        (a, b) => {
          const [low, high] = [made.at(Math.min(a, b)), made.at(Math.max(a, b))];
          return Number.isInteger(low) && low >= 1 && high >= low && high <= LONGEST;
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('its stated mean is the mean of what it draws', () => {
    let sum = 0;
    for (let i = 0; i < POINTS; i++) sum += made.at((i + 0.5) / POINTS);
    expect(Math.abs(sum / POINTS / made.mean - 1)).toBeLessThan(2e-3);
    if (mean !== null) expect(Math.abs(made.mean / mean - 1)).toBeLessThan(2e-3);
  });

  test('half of the draws lie below its median', () => {
    if (median !== null) expect(Math.abs(made.at(0.5) / median - 1)).toBeLessThan(0.01);
    else expect(made.at(0.5)).toBeLessThan(made.mean);
  });
});

test('a table passes through its own percentiles', () => {
  const { at } = makeLength(
    lengthField('').parse({ kind: 'quantiles', tokens: { ...quantileTable, mean: 28 } } as never),
  );
  expect([0, 0.25, 0.5, 0.75, 0.95, 0.99].map((share) => at(share))).toEqual([6, 9, 13, 24, 90, 251]);
});

test('a bare number is the same length every time', () => {
  expect(makeLength(lengthField('').parse(77)).at(0.9)).toBe(77);
});

const refusal = (length: unknown): string => {
  const parsed = lengthField('').safeParse(length);
  if (!parsed.success) return JSON.stringify(parsed.error.issues[0]);
  try {
    makeLength(parsed.data);
    return 'accepted';
  } catch (reason) {
    return (reason as Error).message;
  }
};

test('a length that cannot be built says what could be', () => {
  expect(refusal({ kind: 'lognormal', mean: 100, median: 90, cv: 1 })).toMatchInlineSnapshot(
    `"either a mean or a median"`,
  );
  expect(refusal({ kind: 'lognormal', mean: 100 })).toMatchInlineSnapshot(`"a spread: either cv or p95"`);
  expect(refusal({ kind: 'lognormal', mean: 100, p95: 1000 })).toMatchInlineSnapshot(
    `"a p95 between the mean, 100, and 386 tokens, the most a lognormal with this mean can have"`,
  );
  expect(refusal({ kind: 'lognormal', mean: 100, cv: 1, max: 50 })).toMatchInlineSnapshot(`"min ≤ mean ≤ max"`);
  expect(refusal({ kind: 'quantiles', tokens: { ...quantileTable, mean: 500 } })).toMatchInlineSnapshot(
    `"a mean between 27.8 and 41.1 tokens, which is what these percentiles allow"`,
  );
});
