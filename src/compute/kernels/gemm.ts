/** Time of a dense matrix multiplication. */
import type { Rates } from '../precision.js';
import type { Kernel, Load } from './tally.js';

/** work = [(M/e_m)^4 + (C/(e_c · m/(m+m½) · n/(n+n½)))^4]^(1/4), M = (w·n·k + w_a·m·k + 2·m·n)/bandwidth, C = 2·m·n·k/peak; m rows, n columns, k inner, w and w_a bytes
 *  per weight and activation, e_m and e_c measured shares, m½ and n½ half-saturation (docs/model.md, dense multiplication; 1–32 k rows, n·k 4e6–4e8). No rows, no kernel. */
export const gemm = (
  { columns, inner }: { readonly columns: number; readonly inner: number },
  layers: number,
  rates: Rates,
  bandwidth: number,
  rowsOf: (load: Load) => number,
): Kernel => {
  const { weightBytes, activationBytes, peak, gemm: curve } = rates;
  const weights = (weightBytes * columns * inner) / bandwidth;
  const perRow = (activationBytes * inner + 2 * columns) / bandwidth;
  const arithmetic = (2 * columns * inner) / peak;
  const reach = (curve.compute * columns) / (columns + curve.halfColumns);
  return (load, tally) => {
    const rows = rowsOf(load);
    if (rows <= 0) return;
    const memory = weights + rows * perRow;
    const compute = rows * arithmetic;
    const memoryTime = (memory / curve.memory) * 1e6;
    const computeTime = ((arithmetic * (rows + curve.halfRows)) / reach) * 1e6;
    const memorySquare = memoryTime * memoryTime;
    const computeSquare = computeTime * computeTime;
    tally.work += layers * Math.sqrt(Math.sqrt(memorySquare * memorySquare + computeSquare * computeSquare)) * 1e-6;
    tally.launch += layers * curve.launch;
    tally.floor += layers * Math.max(weights, compute);
    tally.compute += layers * compute;
    tally.memory += layers * memory;
  };
};
