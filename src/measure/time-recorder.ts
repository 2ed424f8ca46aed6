/** Many histograms of times recorded side by side in a few typed arrays, so that a count touches three lines of memory. */
import { CELLS, CELLS_PER_OCTAVE, cellOf } from './cells.js';
import { GREATEST, Histogram, LEAST, PART, PARTS, SECONDS, SUMS, TOTAL } from './histogram.js';

const MOST = 2 ** 32 - 1;

/** Counts are kept in pages of an octave, opened when a time falls into it; the cells below and above the octaves have pages of their own. */
const PAGE = CELLS_PER_OCTAVE;
const BEFORE_FIRST = PAGE - 1;
const PAGES = Math.ceil((CELLS + BEFORE_FIRST) / PAGE);
/** Sums of a row start at multiples of eight numbers: one line of memory. */
const STRIDE = 8;

/** The same contents whatever the order in which times and histograms were added. */
export class TimeRecorder {
  /** Number of each row's pages in `counts`; 0 for a page that nothing fell into. */
  private readonly pages: Int32Array;
  private counts: Uint32Array = new Uint32Array(64 * PAGE);
  private opened = 1;
  private readonly sums: Float64Array;

  /** A recorder of as many histograms as `rows`. */
  constructor(readonly rows: number) {
    this.pages = new Int32Array(rows * PAGES);
    this.sums = new Float64Array(rows * STRIDE);
    for (let row = 0; row < rows; row++) this.sums[row * STRIDE + LEAST] = Number.POSITIVE_INFINITY;
  }

  /**
   * Counts a time [s] in a row. A negative, infinite or missing time is our fault and throws RangeError.
   * PAGE = 128, PAGES = 42, STRIDE = 8, PARTS = 2^42, the carry at 2^52 (before a double would round) and the places of the sums are written out for speed, as in `cellOf`.
   */
  add(row: number, seconds: number): void {
    if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`a time of ${seconds} s cannot be counted`);
    }
    const at = cellOf(seconds) + 127;
    const slot = row * 42 + (at >> 7);
    const page = this.pages[slot]! || this.open(slot);
    this.counts[(page << 7) + (at & 127)]!++;
    const sums = this.sums;
    const start = row << 3;
    sums[start]!++;
    if (seconds < sums[start + 1]!) sums[start + 1] = seconds;
    if (seconds > sums[start + 2]!) sums[start + 2] = seconds;
    const whole = Math.floor(seconds);
    const part = sums[start + 4]! + Math.floor((seconds - whole) * 0x400_0000_0000 + 0.5);
    sums[start + 3]! += whole;
    sums[start + 4] = part;
    if (part >= 0x10_0000_0000_0000) this.carry(start);
  }

  /** Counts the first times [s] of a column, each in the row named beside it; errors as in `add`. */
  addEach(rows: Int32Array, seconds: Float64Array, count: number): void {
    for (let at = 0; at < count; at++) this.add(rows[at]!, seconds[at]!);
  }

  /** Adds all that a histogram has counted to a row. Beyond 2^32 − 1 times a cell could not hold its count: RangeError. */
  addAll(row: number, { first, counts, sums }: Histogram): void {
    const start = row * STRIDE;
    if (this.sums[start + TOTAL]! + sums[TOTAL]! > MOST)
      throw new RangeError(`a histogram counts at most ${MOST} times`);
    counts.forEach((count, cell) => {
      if (count === 0) return;
      const at = first + cell + BEFORE_FIRST;
      const slot = row * PAGES + Math.floor(at / PAGE);
      const page = this.pages[slot]! || this.open(slot);
      this.counts[page * PAGE + (at % PAGE)]! += count;
    });
    this.sums[start + TOTAL]! += sums[TOTAL]!;
    this.sums[start + LEAST] = Math.min(this.sums[start + LEAST]!, sums[LEAST]!);
    this.sums[start + GREATEST] = Math.max(this.sums[start + GREATEST]!, sums[GREATEST]!);
    this.sums[start + SECONDS]! += sums[SECONDS]!;
    this.sums[start + PART]! += sums[PART]!;
    this.carry(start);
  }

  /** What a row has counted so far. */
  histogram(row: number): Histogram {
    this.carry(row * STRIDE);
    const sums = this.sums.slice(row * STRIDE, row * STRIDE + SUMS);
    const pages = this.pages.subarray(row * PAGES, (row + 1) * PAGES);
    let first = 0;
    let last = PAGES - 1;
    while (first < PAGES && pages[first] === 0) first++;
    while (last > first && pages[last] === 0) last--;
    if (first === PAGES) return new Histogram(0, new Uint32Array(0), sums);
    const cells = new Uint32Array((last + 1 - first) * PAGE);
    for (let number = first; number <= last; number++) {
      const page = pages[number]!;
      if (page > 0) cells.set(this.counts.subarray(page * PAGE, (page + 1) * PAGE), (number - first) * PAGE);
    }
    let low = 0;
    let high = cells.length;
    while (cells[high - 1] === 0) high--;
    while (cells[low] === 0) low++;
    return new Histogram(first * PAGE + low - BEFORE_FIRST, cells.subarray(low, high), sums);
  }

  private open(slot: number): number {
    if (this.opened * PAGE === this.counts.length) {
      const larger = new Uint32Array(this.counts.length * 2);
      larger.set(this.counts);
      this.counts = larger;
    }
    this.pages[slot] = this.opened;
    return this.opened++;
  }

  private carry(start: number): void {
    const whole = Math.floor(this.sums[start + PART]! / PARTS);
    this.sums[start + SECONDS]! += whole;
    this.sums[start + PART]! -= whole * PARTS;
  }
}
