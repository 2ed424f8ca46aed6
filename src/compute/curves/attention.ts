/** Measured curves of attention cores: grouped-query and latent (MLA), while decoding and while reading a prompt. */
import { type CurveFamily, refitted } from './refit.js';
import type { CurveName } from './sheets.js';

export interface DecodeCurve {
  readonly memory: number;
  readonly compute: number;
  /** Launch floor [s]. */
  readonly launch: number;
}

export interface PrefillCurve {
  readonly compute: number;
  /** Sequence length at which half of `compute` is reached [token]. */
  readonly halfLength: number;
  /** Launch floor [s]. */
  readonly launch: number;
}

export interface AttentionCurves {
  /** Keys and values held in 16 bits, and in 8 where it was measured. */
  readonly decode: { readonly bf16: DecodeCurve; readonly fp8?: DecodeCurve };
  readonly prefill: PrefillCurve;
}

const decode = (memory: number, compute: number, microseconds: number): DecodeCurve => ({
  memory,
  compute,
  launch: microseconds * 1e-6,
});
const prefill = (compute: number, halfLength: number, microseconds: number): PrefillCurve => ({
  compute,
  halfLength,
  launch: microseconds * 1e-6,
});

/** Class estimate where nothing was measured; also for latent attention. Assumed before looking at any tier-C point (docs/model.md, evidence tiers). */
export const typicalAttention = {
  low: { decode: { bf16: decode(0.6, 0.35, 30) }, prefill: prefill(0.35, 900, 30) },
  central: { decode: { bf16: decode(0.75, 0.5, 20) }, prefill: prefill(0.5, 900, 20) },
  high: { decode: { bf16: decode(0.85, 0.65, 15) }, prefill: prefill(0.65, 900, 15) },
} as const;

const hopperPrefill = prefill(0.65, 930, 16);

/** Both phases of a table with their refitted rows. */
const withRefits = (kind: 'grouped' | 'latent', table: Readonly<Record<CurveName, AttentionCurves>>) => {
  const family = (phase: 'decode' | 'prefill'): CurveFamily => `${kind}-${phase}`;
  const writing = refitted(family('decode'), table, decode, (curves, row, curve) => ({
    ...curves,
    decode: { ...curves.decode, [row]: curve },
  }));
  return refitted(family('prefill'), writing, prefill, (curves, _, curve) => ({ ...curves, prefill: curve }));
};

/** Grouped-query and multi-head attention. From ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), H20 and H800 from alibaba/InferSim @f2293da
 *  bench_data (Apache-2.0); mean error 9–13 % decoding (A100 18, RTX PRO 6000 25), 8–18 % reading. Small working sets live in L2 and beat these. */
const groupedByHand: Readonly<Record<CurveName, AttentionCurves>> = {
  a100: { decode: { bf16: decode(0.71, 0.35, 18) }, prefill: prefill(0.57, 500, 12) },
  h100: { decode: { bf16: decode(0.88, 0.37, 12.5), fp8: decode(0.79, 0.45, 16) }, prefill: hopperPrefill },
  h200: { decode: { bf16: decode(0.84, 0.49, 13), fp8: decode(0.61, 0.55, 16) }, prefill: prefill(0.64, 870, 16) },
  b200: { decode: { bf16: decode(0.94, 0.23, 10), fp8: decode(0.92, 0.33, 11) }, prefill: prefill(0.58, 1160, 14) },
  b300: { decode: { bf16: decode(0.92, 0.27, 9.6), fp8: decode(0.91, 0.47, 10) }, prefill: prefill(0.72, 1120, 13) },
  gb200: { decode: { bf16: decode(0.94, 0.23, 11), fp8: decode(0.94, 0.38, 12) }, prefill: prefill(0.55, 1140, 14) },
  rtxPro6000: { decode: { bf16: decode(0.87, 1, 11), fp8: decode(1, 0.24, 12) }, prefill: prefill(0.58, 410, 12) },
  h20: { decode: { bf16: decode(0.84, 0.52, 21) }, prefill: prefill(0.94, 390, 18) },
  h800: { decode: { bf16: decode(0.98, 0.54, 24) }, prefill: hopperPrefill },
  typical: typicalAttention.central,
};

/** A100 and RTX PRO 6000 were not measured with latent attention: the class estimate stands in. */
const unmeasured = typicalAttention.central;
const hopperLatentPrefill = prefill(0.62, 1, 46);

/** Multi-head latent attention, absorbed while decoding, expanded while reading. Same sources; mean error 16–20 %, H20 and H800 6–9 %; H20 reading is a guess.
 *  No 8-bit row on Hopper: the measured kernel reaches 6–8 % of bandwidth, so the 16-bit row and 16-bit bytes stand in. */
const latentByHand: Readonly<Record<CurveName, AttentionCurves>> = {
  a100: unmeasured,
  h100: { decode: { bf16: decode(0.87, 0.75, 15) }, prefill: hopperLatentPrefill },
  h200: { decode: { bf16: decode(0.87, 0.66, 15) }, prefill: hopperLatentPrefill },
  b200: { decode: { bf16: decode(0.73, 0.73, 14), fp8: decode(0.85, 0.98, 13) }, prefill: prefill(0.61, 1100, 15) },
  b300: { decode: { bf16: decode(0.72, 0.94, 13), fp8: decode(0.85, 1, 12) }, prefill: prefill(0.68, 980, 15) },
  gb200: { decode: { bf16: decode(0.73, 0.7, 14), fp8: decode(0.85, 1, 14) }, prefill: prefill(0.53, 890, 16) },
  rtxPro6000: unmeasured,
  h20: { decode: { bf16: decode(0.98, 0.73, 21) }, prefill: prefill(0.9, 1, 46) },
  h800: { decode: { bf16: decode(0.9, 0.81, 21) }, prefill: hopperLatentPrefill },
  typical: typicalAttention.central,
};

export const groupedCurves = withRefits('grouped', groupedByHand);
export const latentCurves = withRefits('latent', latentByHand);
