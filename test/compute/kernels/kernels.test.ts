import { describe, expect, test } from 'vitest';
import type { Chip } from '../../../src/compute/chips/chip.js';
import { findChip } from '../../../src/compute/chips/index.js';
import { allReduce, allToAll } from '../../../src/compute/kernels/collectives.js';
import { gemm } from '../../../src/compute/kernels/gemm.js';
import { expertLayers } from '../../../src/compute/kernels/moe.js';
import { distinctExperts, expectedMaximum, popularity } from '../../../src/compute/kernels/routing.js';
import { type Load, Tally } from '../../../src/compute/kernels/tally.js';
import { findModel } from '../../../src/compute/models/index.js';
import { modelRates, type PrecisionName } from '../../../src/compute/precision.js';

const load = (tokens: number): Load => ({ tokens, groupTokens: tokens, rows: tokens });
const h100 = findChip('h100')!;

const gemmMicroseconds = (
  chip: Chip,
  precision: PrecisionName,
  rows: number,
  columns: number,
  inner: number,
): number => {
  const rates = modelRates(precision, chip, findModel('llama-3.1-8b')!, false);
  const tally = new Tally();
  gemm({ columns, inner }, 1, rates.dense, chip.bandwidth.value, ({ tokens }) => tokens)(load(rows), tally);
  return tally.work * 1e6;
};

describe('one matrix multiplication', () => {
  test.each([
    [h100, 'bf16', 1, 6144, 4096, 16.888],
    [h100, 'bf16', 64, 28_672, 4096, 80.25],
    [h100, 'bf16', 8192, 28_672, 4096, 2402.4],
    [h100, 'fp8', 64, 28_672, 4096, 44.957],
    [findChip('h20')!, 'fp8', 64, 28_672, 4096, 71.109],
  ] as const)('%# takes its published time', (chip, precision, rows, columns, inner, microseconds) => {
    expect(gemmMicroseconds(chip, precision, rows, columns, inner) / microseconds).toBeCloseTo(1, 3);
  });

  test('of no rows is not launched', () => {
    expect(gemmMicroseconds(h100, 'bf16', 0, 6144, 4096)).toBe(0);
  });

  test('a chip without fp8 arithmetic multiplies fp8 weights at its 16-bit peak and still reads half the bytes', () => {
    const a100 = findChip('a100')!;
    const model = findModel('llama-3.1-8b')!;
    const narrow = modelRates('fp8', a100, model, false).dense;
    const wide = modelRates('bf16', a100, model, false).dense;
    expect(narrow.peak).toBe(wide.peak);
    expect(narrow.gemm).toEqual(wide.gemm);
    expect([narrow.weightBytes, narrow.activationBytes]).toEqual([1, 2]);
  });

  test('a bandwidth listed higher than the one a curve was fitted on does not make its kernels faster', () => {
    const b200 = findChip('b200')!;
    expect(gemmMicroseconds(b200, 'bf16', 1, 8192, 8192)).toBeCloseTo(
      (8192 * 8192 * 2 * 1.0004) / 7.7e12 / 0.87 / 1e-6,
      1,
    );
  });

  test('a bandwidth stated in a scenario acts in full', () => {
    const halved: Chip = { ...h100, bandwidth: { ...h100.bandwidth, value: h100.bandwidth.value / 2 } };
    expect(gemmMicroseconds(halved, 'bf16', 1, 6144, 4096)).toBeCloseTo(2 * 16.888, 1);
  });
});

