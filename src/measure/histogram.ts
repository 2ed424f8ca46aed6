/** A histogram of times with whole counts: about 5 ns an addition, at most 1% from any exact quantile, the same whatever the order of additions and mergers. */
import { CELLS, type Counted, cellOf, countBelow, quantileOf } from './cells.js';

/** Parts of a second in which sums are kept: times in whole ticks of 2^-42 s are added without any rounding. */
const PARTS = 2 ** 42;
/** Parts are carried into whole seconds before a double would round them. */
const CARRY = 2 ** 52;
const MOST = 2 ** 32 - 1;
const SPARE_CELLS = 32;

export class Histogram implements Counted {
  /** The cell of `counts[0]`. */
  first = 0;
  counts: Uint32Array = new Uint32Array(0);
  total = 0;
  /** Least and greatest time added [s]. */
  least = Number.POSITIVE_INFINITY;
  greatest = 0;
  private wholeSeconds = 0;
  private parts = 0;

  /** Counts a time [s]. A negative, infinite or missing time is our fault and throws RangeError. */
  add(seconds: number): void {
    if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY))
      throw new RangeError(`a time of ${seconds} s cannot be counted`);
    if (this.total === MOST) throw new RangeError(`a histogram counts at most ${MOST} times`);
    const cell = cellOf(seconds);
    let at = cell - this.first;
    if (at < 0 || at >= this.counts.length) {
      this.cover(cell, cell);
      at = cell - this.first;
    }
    this.counts[at]!++;
    this.total++;
    if (seconds < this.least) this.least = seconds;
    if (seconds > this.greatest) this.greatest = seconds;
    const whole = Math.floor(seconds);
    this.wholeSeconds += whole;
    this.parts += Math.floor((seconds - whole) * PARTS + 0.5);
    if (this.parts >= CARRY) this.carry();
  }

  /** Counts everything the other has counted. */
  merge(other: Histogram): void {
    if (other.total === 0) return;
    if (this.total + other.total > MOST) throw new RangeError(`a histogram counts at most ${MOST} times`);
    this.cover(other.first, other.first + other.counts.length - 1);
    for (let at = 0; at < other.counts.length; at++) this.counts[at + other.first - this.first]! += other.counts[at]!;
    this.total += other.total;
    this.least = Math.min(this.least, other.least);
    this.greatest = Math.max(this.greatest, other.greatest);
    other.carry();
    this.wholeSeconds += other.wholeSeconds;
    this.parts += other.parts;
    this.carry();
  }

  /** The time [s] that a share (0–1) of the times does not exceed; null when there are none. */
  quantile(share: number): number | null {
    return quantileOf(this, share);
  }

  /** How many times lie below a time [s], linear inside a cell. */
  below(seconds: number): number {
    return countBelow(this, seconds);
  }

  /** Sum of all times [s], each rounded to 2^-42 s and then added exactly. */
  get sum(): number {
    this.carry();
    return this.wholeSeconds + this.parts / PARTS;
  }

  /** Mean time [s]; null when there are none. */
  get mean(): number | null {
    return this.total === 0 ? null : this.sum / this.total;
  }

  private carry(): void {
    const whole = Math.floor(this.parts / PARTS);
    this.wholeSeconds += whole;
    this.parts -= whole * PARTS;
  }

  /** Makes room for the cells from `low` to `high`, with some to spare so that a growing range is copied seldom. */
  private cover(low: number, high: number): void {
    const length = this.counts.length;
    const last = this.first + length - 1;
    if (length > 0 && low >= this.first && high <= last) return;
    const spare = Math.max(SPARE_CELLS, length >> 1);
    const from = length > 0 && low >= this.first ? this.first : Math.max(0, low - spare);
    const to = length > 0 && high <= last ? last : Math.min(CELLS - 1, high + spare);
    const wider = new Uint32Array(to - from + 1);
    wider.set(this.counts, length > 0 ? this.first - from : 0);
    this.first = from;
    this.counts = wider;
  }

  /** Histograms as a few typed arrays, trimmed to the cells in use, to be sent between threads. Equal contents give equal bytes. */
  static pack(histograms: readonly Histogram[]): PackedHistograms {
    const used = histograms.map((histogram) => histogram.usedCells());
    const counts = new Uint32Array(used.reduce((sum, { length }) => sum + length, 0));
    const cells = new Uint32Array(histograms.length * 2);
    const sums = new Float64Array(histograms.length * 4);
    let filled = 0;
    histograms.forEach((histogram, row) => {
      const { skipped, length } = used[row]!;
      histogram.carry();
      counts.set(histogram.counts.subarray(skipped, skipped + length), filled);
      cells.set([length === 0 ? 0 : histogram.first + skipped, length], row * 2);
      sums.set([histogram.wholeSeconds, histogram.parts, histogram.least, histogram.greatest], row * 4);
      filled += length;
    });
    return { cells, counts, sums };
  }

  static unpack({ cells, counts, sums }: PackedHistograms): Histogram[] {
    let taken = 0;
    return Array.from({ length: cells.length / 2 }, (_, row) => {
      const histogram = new Histogram();
      const length = cells[row * 2 + 1]!;
      histogram.first = cells[row * 2]!;
      histogram.counts = counts.slice(taken, taken + length);
      histogram.total = histogram.counts.reduce((sum, count) => sum + count, 0);
      histogram.wholeSeconds = sums[row * 4]!;
      histogram.parts = sums[row * 4 + 1]!;
      histogram.least = sums[row * 4 + 2]!;
      histogram.greatest = sums[row * 4 + 3]!;
      taken += length;
      return histogram;
    });
  }

  private usedCells(): { skipped: number; length: number } {
    let low = 0;
    let high = this.counts.length;
    while (low < high && this.counts[low] === 0) low++;
    while (high > low && this.counts[high - 1] === 0) high--;
    return { skipped: low, length: high - low };
  }
}

export interface PackedHistograms {
  /** First cell and number of cells of each histogram. */
  readonly cells: Uint32Array;
  /** Counts of all histograms, one after the other. */
  readonly counts: Uint32Array;
  /** Whole seconds, parts, least and greatest of each histogram. */
  readonly sums: Float64Array;
}
