/** Everything between the multiplications: norms, rotary embedding, activation, quantisation, residual; and the state of linear layers. */
import type { Kernel } from './tally.js';

/** Launch floors of these kernels per layer [s], and the share of bandwidth they reach: own fit on other_ms of microsoft/vidur @7d47513 profiling (MIT), 17 %. */
const LAUNCH = 20e-6;
const SHARE = 0.36;

/** Per layer 20 µs and 2·T·(8·hidden + 3·width/tensor) bytes; it hardly shrinks with tensor parallelism. `widths` sums the activation widths of all layers on a rank. */
export const elementwise = (layers: number, hidden: number, widths: number, bandwidth: number): Kernel => {
  const perToken = (2 * (8 * hidden * layers + 3 * widths)) / (SHARE * bandwidth);
  return ({ tokens }, tally) => {
    tally.work += tokens * perToken;
    tally.launch += layers * LAUNCH;
  };
};

/** Share of bandwidth and launch floor of linear-state kernels (estimate). */
const STATE_SHARE = 0.7;
const STATE_LAUNCH = 20e-6;

/** Every step reads and writes the state of each sequence that writes a token. */
export const stateTraffic = (layers: number, bytesPerSequence: number, bandwidth: number): Kernel => {
  const perRow = (layers * bytesPerSequence) / bandwidth;
  return ({ rows }, tally) => {
    tally.work += (rows * perRow) / STATE_SHARE;
    tally.launch += layers * STATE_LAUNCH;
    tally.floor += rows * perRow;
    tally.memory += rows * perRow;
  };
};
