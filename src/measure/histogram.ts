/** A finished histogram of times: at most 1% from any exact quantile, an exact mean, and a few bytes to send to another thread. */
import { type Counted, countBelow, quantileOf } from './cells.js';

/** Parts of a second in which sums are kept: times in whole ticks of 2^-42 s are added without any rounding. */
export const PARTS = 2 ** 42;

/** What is kept beside the counts, in this order: times counted, least and greatest time [s], and their sum as whole seconds and parts below one second. */
export const TOTAL = 0;
export const LEAST = 1;
export const GREATEST = 2;
export const SECONDS = 3;
export const PART = 4;
export const SUMS = 5;

export class Histogram implements Counted {
  constructor(
    /** The cell of `counts[0]`, which is not empty unless all are. */
    readonly first: number,
    readonly counts: Uint32Array,
    /** SUMS numbers, with parts carried into seconds. */
    readonly sums: Float64Array,
  ) {}

  /** Times counted. */
  get total(): number {
    return this.sums[TOTAL]!;
  }

  /** Least time counted [s], Infinity when there are none. */
  get least(): number {
    return this.sums[LEAST]!;
  }

  /** Greatest time counted [s], 0 when there are none. */
  get greatest(): number {
    return this.sums[GREATEST]!;
  }

  /** Sum of all times [s], each rounded to 2^-42 s and then added exactly. */
  get sum(): number {
    return this.sums[SECONDS]! + this.sums[PART]! / PARTS;
  }

  /** Mean time [s]; null when there are none. */
  get mean(): number | null {
    return this.total === 0 ? null : this.sum / this.total;
  }

  /** The time [s] that a share (0–1) of the times does not exceed; null when there are none. */
  quantile(share: number): number | null {
    return quantileOf(this, share);
  }

  /** How many times lie below a time [s], linear inside a cell. */
  below(seconds: number): number {
    return countBelow(this, seconds);
  }
}

/** Many histograms as three typed arrays. Equal contents give equal bytes. */
export interface PackedHistograms {
  /** First cell and number of cells of each histogram. */
  readonly cells: Uint32Array;
  /** Counts of all histograms, one after the other. */
  readonly counts: Uint32Array;
  /** SUMS of all histograms, one after the other. */
  readonly sums: Float64Array;
}

export const packHistograms = (histograms: readonly Histogram[]): PackedHistograms => {
  const packed = {
    cells: new Uint32Array(histograms.length * 2),
    counts: new Uint32Array(histograms.reduce((cells, { counts }) => cells + counts.length, 0)),
    sums: new Float64Array(histograms.length * SUMS),
  };
  let filled = 0;
  histograms.forEach(({ first, counts, sums }, row) => {
    packed.cells.set([first, counts.length], row * 2);
    packed.counts.set(counts, filled);
    packed.sums.set(sums, row * SUMS);
    filled += counts.length;
  });
  return packed;
};

/** The histograms read the packed arrays in place. */
export const unpackHistograms = ({ cells, counts, sums }: PackedHistograms): Histogram[] => {
  let taken = 0;
  return Array.from({ length: cells.length / 2 }, (_, row) => {
    const length = cells[row * 2 + 1]!;
    taken += length;
    return new Histogram(
      cells[row * 2]!,
      counts.subarray(taken - length, taken),
      sums.subarray(row * SUMS, (row + 1) * SUMS),
    );
  });
};
