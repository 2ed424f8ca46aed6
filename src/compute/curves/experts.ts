/** Measured curves of mixture-of-experts layers (grouped GEMM with routing), by weight format and kernel. */
import { fitted } from './fitted.js';
import type { CurveName } from './sheets.js';

export interface ExpertCurve {
  readonly memory: number;
  readonly compute: number;
  /** Launch floor of the whole layer [s]. */
  readonly launch: number;
  /** Time to sort and gather one copy of a token for its expert [s]; 0 if absent. */
  readonly routing?: number;
}

const curve = (memory: number, compute: number, microseconds: number): ExpertCurve => ({
  memory,
  compute,
  launch: microseconds * 1e-6,
});

/** `fp8Block` carries a scale per 128 × 128 block (DeepSeek checkpoints), `fp8Tensor` one per tensor; `tuned` is a grouped GEMM written for block fp8 (DeepGEMM). */
export type ExpertRow = 'bf16' | 'fp8Block' | 'fp8Tensor' | 'nvfp4' | 'mxfp4' | 'int4' | 'tuned';

/** Class estimate where nothing was measured. Assumed before looking at any tier-C point (docs/model.md, evidence tiers). */
export const typicalExperts = {
  low: curve(0.6, 0.25, 80),
  central: curve(0.75, 0.35, 40),
  high: curve(0.85, 0.6, 25),
} as const;

const hopperTuned = curve(0.93, 0.79, 15);
/** A guess: nobody has published a tuned grouped GEMM for Blackwell in this form. */
const blackwellTuned = curve(0.93, 0.5, 20);
const h20 = curve(0.57, 0.87, 13);

const { a100, h100, h200, b200, b300, gb200, rtxPro6000 } = fitted.experts;

/** Fitted on ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), `tuned` and H20 from alibaba/InferSim @f2293da bench_data (Apache-2.0). One curve serves balanced
 *  and skewed routing because the routing statistics stand outside it. mxfp4 and int4 multiply in 16 bits.
 *  One scale per tensor on Hopper runs a kernel nobody tuned there: a fifth of the bandwidth. */
export const expertCurves: Readonly<Record<CurveName, Partial<Record<ExpertRow, ExpertCurve>>>> = {
  a100: { ...a100 },
  h100: { ...h100, tuned: hopperTuned },
  h200: { ...h200, tuned: hopperTuned },
  b200: { ...b200, tuned: blackwellTuned },
  b300: { ...b300, tuned: blackwellTuned },
  gb200: { ...gb200, tuned: blackwellTuned },
  rtxPro6000: { ...rtxPro6000 },
  h20: { bf16: h20, fp8Block: h20 },
  /** bf16 as H100 (analogy); block fp8 is the tuned kernel that was measured there. */
  h800: { ...(h100?.bf16 === undefined ? {} : { bf16: h100.bf16 }), fp8Block: hopperTuned, tuned: hopperTuned },
  typical: {},
};
