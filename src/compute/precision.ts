/** In which formats weights are kept and multiplied, and what that means on a chip that may lack the arithmetic. */
import type { Tier } from '../schema/fact.js';
import { weakest } from '../schema/fact.js';
import type { Arithmetic, Chip } from './chips/chip.js';
import { type ExpertCurve, type ExpertRow, expertCurves, typicalExperts } from './curves/experts.js';
import { type GemmCurve, type GemmRow, gemmCurves, typicalGemm } from './curves/gemm.js';
import type { CurveName } from './curves/sheets.js';
import type { Model } from './models/model.js';

/** A weight format. Bytes include the scales: nvfp4 one fp8 per 16 weights, mxfp4 one byte per 32, int4 one 16-bit scale per 128 with zero points. */
interface WeightFormat {
  readonly bytes: number;
  /** Arithmetic it multiplies in where the chip has it; weight-only formats always multiply in bf16. */
  readonly arithmetic: Arithmetic;
  readonly gemmRow: GemmRow;
  /** Rows of the expert curves that describe it, best first: where the arithmetic exists, and where weights are expanded to 16 bits. */
  readonly expertRows: readonly ExpertRow[];
  readonly expandedRows: readonly ExpertRow[];
}

const BLOCK_FIRST: readonly ExpertRow[] = ['fp8Block', 'fp8Tensor'];
const bf16: WeightFormat = {
  bytes: 2,
  arithmetic: 'bf16',
  gemmRow: 'bf16',
  expertRows: ['bf16'],
  expandedRows: ['bf16'],
};
const fp8: WeightFormat = {
  bytes: 1,
  arithmetic: 'fp8',
  gemmRow: 'fp8',
  expertRows: BLOCK_FIRST,
  expandedRows: ['bf16'],
};
const int8: WeightFormat = {
  bytes: 1,
  arithmetic: 'int8',
  gemmRow: 'int8',
  expertRows: BLOCK_FIRST,
  expandedRows: ['bf16'],
};
const nvfp4: WeightFormat = {
  bytes: 0.5625,
  arithmetic: 'fp4',
  gemmRow: 'nvfp4',
  expertRows: ['nvfp4'],
  expandedRows: ['mxfp4', 'int4'],
};
const mxfp4: WeightFormat = {
  bytes: 0.53125,
  arithmetic: 'bf16',
  gemmRow: 'bf16',
  expertRows: ['mxfp4'],
  expandedRows: ['mxfp4'],
};
/** The same weights beside 8-bit activations, as the kernels for gpt-oss on server Blackwell multiply them. */
const mxfp4ByEight: WeightFormat = {
  bytes: 0.53125,
  arithmetic: 'fp8',
  gemmRow: 'fp8',
  expertRows: ['fp8Tensor'],
  expandedRows: ['mxfp4'],
};
const int4: WeightFormat = {
  bytes: 0.53125,
  arithmetic: 'bf16',
  gemmRow: 'bf16',
  expertRows: ['int4'],
  expandedRows: ['int4'],
};

/** Formats of the parts of a model; the head and the absorbed latent projections stay in 16 bits. */
interface Recipe {
  readonly attention: WeightFormat;
  readonly dense: WeightFormat;
  readonly experts: WeightFormat;
}

const throughout = (format: WeightFormat): Recipe => ({ attention: format, dense: format, experts: format });

/** How published checkpoints use a format: 8-bit ones everywhere; 4-bit ones everywhere in a dense model, but with experts nvfp4 leaves attention and
 *  mxfp4 and int4 leave all but the routed experts in 16 bits. */
const RECIPES: Readonly<Record<PrecisionName, { readonly dense: Recipe; readonly experts: Recipe }>> = {
  bf16: { dense: throughout(bf16), experts: throughout(bf16) },
  fp8: { dense: throughout(fp8), experts: throughout(fp8) },
  int8: { dense: throughout(int8), experts: throughout(int8) },
  nvfp4: { dense: throughout(nvfp4), experts: { attention: bf16, dense: nvfp4, experts: nvfp4 } },
  mxfp4: { dense: throughout(mxfp4), experts: { attention: bf16, dense: bf16, experts: mxfp4 } },
  int4: { dense: throughout(int4), experts: { attention: bf16, dense: bf16, experts: int4 } },
  'fp8-fp4': { dense: throughout(fp8), experts: { attention: fp8, dense: fp8, experts: mxfp4 } },
};

export const PRECISIONS = ['bf16', 'fp8', 'int8', 'nvfp4', 'mxfp4', 'int4', 'fp8-fp4'] as const;
export type PrecisionName = (typeof PRECISIONS)[number];

/** A format on a chip: what its kernels reach. */
export interface Rates {
  /** Per weight [B]. */
  readonly weightBytes: number;
  /** Per activation read [B]. */
  readonly activationBytes: number;
  readonly arithmetic: Arithmetic;
  /** Dense peak it multiplies at [FLOP/s]. */
  readonly peak: number;
  readonly gemm: GemmCurve;
  readonly experts: ExpertCurve;
  /** How well the dense and the expert curve are known. */
  readonly tier: Tier;
  readonly expertTier: Tier;
}

export interface ModelRates {
  readonly attention: Rates;
  readonly dense: Rates;
  readonly experts: Rates;
  /** 16-bit parts: the head, absorbed projections. */
  readonly wide: Rates;
}

