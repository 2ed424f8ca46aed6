/** Measured curves of dense matrix multiplication: how close a GEMM comes to bandwidth and to peak, and what a launch costs. */
import { refitted } from './refit.js';
import type { CurveName } from './sheets.js';

export interface GemmCurve {
  /** Share of bandwidth reached, 0–1. */
  readonly memory: number;
  /** Share of dense peak reached by a big matrix, 0–1. */
  readonly compute: number;
  /** Launch floor [s]. */
  readonly launch: number;
  /** Rows and columns at which half of `compute` is reached. */
  readonly halfRows: number;
  readonly halfColumns: number;
}

const curve = (
  memory: number,
  compute: number,
  microseconds: number,
  halfRows: number,
  halfColumns: number,
): GemmCurve => ({
  memory,
  compute,
  launch: microseconds * 1e-6,
  halfRows,
  halfColumns,
});

/** Kernel rows: 16-bit (also weight-only formats), 8-bit and 4-bit arithmetic. Rows that were timed and that no plan uses: `fp8Block` with a scale per 128 × 128 weights
 *  (served runs left out are predicted no better with it), `wide8` and `wide4`, 8- and 4-bit weights expanded to 16 bits by a plug-in of 2025. */
export type GemmRow = 'bf16' | 'fp8' | 'nvfp4' | 'int8' | 'fp8Block' | 'wide8' | 'wide4';

/** Class estimate where nothing was measured: low – central – high; the model uses the central row. Assumed before looking at any tier-C point (docs/model.md, evidence tiers). */
export const typicalGemm = {
  low: { bf16: curve(0.6, 0.45, 15, 60, 200), fp8: curve(0.6, 0.45, 15, 120, 2500) },
  central: { bf16: curve(0.75, 0.6, 8, 60, 200), fp8: curve(0.75, 0.6, 8, 120, 2500) },
  high: { bf16: curve(0.85, 0.75, 5, 60, 200), fp8: curve(0.85, 0.75, 5, 120, 2500) },
} as const;

const h100 = { bf16: curve(0.89, 0.81, 3.7, 1, 1), fp8: curve(0.85, 0.82, 5.8, 125, 2500) };

/** Fitted on rows 1–32 k and columns × inner 4e6–4e8 of ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), H20 and H800 on alibaba/InferSim @f2293da
 *  bench_data (Apache-2.0); mean error 5–18 %. H20 bf16 and H800 bf16 are analogies. H20's low memory share is its 64-row tiles, not its memory. */
const byHand: Readonly<Record<CurveName, Partial<Record<GemmRow, GemmCurve>>>> = {
  a100: { bf16: curve(0.76, 0.83, 6.2, 60, 200) },
  h100,
  h200: { bf16: curve(0.86, 0.81, 4.1, 1, 50), fp8: curve(0.85, 0.93, 6.1, 120, 2800) },
  b200: {
    bf16: curve(0.87, 0.72, 4.2, 1, 50),
    fp8: curve(0.72, 0.79, 5.3, 185, 4400),
    nvfp4: curve(1, 0.5, 8.2, 1, 800),
  },
  b300: {
    bf16: curve(0.86, 0.77, 4, 1, 1),
    fp8: curve(0.73, 0.83, 5.5, 165, 4250),
    nvfp4: curve(1, 0.34, 7.5, 1, 900),
  },
  gb200: {
    bf16: curve(0.87, 0.72, 4.4, 15, 1),
    fp8: curve(0.7, 0.78, 5.6, 195, 4400),
    nvfp4: curve(1, 0.46, 8.7, 1, 650),
  },
  rtxPro6000: {
    bf16: curve(0.81, 0.89, 0.1, 100, 150),
    fp8: curve(0.9, 1, 1.7, 205, 1600),
    nvfp4: curve(0.74, 0.77, 12, 1, 1150),
  },
  h20: { bf16: curve(0.52, 0.9, 4.2, 1, 50), fp8: curve(0.49, 0.9, 4.2, 1, 50) },
  h800: { bf16: h100.bf16, fp8: curve(0.89, 0.72, 9.6, 35, 30) },
  typical: typicalGemm.central,
};

export const gemmCurves = refitted('gemm', byHand, curve);
