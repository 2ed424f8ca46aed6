import { expect, test } from 'vitest';
import { energyChain } from '../../src/economy/chain.js';
import type { Chain } from '../../src/measure/result.js';

const uses = { writing: 50, reading: 10, idle: 5, server: 20, facility: 15, elsewhere: 0 };
const costs = { electricity: 1, facilityOperations: 2, itOperations: 3, facilityCapital: 4, itCapital: 5 };
const chainFrom = (joules: number): Chain =>
  energyChain({ sources: [{ name: 'grid', joules }], uses, tokens: { written: 7, read: 8 }, costs, kilograms: 9 });

test('the chain closes when the meter reads what was used', () => {
  const chain = chainFrom(100);
  expect(chain.joules).toMatchObject({ ...uses, total: 100, closure: 0 });
  expect(chain.dollars.map(({ part, dollars }) => [part, dollars])).toEqual([
    ['electricity', 1],
    ['operations', 5],
    ['building', 4],
    ['chips', 5],
  ]);
  expect(chain.kilograms).toBe(9);
});

test('the chain shows by how much it does not close', () => {
  expect(chainFrom(125).joules.closure).toBeCloseTo(0.2, 12);
});
