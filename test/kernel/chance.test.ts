import { expect, test } from 'vitest';
import { chance } from '../../src/kernel/chance.js';

const first = (stream: () => number, count = 5): number[] => Array.from({ length: count }, stream);

test('a stream is the same for the same seed, replication and purpose, and another for any other', () => {
  const own = first(chance(7, 0, 'arrivals/chat'));
  expect(first(chance(7, 0, 'arrivals/chat'))).toEqual(own);
  for (const other of [chance(8, 0, 'arrivals/chat'), chance(7, 1, 'arrivals/chat'), chance(7, 0, 'arrivals/code')])
    expect(first(other)).not.toEqual(own);
});

test('a new stream never moves the draws of another', () => {
  const alone = first(chance(7, 0, 'weather'), 10);
  const stream = chance(7, 0, 'weather');
  const head = first(stream);
  first(chance(7, 0, 'price'), 100);
  expect([...head, ...first(stream)]).toEqual(alone);
});
