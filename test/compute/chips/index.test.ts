import { describe, expect, test } from 'vitest';
import type { Chip } from '../../../src/compute/chips/chip.js';
import { chipFields, chipFrom } from '../../../src/compute/chips/fields.js';
import { chips, findChip } from '../../../src/compute/chips/index.js';
import { weightRates } from '../../../src/compute/precision.js';
import { TIERS } from '../../../src/schema/fact.js';

const dollars = ({ amount }: { readonly amount: number }): number => amount;

test('the shelf holds 45 chips, each reachable by its id and by every short name', () => {
  expect(chips).toHaveLength(45);
  for (const chip of chips) {
    for (const name of [chip.id, ...chip.aliases]) expect(findChip(name)?.id).toBe(chip.id);
  }
});

test('no two chips answer to one name', () => {
  const names = chips.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});

/** Read from the data sheets, not from the code: dense bf16 and 8-bit TFLOP/s, GB, TB/s, one-way link GB/s, TDP. */
const SHEETS: readonly (readonly [string, number, number, number, number, number, number])[] = [
  ['a100', 312, 624, 80, 2.039, 300, 400],
  ['h100', 989, 1979, 80, 3.35, 450, 700],
  ['h20', 148, 296, 96, 4, 450, 500],
  ['h200', 989, 1979, 141, 4.8, 450, 700],
  ['b200', 2250, 4500, 180, 8, 900, 1000],
  ['a800', 312, 624, 80, 2.039, 200, 400],
  ['h800', 989, 1979, 80, 3.35, 200, 700],
  ['ascend-910c', 752, 1504, 128, 3.2, 392, 700],
  ['mi300x', 1307.4, 2614.9, 192, 5.3, 448, 750],
];

test('a borrower reaches the share of its own memory that the measured silicon reaches, and its knee stays at the same share of the ridge', () => {
  const [lender, borrower] = [findChip('rtx-pro-6000')!, findChip('rtx4090')!];
  const [own, lent] = [weightRates('bf16', borrower), weightRates('bf16', lender)];
  expect(own.gemm.memory).toBeCloseTo(lent.gemm.memory, 12);
  const ridge = (chip: Chip) => chip.arithmetic.bf16!.value / chip.bandwidth.value;
  expect(own.gemm.halfRows / ridge(borrower)).toBeCloseTo(lent.gemm.halfRows / ridge(lender), 2);
  expect(own.gemm.halfRows).toBeLessThan(0.6 * lent.gemm.halfRows);
});

test.each(SHEETS)('%s has the figures of its sheet', (id, wide, byte, memory, bandwidth, link, limit) => {
  const chip = findChip(id)!;
  expect(chip.arithmetic.bf16?.value).toBeCloseTo(wide * 1e12, -6);
  expect((chip.arithmetic.fp8 ?? chip.arithmetic.int8)?.value).toBeCloseTo(byte * 1e12, -6);
  expect(chip.memory.value).toBe(memory * 2 ** 30);
  expect(chip.bandwidth.value).toBeCloseTo(bandwidth * 1e12, -3);
  expect(chip.scaleUp.bandwidth.value).toBe(link * 1e9);
  expect(chip.power.limit.value).toBe(limit);
});

describe.each(chips.map((chip) => [chip.id, chip] as const))('%s', (_, chip) => {
  test('says of every figure who said it, when, and how far it bears', () => {
    const facts = [
      chip.memory,
      chip.bandwidth,
      chip.scaleUp.bandwidth,
      ...Object.values(chip.power),
      ...Object.values(chip.arithmetic),
    ];
    for (const each of [
      ...facts,
      ...[chip.dieArea, chip.price, chip.rentalPerHour, chip.ownershipPerHour].filter((fact) => fact !== undefined),
    ]) {
      expect(each.source.length).toBeGreaterThan(5);
      expect(each.on).toMatch(/^20\d\d/);
      expect(TIERS).toContain(each.tier);
    }
  });

  test('idles below its limit, and no arithmetic is slower than 16-bit but 8-bit integer on the Ultra chips that lost it', () => {
    expect(chip.power.idle?.value ?? 0).toBeLessThan(chip.power.limit.value);
    const wide = chip.arithmetic.bf16?.value ?? 0;
    for (const [arithmetic, peak] of Object.entries(chip.arithmetic)) {
      if (arithmetic === 'int8' && /b300/.test(chip.id)) continue;
      expect(peak.value).toBeGreaterThanOrEqual(wide);
    }
  });

  test('the performance an export rule reads is the largest TFLOPS times bit length of its sheet', () => {
    const listed = chip.control?.totalProcessingPerformance;
    if (listed === undefined) return;
    const bits = { bf16: 16, fp16: 0, fp8: 8, int8: 8, fp4: 4, int4: 4 };
    const largest = Math.max(
      ...Object.entries(chip.arithmetic).map(([name, { value }]) => (value / 1e12) * bits[name as keyof typeof bits]),
    );
    expect(Math.abs(listed / largest - 1)).toBeLessThan(0.001);
  });
});

describe('a chip of a scenario', () => {
  test('extends a known one: stated figures replace, the rest and the kernel efficiencies stay', () => {
    const h20 = findChip('h20')!;
    const built = chipFrom(
      'h20-141',
      chipFields.parse({ extends: 'h20', memory: '141 GB', price: ['15,000 USD'] }),
      h20,
      dollars,
    );
    if (!('chip' in built)) throw new Error('refused');
    expect(built.chip.memory.value).toBe(141 * 2 ** 30);
    expect(built.chip.memory.source).toBe('stated in the scenario');
    expect(built.chip.price?.value).toEqual({ low: 15_000, high: 15_000 });
    expect(built.chip.bandwidth).toBe(h20.bandwidth);
    expect(built.chip.kernels).toBe(h20.kernels);
  });

  test('of its own says which figures are missing', () => {
    expect(chipFrom('mine', chipFields.parse({ bandwidth: '3 TB/s' }), undefined, dollars)).toEqual({
      missing: ['memory', 'arithmetic.bf16', 'power.limit'],
    });
  });

  test('an exact amount of memory is kept exact', () => {
    const built = chipFrom('mine', chipFields.parse({ memory: '90 GiB' }), findChip('h20'), dollars);
    expect('chip' in built && built.chip.memory.value).toBe(90 * 2 ** 30);
  });
});
