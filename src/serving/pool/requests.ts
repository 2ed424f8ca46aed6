/** The requests inside a group, waiting or being served, as rows of typed columns that are used again when a request leaves. */

/** No row. */
export const NONE = -1;

export class Requests {
  id = new Float64Array(0);
  stream = new Uint8Array(0);
  prompt = new Int32Array(0);
  output = new Int32Array(0);
  owner = new Int32Array(0);
  /** Window and local ticks of the arrival. */
  window = new Int32Array(0);
  arrival = new Float64Array(0);
  /** Ticks from arrival to the first and the last token, or NONE. */
  first = new Float64Array(0);
  last = new Float64Array(0);
  /** Tokens written so far: kept while the request waits after a preemption. */
  generated = new Int32Array(0);
  /** Tokens read at least once, so that reading them again counts as recomputation. */
  seen = new Int32Array(0);
  preemptions = new Uint8Array(0);
  /** Place in an ordered queue: smaller goes first, ties by number of arrival. */
  key = new Int32Array(0);
  number = new Float64Array(0);
  /** Link to the next row of the list this row is on; free rows are a list too. */
  next = new Int32Array(0);
  /** First child in an ordered queue. */
  child = new Int32Array(0);

  private free = NONE;
  private arrivals = 0;
  /** Rows in use. */
  count = 0;

  /** A row for a newcomer, with its progress cleared. */
  take(): number {
    if (this.free === NONE) this.grow();
    const row = this.free;
    this.free = this.next[row]!;
    this.count++;
    this.first[row] = NONE;
    this.last[row] = NONE;
    this.generated[row] = 0;
    this.seen[row] = 0;
    this.preemptions[row] = 0;
    this.next[row] = NONE;
    this.child[row] = NONE;
    this.number[row] = this.arrivals++;
    return row;
  }

  release(row: number): void {
    this.next[row] = this.free;
    this.free = row;
    this.count--;
  }

  private grow(): void {
    const from = this.id.length;
    const to = Math.max(256, 2 * from);
    for (const name of COLUMNS) this[name] = extended(this[name], to) as never;
    for (let row = to - 1; row >= from; row--) {
      this.next[row] = this.free;
      this.free = row;
    }
  }
}

const COLUMNS = [
  'id',
  'stream',
  'prompt',
  'output',
  'owner',
  'window',
  'arrival',
  'first',
  'last',
  'generated',
  'seen',
  'preemptions',
  'key',
  'number',
  'next',
  'child',
] as const;

/** A longer column that starts with the same values. */
export const extended = <Column extends Float64Array | Int32Array | Uint8Array>(
  column: Column,
  length: number,
): Column => {
  const grown = new (column.constructor as new (length: number) => Column)(length);
  grown.set(column);
  return grown;
};