describe('distinct experts', () => {
  const TOKENS = [1, 4, 8, 16, 32, 64, 128, 256];
  test.each([
    [128, 8, [8, 29.12, 51.62, 82.42, 111.77, 125.94, 127.97, 128]],
    [256, 8, [8, 30.53, 57.42, 101.96, 163.31, 222.44, 251.6, 255.92]],
    [128, 4, [4, 15.27, 28.71, 50.98, 81.66, 111.22, 125.8, 127.96]],
    [384, 8, [8, 31.01, 59.52, 109.82, 188.23, 284.19, 358.06, 382.25]],
  ] as const)('of %i, %i a token, under uniform routing', (experts, topK, expected) => {
    for (const [index, value] of expected.entries()) {
      expect(distinctExperts(experts, topK, 0)(TOKENS[index]!)).toBeCloseTo(value, 1);
    }
  });

  test.each([
    [128, 8, [8, 27.85, 47.85, 74.9, 103.07, 121.78]],
    [256, 8, [8, 29.65, 54.3, 93.56, 147.25, 203.99]],
    [128, 4, [4, 14.9, 27.38, 47.25, 74.29, 102.61]],
    [384, 8, [8, 30.33, 56.93, 102, 170.24, 255.86]],
  ] as const)('of %i, %i a token, under skewed routing', (experts, topK, expected) => {
    for (const [index, value] of expected.entries()) {
      expect(distinctExperts(experts, topK, 0.5)(TOKENS[index]!)).toBeCloseTo(value, 1);
    }
  });

  test('popularity follows its Zipf exponent and adds up to the experts of a token', () => {
    const chances = popularity(256, 8, 0.5);
    for (const [rank, chance] of [
      [1, 0.26169],
      [2, 0.18504],
      [16, 0.06542],
      [256, 0.01636],
    ] as const) {
      expect(chances[rank - 1]).toBeCloseTo(chance, 5);
    }
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(8, 10);
  });

  test('where routing is so hot that some experts are certain the rest share what is left', () => {
    const chances = popularity(8, 4, 3);
    expect(Math.max(...chances)).toBe(1);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(4, 10);
  });

  test('the expected maximum of normals', () => {
    for (const [ranks, expected] of [
      [1, 0],
      [2, 0.57],
      [8, 1.37],
      [32, 2.07],
      [144, 2.76],
    ] as const) {
      expect(expectedMaximum(ranks)).toBeCloseTo(expected, 2);
    }
  });
});

test('an expert layer of Qwen3-30B-A3B takes its published time', () => {
  const model = findModel('qwen3-30b-a3b')!;
  const rates = modelRates('bf16', h100, model, false);
  const layer = expertLayers(model.feedForward[0]!.bank!, 1, rates.experts, h100.bandwidth.value, {
    groups: 1,
    split: 1,
    skew: 0,
    imbalance: 1,
  });
  for (const [tokens, microseconds] of [
    [1, 25.49],
    [8, 164.76],
    [64, 409.56],
  ] as const) {
    const tally = new Tally();
    layer(load(tokens), tally);
    expect((tally.work * 1e6) / microseconds).toBeCloseTo(1, 3);
    expect(tally.launch * 1e6).toBeCloseTo(29, 6);
  }
});

describe('all-reduce', () => {
  const timed = (chip: Chip, ranks: number, tokens: number): Tally => {
    const tally = new Tally();
    allReduce(chip, 'vllm', ranks, 1, 8192)(load(tokens), tally);
    return tally;
  };

  test('on eight H100 takes its published time', () => {
    const tally = timed(h100, 8, 64);
    expect(tally.work * 1e6).toBeCloseTo(5.162, 3);
    expect(tally.launch * 1e6).toBeCloseTo(5.3, 6);
  });

  test('beyond one box pays the network as well', () => {
    const inside = timed(h100, 8, 64);
    const outside = timed(h100, 16, 64);
    expect(outside.launch - inside.launch).toBeCloseTo(30e-6, 9);
    expect(outside.work - inside.work).toBeCloseTo((64 * 8192 * 2) / 8 / (0.8 * 50e9), 9);
  });

  test('stays inside a pod whose links join all ranks', () => {
    expect(timed(findChip('ascend-910c')!, 16, 64).launch).toBeCloseTo(15e-6, 9);
  });
});

test('served mxfp4 experts multiply beside 8-bit activations on server Blackwell, and in 16 bits elsewhere', () => {
  const arithmeticOn = (chip: string) =>
    modelRates('mxfp4', findChip(chip)!, findModel('gpt-oss-120b')!, false).experts.arithmetic;
  for (const chip of ['b200', 'b300', 'gb200']) expect(arithmeticOn(chip)).toBe('fp8');
  for (const chip of ['h100', 'rtx-pro-6000', 'a100']) expect(arithmeticOn(chip)).toBe('bf16');
});

test('tokens dispatched in 16 bits take four thirds of the link time of 8-bit ones where both ways reach the same share', () => {
  const exchanged = (dispatched: number): number => {
    const tally = new Tally();
    const layout = { tensor: 1, data: 2, expert: 2 };
    allToAll(findChip('rtx-pro-6000')!, layout, 1, 2048, 8, dispatched)(load(128), tally);
    return tally.work;
  };
  expect(exchanged(2) / exchanged(1)).toBeCloseTo(4 / 3, 9);
});
