import { expect, test } from 'vitest';
import { FRAMEWORKS, findFramework, frameworks } from '../../src/compute/frameworks.js';

test('every name a scenario may use has its constants, and no other', () => {
  expect(frameworks.map(({ name }) => name)).toEqual([...FRAMEWORKS]);
  for (const name of FRAMEWORKS) expect(findFramework(name).name).toBe(name);
});

test('launches are dearest under SGLang and cheapest under TensorRT-LLM, as fitted', () => {
  const factors = (['tensorrt-llm', 'vllm', 'sglang'] as const).map((name) => findFramework(name).launchFactor.value);
  expect(factors).toEqual([0.7, 0.95, 1.25]);
});
