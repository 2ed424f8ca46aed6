/** Measured curves of mixture-of-experts layers (grouped GEMM with routing), by weight format and kernel. */
import { refitted } from './refit.js';
import type { CurveName } from './sheets.js';

export interface ExpertCurve {
  readonly memory: number;
  readonly compute: number;
  /** Launch floor of the whole layer [s]. */
  readonly launch: number;
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

/** From ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), `tuned` and H20 from alibaba/InferSim @f2293da bench_data (Apache-2.0); mean error 12–20 %
 *  (int4 20–23). One curve serves balanced and skewed routing because the routing statistics stand outside it. mxfp4 and int4 multiply in 16 bits.
 *  One scale per tensor on Hopper runs a kernel nobody tuned there: a fifth of the bandwidth; no plan uses it. */
const byHand: Readonly<Record<CurveName, Partial<Record<ExpertRow, ExpertCurve>>>> = {
  a100: { bf16: curve(0.8, 0.36, 31) },
  h100: {
    bf16: curve(0.89, 0.56, 29),
    fp8Block: curve(0.92, 0.32, 34),
    fp8Tensor: curve(0.18, 0.24, 50),
    mxfp4: curve(0.74, 0.55, 44),
    int4: curve(0.85, 0.2, 45),
    tuned: hopperTuned,
  },
  h200: {
    bf16: curve(0.9, 0.59, 31),
    fp8Block: curve(0.89, 0.32, 35),
    fp8Tensor: curve(0.12, 0.34, 49),
    mxfp4: curve(0.55, 0.55, 46),
    int4: curve(0.68, 0.21, 42),
    tuned: hopperTuned,
  },
  b200: {
    bf16: curve(0.94, 0.5, 16),
    fp8Block: curve(0.94, 0.17, 31),
    fp8Tensor: curve(0.86, 0.48, 16),
    nvfp4: curve(0.84, 0.39, 17),
    mxfp4: curve(0.56, 0.24, 20),
    int4: curve(0.52, 0.09, 43),
    tuned: blackwellTuned,
  },
  b300: {
    bf16: curve(0.91, 0.5, 14),
    fp8Block: curve(0.92, 0.18, 29),
    fp8Tensor: curve(0.84, 0.47, 15),
    nvfp4: curve(0.81, 0.28, 16),
    mxfp4: curve(0.58, 0.24, 19),
    int4: curve(0.53, 0.1, 41),
    tuned: blackwellTuned,
  },
  gb200: {
    bf16: curve(0.93, 0.46, 15),
    fp8Block: curve(0.94, 0.16, 30),
    fp8Tensor: curve(0.86, 0.44, 15),
    nvfp4: curve(0.84, 0.4, 17),
    mxfp4: curve(0.56, 0.23, 20),
    int4: curve(0.53, 0.09, 39),
    tuned: blackwellTuned,
  },
  rtxPro6000: {
    bf16: curve(0.89, 0.44, 27),
    fp8Tensor: curve(0.88, 0.42, 26),
    nvfp4: curve(0.8, 0.75, 42),
    mxfp4: curve(0.86, 0.47, 22),
    int4: curve(0.85, 0.6, 18),
  },
  h20: { bf16: h20, fp8Block: h20 },
  /** bf16 as H100 (analogy); block fp8 is the tuned kernel that was measured there. */
  h800: { bf16: curve(0.89, 0.56, 29), fp8Block: hopperTuned, tuned: hopperTuned },
  typical: {},
};

export const expertCurves = refitted('experts', byHand, curve);