/** The dense 16-bit peak [FLOP/s]; attention cores run at it. */
export const widePeak = (chip: Chip): number | undefined => chip.arithmetic.bf16?.value;

const capped = (share: number, scale: number): number => Math.min(1, share * scale);

const ratesOf = (format: WeightFormat, chip: Chip, fp8Scale: Model['fp8Scale'], tuned: boolean): Rates => {
  const { curves, memoryScale, computeScale, rowScale, tier } = chip.kernels;
  const native = chip.arithmetic[format.arithmetic];
  const arithmetic = native === undefined ? 'bf16' : format.arithmetic;
  const scale = computeScale[arithmetic] ?? 1;
  const wanted = native === undefined ? 'bf16' : format.gemmRow;
  const rowsOfChip = gemmCurves[curves];
  /** Where nobody timed int8, it goes by the curve of the other 8-bit format. */
  const measured = rowsOfChip[wanted] ?? (wanted === 'int8' ? rowsOfChip.fp8 : undefined);
  const gemm = measured ?? typicalGemm.central[wanted === 'bf16' ? 'bf16' : 'fp8'];
  const eightBit = format === fp8 || format === int8;
  const rows =
    native === undefined
      ? format.expandedRows
      : eightBit && fp8Scale === 'tensor'
        ? [...format.expertRows].reverse()
        : format.expertRows;
  const table = expertCurves[curves];
  const row = [...(tuned && eightBit && native !== undefined ? (['tuned'] as const) : []), ...rows].find(
    (name) => table[name] !== undefined,
  );
  const experts = row === undefined ? typicalExperts.central : table[row]!;
  const isAnalogy = format === mxfp4ByEight || (wanted === 'int8' && rowsOfChip.int8 === undefined);
  const analogy: Tier = isAnalogy ? 'same-generation' : 'measured';
  return {
    weightBytes: format.bytes,
    activationBytes: arithmetic === 'bf16' ? 2 : format.bytes,
    arithmetic,
    peak: (native ?? chip.arithmetic.bf16)?.value ?? 0,
    gemm: {
      ...gemm,
      memory: capped(gemm.memory, memoryScale),
      compute: capped(gemm.compute, scale),
      halfRows: gemm.halfRows * (rowScale[arithmetic] ?? 1),
    },
    experts: { ...experts, memory: capped(experts.memory, memoryScale), compute: capped(experts.compute, scale) },
    tier: weakest(tier, analogy, measured === undefined ? 'estimate' : 'measured'),
    expertTier: weakest(tier, analogy, row === undefined ? 'estimate' : 'measured'),
  };
};

/** Formats that were timed apart and that no plan uses. */
const timed = (bytes: number, arithmetic: Arithmetic, gemmRow: GemmRow): WeightFormat => ({
  bytes,
  arithmetic,
  gemmRow,
  expertRows: [],
  expandedRows: [],
});
const FORMATS = {
  bf16,
  fp8,
  int8,
  nvfp4,
  mxfp4,
  int4,
  'fp8-block': timed(1, 'fp8', 'fp8Block'),
  'int8-weights': timed(1, 'bf16', 'wide8'),
  'int4-weights': timed(0.53125, 'bf16', 'wide4'),
} as const;
export type FormatName = keyof typeof FORMATS;

/** What the kernels of one weight format reach on a chip; 8-bit weights carry a scale per block or per tensor. */
export const weightRates = (format: FormatName, chip: Chip, scale: Model['fp8Scale'] = 'block'): Rates =>
  ratesOf(FORMATS[format], chip, scale, false);

/** Hopper's general kernel for one scale per tensor is several times slower than serving shows (ML.ENERGY, Llama 4 Maverick): frameworks run the block kernel there. */
const servedScale = (chip: Chip, model: Model): Model['fp8Scale'] =>
  chip.kernels.curves === 'h100' || chip.kernels.curves === 'h200' ? 'block' : model.fp8Scale;

/** Kernels that expand mxfp4 to 16 bits are a third slower there than serving shows (gpt-oss on B200: TPOT 1.1–1.5 times too long, TTFT 1.5–2.4 times;
 *  with 8-bit activations the error of TPOT with whole chips and models left out falls from 15.0 to 12.8 %). */
const servedExperts = (chip: Chip, format: WeightFormat): WeightFormat =>
  format === mxfp4 && SERVER_BLACKWELL.has(chip.kernels.curves) ? mxfp4ByEight : format;
const SERVER_BLACKWELL: ReadonlySet<CurveName> = new Set(['b200', 'b300', 'gb200'] as const);

/** What the kernels of a model reach on a chip in a precision. A chip without the format's arithmetic expands weights to 16 bits and multiplies at the bf16 peak. */
export const modelRates = (precision: PrecisionName, chip: Chip, model: Model, tuned: boolean): ModelRates => {
  const recipe = RECIPES[precision][model.feedForward.some((layer) => layer.bank !== undefined) ? 'experts' : 'dense'];
  const scale = servedScale(chip, model);
  const rates = (format: WeightFormat): Rates => ratesOf(format, chip, scale, tuned);
  return {
    attention: rates(recipe.attention),
    dense: rates(recipe.dense),
    experts: rates(servedExperts(chip, recipe.experts)),
    wide: rates(bf16),
  };
};
