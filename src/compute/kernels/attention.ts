/** Time of attention cores per token of context and per pair of tokens, for grouped-query and latent attention. */
import type { Tier } from '../../schema/fact.js';
import { weakest } from '../../schema/fact.js';
import type { Chip } from '../chips/chip.js';
import { type AttentionCurves, type DecodeCurve, groupedCurves, latentCurves } from '../curves/attention.js';
import type { Core } from '../models/mixers/mixer.js';

export type KeyValuePrecision = 'bf16' | 'fp8';
export const KEY_VALUE_PRECISIONS = ['bf16', 'fp8'] as const;

/** 8-bit keys and values on a chip whose 8-bit kernel nobody measured: the memory share falls as on H100, .79/.88 (analogy). */
const UNMEASURED_EIGHT_BIT = 0.79 / 0.88;

interface CoreCurves {
  readonly curves: AttentionCurves;
  readonly decode: DecodeCurve;
  /** Bytes per element as the kernel reads them. */
  readonly bytes: number;
  readonly tier: Tier;
}

const grouped = (chip: Chip, precision: KeyValuePrecision): CoreCurves => {
  const curves = groupedCurves[chip.kernels.curves];
  const { bf16, fp8 } = curves.decode;
  if (precision === 'bf16') return { curves, decode: bf16, bytes: 2, tier: 'measured' };
  if (fp8 !== undefined) return { curves, decode: fp8, bytes: 1, tier: 'measured' };
  return { curves, decode: { ...bf16, memory: bf16.memory * UNMEASURED_EIGHT_BIT }, bytes: 1, tier: 'estimate' };
};

/** Without a measured 8-bit kernel the latent is read as if in 16 bits: it saves memory, not time. */
const latent = (chip: Chip, precision: KeyValuePrecision): CoreCurves => {
  const curves = latentCurves[chip.kernels.curves];
  const { bf16, fp8 } = curves.decode;
  const tier: Tier = curves.decode === latentCurves.typical.decode ? 'estimate' : 'measured';
  return precision === 'fp8' && fp8 !== undefined
    ? { curves, decode: fp8, bytes: 1, tier }
    : { curves, decode: bf16, bytes: 2, tier };
};

const CORES = { grouped, latent } as const;

/** One term of attention time with its speed-of-light floor and peak shares [s each]. */
export interface Term {
  readonly work: number;
  readonly floor: number;
  readonly compute: number;
  readonly memory: number;
}

export interface CoreTimes {
  /** Per token of context of a writing sequence. */
  readonly decode: Term;
  /** Per pair of prompt token and context token. */
  readonly pair: Term;
  /** Per pair divided by the length of its prompt so far: what short prompts lose. */
  readonly pairPerLength: Term;
  /** Launch floors, once per step that decodes and once per step that reads [s]. */
  readonly decodeLaunch: number;
  readonly prefillLaunch: number;
  readonly tier: Tier;
}

/** Decode: work = √((M/e_m)² + (C/e_c)²), M = bytes/bandwidth, C = (1 + drafts)·FLOP/P_bf16 per token of context: one read serves all draft tokens.
 *  Prefill: work = FLOP/(P_bf16·e_c·l/(l + l½)) = FLOP/(P_bf16·e_c)·(1 + l½/l), l the length so far. Floors take twice the bf16 peak (docs/model.md, attention). */
export const coreTimes = (
  core: Core,
  chip: Chip,
  peak: number,
  precision: KeyValuePrecision,
  draftTokens: number,
): CoreTimes => {
  const { curves, decode, bytes, tier } = CORES[core.curves](chip, precision);
  const { memoryScale, computeScale } = chip.kernels;
  const scale = computeScale.bf16 ?? 1;
  const memory = core.bytes(bytes) / chip.bandwidth.value;
  const compute = ((1 + draftTokens) * core.decodeFlop) / peak;
  const reading = core.prefillFlop / peak;
  const reach = Math.min(1, curves.prefill.compute * scale);
  return {
    decode: {
      work: Math.hypot(
        memory / Math.min(1, decode.memory * memoryScale),
        compute / Math.min(1, decode.compute * scale),
      ),
      floor: Math.max(memory, compute / 2),
      compute,
      memory,
    },
    pair: { work: reading / reach, floor: reading / 2, compute: reading, memory: 0 },
    pairPerLength: { work: (reading / reach) * curves.prefill.halfLength, floor: 0, compute: 0, memory: 0 },
    decodeLaunch: core.launches * decode.launch,
    prefillLaunch: core.launches * curves.prefill.launch,
    tier: weakest(chip.kernels.tier, tier),
  };
};
