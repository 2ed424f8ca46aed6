/** What a power cap costs in speed: throughput kept against draw kept, from training runs under a cap. */

export const CAP_CURVES = ['module', 'pcie'] as const;
export type CapCurveName = (typeof CAP_CURVES)[number];

/** Draw kept (cap / uncapped draw) → throughput kept. */
export type CapCurve = readonly (readonly [draw: number, throughput: number])[];

/** Medians of 45 (V100 SXM, `module`) and 31 (A40 PCIe, `pcie`) training configurations, ml-energy/zeus @75a8b93, NSDI 2023 traces (Apache-2.0).
 *  No public curve is known for Hopper or later under serving: an estimate there. */
export const capCurves: Readonly<Record<CapCurveName, CapCurve>> = {
  module: [
    [0.464, 0.668],
    [0.564, 0.811],
    [0.66, 0.886],
    [0.752, 0.927],
    [0.836, 0.956],
    [0.931, 0.982],
    [1, 1],
  ],
  pcie: [
    [0.45, 0.314],
    [0.514, 0.436],
    [0.596, 0.679],
    [0.673, 0.847],
    [0.751, 0.934],
    [0.835, 0.974],
    [0.907, 0.985],
    [0.967, 0.995],
    [1, 1],
  ],
};
