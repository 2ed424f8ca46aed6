/** Where a series that began empty has become steady: the first stretch to leave out. */

export interface WarmUp {
  /** Observations to leave out at the start. */
  readonly cut: number;
  /** False when the best cut lies at half the series: it was still changing, and no cut of it is steady. */
  readonly settled: boolean;
}

const BATCH = 5;

/**
 * MSER-5: means of 5 observations each, z_1 … z_n; leave out the first d ≤ n/2 that make the squared standard error of the rest least,
 *   MSER(d) = Σ_{i>d} (z_i − z̄_d)² / (n − d)²
 * Source: White, Cobb and Spratt, Winter Simulation Conference 2000, 755–760. A series shorter than 10 observations is kept whole and not called settled.
 */
export const warmUp = (series: readonly number[]): WarmUp => {
  const batches = Array.from({ length: Math.floor(series.length / BATCH) }, (_, batch) => {
    let sum = 0;
    for (let at = batch * BATCH; at < (batch + 1) * BATCH; at++) sum += series[at]!;
    return sum / BATCH;
  });
  if (batches.length < 2) return { cut: 0, settled: false };
  const latest = Math.floor(batches.length / 2);
  let mean = 0;
  let deviations = 0;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let from = batches.length - 1, kept = 1; from >= 0; from--, kept++) {
    const difference = batches[from]! - mean;
    mean += difference / kept;
    deviations += difference * (batches[from]! - mean);
    const error = deviations / kept ** 2;
    if (from <= latest && error <= least) {
      least = error;
      best = from;
    }
  }
  return { cut: best * BATCH, settled: best < latest };
};
