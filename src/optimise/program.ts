/** A linear program in sparse columns: minimise Σ cost·x subject to lower ≤ A·x ≤ upper, row by row, and bounds on each x. */

export interface Column {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
}

/** Built column by column; a column's entries may come in any order of rows. */
export class Program {
  private readonly costs: number[] = [];
  private readonly lowers: number[] = [];
  private readonly uppers: number[] = [];
  private readonly entries: { readonly row: number; readonly value: number }[][] = [];
  private readonly rowLowers: number[] = [];
  private readonly rowUppers: number[] = [];

  /** Adds a variable and returns its number. */
  column({ cost, lower, upper }: Column): number {
    this.costs.push(cost);
    this.lowers.push(lower);
    this.uppers.push(upper);
    this.entries.push([]);
    return this.costs.length - 1;
  }

  /** Adds a constraint lower ≤ Σ coefficient · column ≤ upper and returns its number. */
  row(lower: number, upper: number, terms: readonly (readonly [column: number, coefficient: number])[]): number {
    const row = this.rowLowers.length;
    this.rowLowers.push(lower);
    this.rowUppers.push(upper);
    for (const [column, value] of terms) this.entries[column]!.push({ row, value });
    return row;
  }

  get columns(): number {
    return this.costs.length;
  }

  get rows(): number {
    return this.rowLowers.length;
  }

  /** The program as typed arrays, compressed by columns. */
  sparse() {
    const starts = new Int32Array(this.columns + 1);
    this.entries.forEach((column, at) => {
      starts[at + 1] = starts[at]! + column.length;
    });
    const all = this.entries.flat();
    return {
      costs: Float64Array.from(this.costs),
      lowers: Float64Array.from(this.lowers),
      uppers: Float64Array.from(this.uppers),
      rowLowers: Float64Array.from(this.rowLowers),
      rowUppers: Float64Array.from(this.rowUppers),
      starts,
      rows: Int32Array.from(all, ({ row }) => row),
      values: Float64Array.from(all, ({ value }) => value),
    };
  }
}
