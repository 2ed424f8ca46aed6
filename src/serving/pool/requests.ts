/** The requests inside a group, waiting or being served: rows of 64 bytes, one cache line each, used again when a request leaves. */

/** No row. */
export const NONE = -1;

/** Fields of a row in `doubles`, at `row << 3`. Times are ticks from arrival, or NONE. */
export const ID = 0;
/** Local ticks of the arrival in window WINDOW. */
export const ARRIVAL = 1;
export const FIRST = 2;
export const LAST = 3;

/** Fields of a row in `ints`, at `row << 4`. */
export const PROMPT = 8;
export const OUTPUT = 9;
export const OWNER = 10;
export const WINDOW = 11;
/** Tokens written so far: kept while the request waits after a preemption. */
export const GENERATED = 12;
/** Tokens read at least once, so that reading them again counts as recomputation. */
export const SEEN = 13;
/** Link to the next row of the list this row is on; free rows are a list too. */
export const NEXT = 14;
/** Stream in the low byte, preemptions above it. */
export const TAGS = 15;
export const PREEMPTION = 256;

export class Requests {
  doubles = new Float64Array(0);
  ints = new Int32Array(0);
  /** Steps that a row still takes; kept only where steps and tokens are counted apart. */
  steps = new Int32Array(0);
  /** Rows in use. */
  count = 0;
  private free = NONE;

  constructor(private readonly countsSteps = false) {}

  /** A row for a newcomer, with its progress cleared. */
  take(): number {
    if (this.free === NONE) this.grow();
    const row = this.free;
    const { ints, doubles } = this;
    this.free = ints[(row << 4) + NEXT]!;
    this.count++;
    doubles[(row << 3) + FIRST] = NONE;
    doubles[(row << 3) + LAST] = NONE;
    ints[(row << 4) + GENERATED] = 0;
    ints[(row << 4) + SEEN] = 0;
    ints[(row << 4) + NEXT] = NONE;
    return row;
  }

  release(row: number): void {
    this.ints[(row << 4) + NEXT] = this.free;
    this.free = row;
    this.count--;
  }

  /** Tokens to be read before the request can write its next: its prompt and, after a preemption, what it had written. */
  length(row: number): number {
    return this.ints[(row << 4) + PROMPT]! + this.ints[(row << 4) + GENERATED]!;
  }

  private grow(): void {
    const from = this.doubles.length >> 3;
    const to = Math.max(256, 2 * from);
    this.doubles = extended(this.doubles, to << 3);
    this.ints = new Int32Array(this.doubles.buffer);
    if (this.countsSteps) this.steps = extended(this.steps, to);
    for (let row = to - 1; row >= from; row--) {
      this.ints[(row << 4) + NEXT] = this.free;
      this.free = row;
    }
  }
}

/** A longer column that starts with the same values. */
export const extended = <Column extends Float64Array | Int32Array | Uint8Array>(
  column: Column,
  length: number,
): Column => {
  const grown = new (column.constructor as new (length: number) => Column)(length);
  grown.set(column);
  return grown;
};
