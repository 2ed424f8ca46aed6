import { expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';
import { blockStrata } from '../../src/measure/blocks.js';
import { totalOf } from '../../src/measure/interval.js';

const windows = (count: number, of: (at: number) => number) => Float64Array.from({ length: count }, (_, at) => of(at));

test('every window is in one block, so a total is the sum of all of them', () => {
  for (const count of [1, 2, 7, 8, 23, 1440]) {
    const strata = blockStrata(
      windows(count, (at) => at),
      1,
      5,
      3,
    );
    expect(totalOf(strata, 0).value).toBeCloseTo((3 * count * (count - 1)) / 2, 6);
    expect(Math.min(...strata.map(({ units }) => units.length))).toBeGreaterThanOrEqual(Math.min(2, count));
  }
});

test('a slow wave alone leaves next to no error', () => {
  const wave = windows(1440, (at) => 1000 * (1 + 0.3 * Math.sin((2 * Math.PI * at) / 1440)));
  const { value, interval } = totalOf(blockStrata(wave, 1, 5, 50), 0);
  expect((interval![1] - interval![0]) / value).toBeLessThan(0.001);
});

test('independent windows are judged by their spread: 95% intervals cover the mean in 93 to 97 of 100 runs', () => {
  const draw = chance(3, 0, 'blocks');
  let covered = 0;
  const runs = 1000;
  for (let run = 0; run < runs; run++) {
    const counts = windows(288, (at) => 50 + 20 * Math.sin((2 * Math.PI * at) / 288) + 24 * (draw() - 0.5));
    const [low, high] = totalOf(blockStrata(counts, 1, 1, 1e6), 0).interval!;
    if (low <= 50 * 288 * 1e6 && 50 * 288 * 1e6 <= high) covered++;
  }
  expect(covered / runs).toBeGreaterThan(0.93);
  expect(covered / runs).toBeLessThan(0.97);
});
