import { describe, expect, test } from 'vitest';
import { chipsOf, expertSplit, type Layout, layoutProblems } from '../../src/compute/layout.js';
import { findModel } from '../../src/compute/models/index.js';
import { defaultImbalance, defaultStraggler } from '../../src/compute/plan.js';

const deepseek = findModel('deepseek-v3')!;
const llama = findModel('llama-3.1-70b')!;

test('a replica has tensor times data chips, and experts are split over what their groups leave', () => {
  const layout = { tensor: 4, data: 8, expert: 16 };
  expect(chipsOf(layout)).toBe(32);
  expect(expertSplit(layout)).toBe(2);
});

describe('a lawful layout raises no objection', () => {
  test.each([
    ['tensor and expert', { tensor: 8, data: 1, expert: 8 }, deepseek],
    ['data and expert', { tensor: 1, data: 128, expert: 128 }, deepseek],
    ['one chip', { tensor: 1, data: 1, expert: 1 }, llama],
    ['copies in lockstep', { tensor: 8, data: 2, expert: 1 }, llama],
  ] as const)('%s', (_, layout, model) => {
    expect(layoutProblems(layout, model)).toEqual([]);
  });
});

describe('an unlawful one is refused in a sentence', () => {
  const refusal = (layout: Layout, model = deepseek): string => layoutProblems(layout, model).join(' ');

  test('heads that do not divide', () => {
    expect(refusal({ tensor: 3, data: 1, expert: 1 }, llama)).toMatchInlineSnapshot(
      `"Llama 3.1 70B has layers of 64 heads, which 3 tensor ranks cannot share evenly; use a tensor degree that divides 64."`,
    );
  });
  test('experts of a model that has none', () => {
    expect(refusal({ tensor: 8, data: 1, expert: 8 }, llama)).toMatchInlineSnapshot(
      `"Llama 3.1 70B has no experts to spread over 8 groups; set expert to 1."`,
    );
  });
  test('groups that do not divide the chips', () => {
    expect(refusal({ tensor: 8, data: 1, expert: 3 })).toMatchInlineSnapshot(
      `"3 expert groups do not divide the 8 chips of the replica (tensor 8 × data 1). DeepSeek-V3 / R1 has 256 experts per layer, which 3 groups cannot share evenly."`,
    );
  });
  test('groups that do not divide the experts', () => {
    expect(refusal({ tensor: 8, data: 48, expert: 384 })).toMatchInlineSnapshot(
      `"DeepSeek-V3 / R1 has 256 experts per layer, which 384 groups cannot share evenly."`,
    );
  });
  test('degrees that are no counts', () => {
    expect(refusal({ tensor: 0, data: 1.5, expert: 1 })).toMatchInlineSnapshot(
      `"The tensor degree must be a whole number of at least 1, not 0. The data degree must be a whole number of at least 1, not 1.5."`,
    );
  });
});

test('the slowest of eight attention ranks takes 1.2 of the mean, a single one the mean', () => {
  expect(defaultStraggler({ tensor: 1, data: 8, expert: 8 })).toBeCloseTo(1.2, 1);
  expect(defaultStraggler({ tensor: 8, data: 1, expert: 8 })).toBe(1);
});

test('experts dealt over one box are even, dealt wider they are not', () => {
  expect(defaultImbalance({ tensor: 1, data: 8, expert: 8 })).toBe(1);
  expect(defaultImbalance({ tensor: 1, data: 144, expert: 144 })).toBe(1.15);
  expect(defaultImbalance({ tensor: 1, data: 144, expert: 144 }, false)).toBe(1.5);
});
