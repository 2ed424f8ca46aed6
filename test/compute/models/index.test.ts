import { describe, expect, test } from 'vitest';
import { findModel, models } from '../../../src/compute/models/index.js';
import { constantBytes, growingBytes, parameters } from '../../../src/compute/models/model.js';

/** Listed apart from the code that computes them: parameters in billions (total, active), bytes per token of context and per sequence with 16-bit keys and values. */
const LISTED: readonly (readonly [string, number, number, number, number])[] = [
  ['llama-2-7b', 6.74, 6.61, 524_288, 0],
  ['codellama-34b', 33.74, 33.48, 196_608, 0],
  ['llama-3.1-8b', 8.03, 7.5, 131_072, 0],
  ['llama-3.1-70b', 70.55, 69.5, 327_680, 0],
  ['llama-3.1-405b', 405.85, 403.75, 516_096, 0],
  ['mistral-nemo-12b', 12.25, 11.58, 163_840, 0],
  ['yi-34b', 34.39, 33.93, 245_760, 0],
  ['qwen2.5-7b', 7.62, 7.07, 57_344, 0],
  ['qwen3-8b', 8.19, 7.57, 147_456, 0],
  ['qwen3-14b', 14.77, 13.99, 163_840, 0],
  ['qwen3-32b', 32.76, 31.98, 262_144, 0],
  ['mimo-7b', 7.62, 7, 147_456, 0],
  ['qwen3.5-27b', 26.89, 25.62, 65_536, 150_994_944],
  ['mixtral-8x7b', 46.7, 12.75, 131_072, 0],
  ['mixtral-8x22b', 140.62, 38.95, 229_376, 0],
  ['qwen3-30b-a3b', 30.53, 3.04, 98_304, 0],
  ['qwen3-235b-a22b', 235.09, 21.57, 192_512, 0],
  ['qwen3-coder-480b-a35b', 480.15, 34.54, 253_952, 0],
  ['qwen3.5-35b-a3b', 34.66, 2.95, 20_480, 62_914_560],
  ['qwen3.5-122b-a10b', 122.11, 9.01, 24_576, 150_994_944],
  ['qwen3.5-397b-a17b', 396.34, 16.33, 30_720, 188_743_680],
  ['minimax-m2.5', 228.69, 10.42, 253_952, 0],
  ['minimax-m3', 425.95, 24.51, 122_880, 0],
  ['gpt-oss-20b', 20.91, 3.61, 24_576, 3_145_728],
  ['gpt-oss-120b', 116.79, 5.13, 36_864, 4_718_592],
  ['llama-4-scout', 107.77, 16.14, 49_152, 1_207_959_552],
  ['llama-4-maverick', 400.71, 16.15, 49_152, 1_207_959_552],
  ['deepseek-v2-lite', 15.71, 2.45, 31_104, 0],
  ['deepseek-v3', 671.03, 36.62, 70_272, 0],
  ['deepseek-v3.2', 671.88, 37.48, 78_080, 0],
  ['kimi-k2', 1026.41, 31.69, 70_272, 0],
  ['kimi-k2.5', 1026.41, 31.69, 70_272, 0],
  ['glm-5', 743.91, 40.83, 99_840, 0],
  ['glm-5.2', 743.91, 40.83, 99_840, 0],
  ['deepseek-v4-flash', 283.81, 12.75, 6208, 5_636_096],
  ['deepseek-v4-pro', 1571.74, 47.6, 8888, 7_995_392],
  ['kimi-k3', 2779.25, 103.95, 27_648, 434_110_464],
  ['mimo-v2-flash', 308.78, 14.82, 23_040, 25_559_040],
  ['step-3.7-flash', 195.83, 10.34, 49_152, 69_206_016],
  ['gemma-4-26b-a4b', 25.23, 3.82, 10_240, 209_715_200],
  ['gemma-4-31b', 30.7, 30.7, 40_960, 838_860_800],
  ['nemotron-3-nano-30b-a3b', 31.58, 3.23, 6144, 48_234_496],
];

describe.each(LISTED)('%s', (id, total, active, growing, constant) => {
  const model = findModel(id)!;

  test('has the listed parameters', () => {
    const found = parameters(model);
    expect(Math.abs(found.total / 1e9 - total)).toBeLessThanOrEqual(0.01);
    expect(Math.abs(found.active / 1e9 - active)).toBeLessThanOrEqual(0.01);
  });

  test('keeps the listed bytes per token and per sequence', () => {
    expect(growingBytes(model, 2)).toBe(growing);
    expect(constantBytes(model, 2)).toBe(constant);
  });

  test('gives each of its layers one mixer and one feed-forward at most', () => {
    const mixing = model.mixers.reduce((sum, { layers }) => sum + layers, 0);
    expect(mixing).toBeLessThanOrEqual(model.layers);
    for (const { layers } of model.feedForward) expect(layers).toBeLessThanOrEqual(model.layers);
  });
});

test('every model of the shelf is listed here, under one id', () => {
  expect(models.map(({ id }) => id).sort()).toEqual(LISTED.map(([id]) => id).sort());
});

test('a published parameter count is within 4 % of the computed one', () => {
  for (const model of models) {
    if (model.published === undefined || model.id === 'mimo-7b') continue;
    expect(Math.abs(parameters(model).total / 1e9 / model.published.total - 1), model.id).toBeLessThan(0.04);
  }
});

test('a model is found whatever the case of its id, and an unknown one is not', () => {
  expect(findModel('DeepSeek-V3')?.id).toBe('deepseek-v3');
  expect(findModel('deepseek-v33')).toBeUndefined();
});
