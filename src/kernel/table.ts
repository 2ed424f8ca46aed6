/** Rows of numbers in typed columns: what hot handlers use instead of objects, and what components append records to. */

/** Column names carry the unit: `energy_J`. */
export class Table<const Columns extends readonly string[]> {
  /** Rows so far. */
  length = 0;
  private capacity = 64;
  private readonly columns = new Map<string, Float64Array>();

  constructor(readonly names: Columns) {
    for (const name of names) this.columns.set(name, new Float64Array(this.capacity));
  }

  /** Appends a row of zeros and answers its number. Columns taken before may be outgrown by it: take them again. */
  row(): number {
    if (this.length === this.capacity) {
      this.capacity *= 2;
      for (const [name, column] of this.columns) {
        const larger = new Float64Array(this.capacity);
        larger.set(column);
        this.columns.set(name, larger);
      }
    }
    return this.length++;
  }

  /** The rows so far of one column, not a copy: writing to it writes to the table. */
  column(name: Columns[number]): Float64Array {
    return this.columns.get(name)!.subarray(0, this.length);
  }
}
