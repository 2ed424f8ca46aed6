import { expect, test } from 'vitest';
import { fact, TIERS, weakest } from '../../src/schema/fact.js';

test('a derived figure is as weak as the weakest it rests on', () => {
  expect(weakest('measured', 'estimate', 'data-sheet')).toBe('estimate');
  expect(weakest('measured', 'same-generation')).toBe('same-generation');
  expect(TIERS.map((tier) => weakest(tier))).toEqual(TIERS);
  expect(weakest()).toBe('measured');
});

test('a fact says where it was read, and when, if that is known', () => {
  expect(fact(96, 'data sheet', 'data-sheet')).toEqual({ value: 96, source: 'data sheet', tier: 'data-sheet' });
  expect(fact(96, 'data sheet', 'data-sheet', '2024-02')).toHaveProperty('on', '2024-02');
});
