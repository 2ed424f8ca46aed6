import { expect, test } from 'vitest';
import { gemmCurves } from '../../../src/compute/curves/gemm.js';
import {
  crossValidateKernels,
  fitCurve,
  type KernelCase,
  worthwhileRefits,
} from '../../../src/validation/calibration/kernels.js';
import { searched } from '../../../src/validation/calibration/search.js';
import { gemmCases, gemmSet } from '../../../src/validation/sets/aic-gemm.js';
import { readTable } from '../../../src/validation/table.js';

test('the search finds the bottom of a valley, and stays inside its bounds', () => {
  const valley = ([a, b]: readonly number[]) => Math.log(a! / 3) ** 2 + Math.log((a! * b!) / 12) ** 2;
  const [a, b] = searched(valley, [1, 1], [0.1, 0.1], [10, 10]);
  expect(a).toBeCloseTo(3, 1);
  expect(b).toBeCloseTo(4, 1);
  expect(searched(valley, [1, 1], [0.1, 0.1], [2, 2])).toEqual([2, 2]);
});

/** Kernels that take launch + work/share, seen as shares `share` and launches `launch` would make them. */
const form = { low: [0.1, 1], high: [1, 50], start: [0.5, 10] };
const cases = (chip: KernelCase['chip'], share: number, launch: number, shippedShare = share): readonly KernelCase[] =>
  Array.from({ length: 60 }, (_, index) => {
    const work = 1e-6 * 2 ** (index % 12);
    const under = ([reached, microseconds]: readonly number[]) => microseconds! * 1e-6 + work / reached!;
    return {
      chip,
      format: 'bf16',
      configuration: `${chip} ${index}`,
      measured: under([share, launch]),
      predicted: under([shippedShare, launch]),
      under,
    };
  });

test('a curve is found again from kernels that follow it', () => {
  const [share, launch] = fitCurve(cases('h100', 0.8, 5), form);
  expect(share).toBeCloseTo(0.8, 1);
  expect(launch).toBeCloseTo(5, 0);
});

test('rows left out are met where a chip follows its curve, and a chip left out is met by those like it only', () => {
  const alike = crossValidateKernels([...cases('h100', 0.8, 5), ...cases('h200', 0.8, 5)], form);
  expect(alike.interpolation.median).toBeLessThan(0.03);
  expect(alike.transfer.median).toBeLessThan(0.03);
  const different = crossValidateKernels([...cases('h100', 0.8, 5), ...cases('h200', 0.3, 20)], form);
  expect(different.interpolation.median).toBeLessThan(0.05);
  expect(different.transfer.median).toBeGreaterThan(0.2);
});

test('a curve is replaced where rows left out speak for it, and left where it is as good', () => {
  const refits = worthwhileRefits([...cases('h100', 0.8, 5), ...cases('h200', 0.4, 5, 0.8)], form, () => false);
  expect(refits.map(({ curves }) => curves)).toEqual(['h200']);
  const again = worthwhileRefits(cases('h100', 0.8, 5), form, () => true);
  expect(again).toHaveLength(1);
});

test('a multiplication under the shipped figures takes what the shipped model says', () => {
  const table =
    'chip,framework,dtype,m,n,k,latency_us\nh100,vllm,fp8,64,8192,4096,20\nrtx_pro_6000_server,vllm,bfloat16,512,8192,4096,90\na100,trtllm,sq,512,8192,4096,90\n';
  const read = gemmCases(readTable('x', table, gemmSet.columns).rows);
  expect(read.map(({ chip, format }) => [chip, format])).toEqual([
    ['h100', 'fp8'],
    ['rtxPro6000', 'bf16'],
    ['a100', 'int8'],
  ]);
  for (const { chip, format, predicted, under } of read) {
    const curve = gemmCurves[chip][format as 'fp8']!;
    const { memory, compute, launch, halfRows, halfColumns } = curve;
    expect(under([memory, compute, launch * 1e6, halfRows, halfColumns])).toBeCloseTo(predicted, 12);
  }
});
