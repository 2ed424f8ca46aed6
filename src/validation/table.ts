/** Reads a measured table: rows with typed cells and line numbers, or every mistake at once. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';

/** A row whose `number` is an empty cell cannot be compared; `number or empty` does without. */
export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'number or empty';
}
export const text = (...names: readonly string[]): readonly Column[] => names.map((name) => ({ name, kind: 'text' }));
export const number = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, kind: 'number' }));
export const maybe = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, kind: 'number or empty' }));

/** One measured row. */
export class Row {
  constructor(
    readonly line: number,
    /** The first column that must have a number and has none. */
    readonly lacking: string | undefined,
    private readonly cells: ReadonlyMap<string, string | number>,
  ) {}

  text(column: string): string {
    return String(this.cells.get(column) ?? '');
  }

  /** NaN where the cell is empty. */
  number(column: string): number {
    const value = this.cells.get(column);
    return typeof value === 'number' ? value : Number.NaN;
  }
}

/** Reading stops after so many mistakes. */
const MOST_ISSUES = 20;
const LONGEST_SHOWN = 60;
const shown = (cell: string): string => (cell.length > LONGEST_SHOWN ? `${cell.slice(0, LONGEST_SHOWN)}…` : cell);

export interface Reading {
  readonly rows: readonly Row[];
  readonly issues: readonly Issue[];
}

/** The rows of a table that has at least `columns`; other columns are ignored. A table with a mistake has no rows. */
export const readTable = (file: string, content: string, columns: readonly Column[]): Reading => {
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(content, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return wrong([{ path: [], file, expected: 'quoted cells that end', found: error.message, ...lineOf(error) }]);
  }
  const header = records[0]?.record ?? [];
  if (records.length < 2)
    return wrong([
      { path: [], file, line: 1, expected: 'a line of column names and at least one row', found: 'an empty table' },
    ]);
  const missing = columns.filter(({ name }) => !header.includes(name));
  if (missing.length > 0) {
    return wrong(
      missing.map(({ name }) => {
        const hint = nearest(name, header);
        return {
          path: [name],
          file,
          line: 1,
          expected: `a column ${name}`,
          found: 'none',
          ...(hint === undefined ? {} : { hint }),
        };
      }),
    );
  }
  const places = columns.map(({ name }) => header.indexOf(name));
  const rows: Row[] = [];
  const issues: Issue[] = [];
  for (const { record, info } of records.slice(1)) {
    const cells = new Map<string, string | number>();
    let lacking: string | undefined;
    const at = (name: string, found: string, expected: string): void => {
      if (issues.length < MOST_ISSUES)
        issues.push({ path: [name], file, line: info.lines, found: shown(found), expected });
    };
    if (record.length !== header.length)
      at('', `${record.length} cells`, `${header.length} cells, one for each column name`);
    for (const [index, { name, kind }] of columns.entries()) {
      const cell = (record[places[index]!] ?? '').trim();
      if (kind === 'text') cells.set(name, cell);
      else if (cell !== '') {
        const value = Number(cell);
        if (Number.isFinite(value)) cells.set(name, value);
        else at(name, cell, 'a finite number without a unit: the column name has it');
      } else if (kind === 'number') lacking ??= name;
    }
    rows.push(new Row(info.lines, lacking, cells));
  }
  return issues.length > 0 ? wrong(issues) : { rows, issues };
};

const wrong = (issues: readonly Issue[]): Reading => ({ rows: [], issues });

/** csv-parse says where it stopped. */
const lineOf = (error: CsvError): { readonly line?: number } => {
  const line = (error as { readonly lines?: unknown }).lines;
  return typeof line === 'number' ? { line } : {};
};
