import { expect, test } from 'vitest';
import { fitWait, withWait } from '../../../src/validation/calibration/front-end.js';
import { crossValidateServing, fitServing } from '../../../src/validation/calibration/serving.js';
import type { Comparison } from '../../../src/validation/comparison.js';

const run = (index: number, more: Partial<Comparison>, publisher = 'somebody'): Comparison => ({
  measure: 'tpot_ms',
  line: index + 2,
  predicted: 10,
  measured: 10,
  chip: 'h100',
  model: 'm',
  framework: 'vllm',
  label: '',
  configuration: `${publisher} ${more.chip ?? 'h100'} ${index}`,
  step: 8 + (index % 25),
  subject: { framework: 'vllm', model: 'llama-3.1-8b', precision: 'bf16', publisher },
  ...more,
});

/** Runs whose first token waits `fixed` ms and `steps` steps beyond what is predicted. */
const waiting = (count: number, fixed: number, steps: number, publisher?: string): readonly Comparison[] =>
  Array.from({ length: count }, (_, index) => {
    const one = run(index, { measure: 'ttft_ms', predicted: 50 + 7 * index }, publisher);
    return { ...one, measured: withWait(one, { fixed, steps }) };
  });
const tokens = (count: number, ratio: number, more: Partial<Comparison> = {}, publisher?: string) =>
  Array.from({ length: count }, (_, index) => run(index, { measured: 10 * ratio, ...more }, publisher));

test('a wait is found again from runs that had it, the fixed part apart from the steps', () => {
  expect(fitWait(waiting(60, 40, 5))).toEqual({ fixed: 40, steps: 5 });
  expect(fitWait(waiting(60, 0, 0))).toEqual({ fixed: 0, steps: 0 });
});

test('without runs the wait is what was known, and one run hardly moves it', () => {
  const known = { fixed: 10, steps: 5 };
  expect(fitWait([], known)).toEqual(known);
  const total = ({ fixed, steps }: typeof known) => fixed + 10 * steps;
  const moved = fitWait(waiting(1, 220, 30), known);
  expect(total(moved)).toBeLessThan(total({ fixed: 220, steps: 30 }) / 2);
});

test('publishers of one framework keep waits of their own', () => {
  const ttft = [...waiting(40, 10, 4, 'tuned'), ...waiting(40, 100, 2, 'plain')];
  const tpot = [...tokens(40, 1, {}, 'tuned'), ...tokens(40, 1, {}, 'plain')];
  expect(fitServing(tpot, ttft).recipes.map(({ publisher, fixed, steps }) => [publisher, fixed, steps])).toEqual([
    ['plain', 100, 2],
    ['tuned', 10, 4],
  ]);
});

test('a publisher whose wait is known errs less than one nobody knows', () => {
  const ttft = [...waiting(40, 10, 4, 'tuned'), ...waiting(40, 100, 2, 'plain')];
  const tpot = [...tokens(40, 1, {}, 'tuned'), ...tokens(40, 1, {}, 'plain')];
  const judged = crossValidateServing(tpot, ttft);
  expect(judged.ttft!.interpolation.median).toBeLessThan(0.01);
  expect(judged.unknownRecipe!.interpolation.median).toBeGreaterThan(0.05);
});

test('what another chip teaches is judged where it was not seen: transfer is worse than interpolation when chips differ', () => {
  const { tpot, ttft } = crossValidateServing([...tokens(60, 1.5), ...tokens(60, 0.7, { chip: 'b200' })], []);
  expect(tpot.transfer.mape).toBeGreaterThan(tpot.interpolation.mape);
  expect(ttft).toBeUndefined();
});
