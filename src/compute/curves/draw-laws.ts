/** How many watts a chip draws while a step runs: a busy floor plus a concave share of arithmetic and a share of memory. */

export interface DrawLaw {
  /** P / TDP = floor + compute · √(compute share) + memory · memory share, at most 1. */
  readonly floor: number;
  readonly compute: number;
  readonly memory: number;
}

export const DRAW_LAWS = ['hopper', 'blackwell', 'pooled'] as const;
export type DrawLawName = (typeof DRAW_LAWS)[number];

/** Fitted on ML.ENERGY benchmark v3 (ml-energy/leaderboard @0cd52da, data Apache-2.0, NeurIPS 2025), GPU watts under vLLM: H100 10.5 % in sample, 14 % leaving one model
 *  out; B200 10.5 and 12; pooled 12, across chips 15–20. Measured range .32–.99 of TDP: watts never fall in proportion to use. */
export const drawLaws: Readonly<Record<DrawLawName, DrawLaw>> = {
  hopper: { floor: 0.37, compute: 1.1, memory: 0.28 },
  blackwell: { floor: 0.54, compute: 0.7, memory: 0.32 },
  pooled: { floor: 0.49, compute: 0.91, memory: 0.16 },
};

/** One sigma of the logarithm of a chip's busy watts: errors with one model left out; for chips no law was fitted on, the upper end across chips. */
export const DRAW_SIGMA: Readonly<Record<DrawLawName, number>> = { hopper: 0.14, blackwell: 0.12, pooled: 0.2 };

/** Idle draw as a share of TDP where no reading is known (estimate). */
export const IDLE_SHARE = 0.1;
