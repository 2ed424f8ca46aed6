import { expect, test } from 'vitest';
import { FRAMEWORKS, findFramework, frameworks, inYear } from '../../src/compute/frameworks.js';

test('every name a scenario may use has its constants, and no other', () => {
  expect(frameworks.map(({ name }) => name)).toEqual([...FRAMEWORKS]);
  for (const name of FRAMEWORKS) expect(findFramework(name).name).toBe(name);
});

test('launches are dearest under SGLang and cheapest under TensorRT-LLM, as fitted', () => {
  const factors = (['tensorrt-llm', 'vllm', 'sglang'] as const).map((name) => findFramework(name).launchFactor.value);
  expect(factors).toEqual([0.7, 0.95, 1.25]);
});

test('an older year of software is never cheaper, and each year takes the constants of its generation', () => {
  for (const framework of frameworks) {
    const years = [2026, 2025, 2024, 2023].map((year) => inYear(framework, year));
    for (const constant of ['launchFactor', 'host', 'perSequence'] as const)
      for (let at = 1; at < years.length; at++)
        expect(years[at]![constant].value).toBeGreaterThanOrEqual(years[at - 1]![constant].value);
    expect(years[0]).toBe(framework);
  }
  const vllm = findFramework('vllm');
  expect(inYear(vllm, 2025).perSequence.value).toBe(findFramework('vllm-2025').perSequence.value);
  expect(inYear(vllm, 2023).host.value).toBe(findFramework('stack-2023').host.value);
  expect(inYear(vllm, 2023).host.tier).toBe('measured');
  expect(inYear(findFramework('sglang'), 2025).launchFactor.tier).toBe('estimate');
});
