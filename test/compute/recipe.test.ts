import { expect, test } from 'vitest';
import { recipes } from '../../src/compute/calibrated.js';
import { type FrameworkName, findFramework } from '../../src/compute/frameworks.js';
import { asRunBy } from '../../src/compute/recipe.js';

test.each(recipes)('$framework as run by $publisher waits as fitted, and is otherwise the same', (recipe) => {
  const preset = findFramework(recipe.framework as FrameworkName);
  const run = asRunBy(recipe.publisher, preset);
  expect(run.frontEnd.fixed.value).toBeCloseTo(recipe.fixed / 1e3, 12);
  expect(run.frontEnd.steps.value).toBe(recipe.steps);
  expect({ ...run, frontEnd: preset.frontEnd }).toEqual(preset);
});

test('a framework run by somebody unknown is the preset', () => {
  expect(asRunBy('nobody', findFramework('vllm'))).toBe(findFramework('vllm'));
});
