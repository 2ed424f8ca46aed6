import { expect, test } from 'vitest';
import { nearest } from '../../src/schema/suggest.js';

test.each<[string, string | undefined]>([
  ['maxBach', 'maxBatch'],
  ['MAXBATCH', 'maxBatch'],
  ['910-C', 'ascend-910c'],
  ['wa', undefined],
  ['ascend-910-c', 'ascend-910c'],
  ['hcips', 'chips'],
  ['entirely different', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('%s is nearest to %s', (name, expected) => {
  expect(nearest(name, ['maxBatch', 'maxWait', 'ascend-910c', 'ascend-910b', 'chips'])).toBe(expected);
});
