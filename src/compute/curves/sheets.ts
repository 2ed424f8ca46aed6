/** The chips whose kernels were measured, and the sheet figures their efficiencies were fitted against: an efficiency means nothing without its sheet. */

export const CURVES = [
  'a100',
  'h100',
  'h200',
  'b200',
  'b300',
  'gb200',
  'rtxPro6000',
  'h20',
  'h800',
  'typical',
] as const;
export type CurveName = (typeof CURVES)[number];

export interface CurveSheet {
  /** [B/s] */
  readonly bandwidth: number;
  /** Bandwidth of the very silicon that was measured, where the sheet lists another [B/s]: what a borrower's share is a share of. */
  readonly silicon?: number;
  /** Dense peaks [FLOP/s]. */
  readonly arithmetic: Readonly<Partial<Record<'bf16' | 'fp8' | 'int8' | 'fp4' | 'int4' | 'fp16', number>>>;
}

const hopper = { bf16: 989e12, fp8: 1978e12 };

/** From systems/*.yaml of ai-dynamo/aiconfigurator @095f58a (Apache-2.0); H20 and H800 from alibaba/InferSim @f2293da hardware/gpu.py (Apache-2.0).
 *  `typical` is a class estimate and belongs to no sheet. */
export const curveSheets: Readonly<Record<CurveName, CurveSheet | undefined>> = {
  a100: { bandwidth: 2039e9, arithmetic: { bf16: 312e12 } },
  h100: { bandwidth: 3350e9, arithmetic: hopper },
  h200: { bandwidth: 4800e9, arithmetic: hopper },
  b200: { bandwidth: 7700e9, arithmetic: { bf16: 2250e12, fp8: 4500e12, fp4: 9000e12 } },
  b300: { bandwidth: 7750e9, arithmetic: { bf16: 2250e12, fp8: 4500e12, fp4: 14_000e12 } },
  gb200: { bandwidth: 8000e9, arithmetic: { bf16: 2500e12, fp8: 5000e12, fp4: 10_000e12 } },
  /** The sheet is the workstation card's; the server card that was measured has 1,597 GB/s (casys-kaist/LLMServingSim @5daddb2, MIT; so the catalogue). */
  rtxPro6000: {
    bandwidth: 1792e9,
    silicon: 1597e9,
    arithmetic: { bf16: 468e12, fp8: 936e12, fp4: 1871e12 },
  },
  h20: { bandwidth: 4000e9, arithmetic: { bf16: 148e12, fp8: 296e12 } },
  h800: { bandwidth: 3350e9, arithmetic: { bf16: 989e12, fp8: 1979e12 } },
  typical: undefined,
};
