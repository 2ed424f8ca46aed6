/** Running sum of kernel times: one per part of a step, or one for all. */

export class Tally {
  /** Time that grows with data and arithmetic [s]. */
  work = 0;
  /** Launch floors and link latencies, before the framework's factor [s]. */
  launch = 0;
  /** Speed of light: no kernel on this sheet could take less [s]. */
  floor = 0;
  /** FLOP / peak, summed [s]. */
  compute = 0;
  /** Bytes / bandwidth, summed [s]. */
  memory = 0;

  add(other: Tally, times = 1): void {
    this.work += times * other.work;
    this.launch += times * other.launch;
    this.floor += times * other.floor;
    this.compute += times * other.compute;
    this.memory += times * other.memory;
  }
}

/** What one step asks of the kernels that do not look at context. */
export interface Load {
  /** Tokens on one attention rank; at least 1 in any step. */
  readonly tokens: number;
  /** Tokens entering the expert group: those of all attention ranks. */
  readonly groupTokens: number;
  /** Rows of the head on one rank: tokens to be sampled. */
  readonly rows: number;
}

/** A kernel made ready for one plan: adds its time under a load. */
export type Kernel = (load: Load, tally: Tally) => void;
