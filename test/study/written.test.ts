import { expect, test } from 'vitest';
import { COUNTERS, counterIndex } from '../../src/serving/pool/spec.js';
import { settleWritten } from '../../src/study/written.js';

const rows = (written: readonly number[]): Float64Array => {
  const windows = new Float64Array(written.length * COUNTERS.length).fill(7);
  written.forEach((tokens, index) => {
    windows[index * COUNTERS.length + counterIndex.outputTokens] = tokens;
  });
  return windows;
};
const settled = (written: readonly number[]): Float64Array => {
  const windows = rows(written);
  settleWritten(windows);
  return windows;
};

test('what a window takes back beyond its own, the windows before it give, and nothing else moves', () => {
  expect(settled([100, 50, -80, 10])).toEqual(rows([70, 0, 0, 10]));
  expect(settled([3.125, 0, -3.125])).toEqual(rows([0, 0, 0]));
  expect(settled([100, 50, 0, 10])).toEqual(rows([100, 50, 0, 10]));
  expect(settled([])).toEqual(rows([]));
});
