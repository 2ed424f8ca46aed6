/** Reads equal slots of numbers from a comma-separated file, whoever opened it; answers with typed columns or with every mistake, each with its line.
 *
 *  ```csv
 *  # lines that begin with a hash are skipped
 *  time,DE-LU,FR
 *  2023-01-01T00:00Z,-5.17,0.02
 *  2023-01-01T01:00Z,-1.07,-0.1
 *  ```
 *  A row holds from its time until the next one. */
import { cellsOf } from '../../schema/cells.js';
import type { Issue } from '../../schema/issue.js';
import { LineSplitter, LONGEST_LINE } from '../../schema/line-splitter.js';
import { SECONDS_PER_DAY, type Seconds } from '../../units/quantity.js';
import { INSTANTS, type Instant, instantOf, instantText } from './instant.js';

export interface SeriesTable {
  /** Names of all columns but the one with the times, also of those that nobody asked for. */
  readonly names: readonly string[];
  /** Start of the first slot [s], counted from 1970 or from the New Year of a year that the file does not tell. */
  readonly since: Instant['since'];
  readonly start: Seconds;
  readonly slot: Seconds;
  readonly count: number;
  /** Number of the line of the first row, for messages about values. */
  readonly lines: Int32Array;
  /** The columns asked for, as the file has them. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

export type SeriesAnswer = { readonly table: SeriesTable } | { readonly issues: readonly Issue[] };

/** Two years of minutes. */
export const MOST_ROWS = 2 * 366 * 1440;
/** Reading stops after so many mistakes. */
const MOST_ISSUES = 20;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

interface Header {
  readonly width: number;
  readonly names: readonly string[];
  readonly time: number;
  readonly wanted: readonly (readonly [name: string, at: number])[];
}

class SeriesReader {
  private readonly splitter = new LineSplitter((text, number) => this.read(text, number));
  private readonly issues: Issue[] = [];
  private header: Header | null = null;
  private since: Instant['since'] | null = null;
  private readonly times: number[] = [];
  private readonly lines: number[] = [];
  private readonly columns = new Map<string, number[]>();
  private line = 0;
  /** Whether every row so far had a time; only then do neighbours say something about gaps. */
  private timesAreRead = true;

  constructor(
    private readonly wanted: readonly string[],
    private readonly timeName: string | undefined,
  ) {}

  push(chunk: string | Uint8Array): boolean {
    return this.splitter.push(chunk);
  }

  end(): SeriesAnswer {
    this.splitter.end();
    const { header, times, since } = this;
    if (this.issues.length === 0 && times.length < 2)
      this.report(
        header === null ? 'an empty file' : `${times.length === 0 ? 'no row' : 'one row'}`,
        'a line of column names and at least two rows',
      );
    const slot = commonest(times);
    if (times.length > 1 && this.timesAreRead) this.checkOrder(slot);
    if (this.issues.length > 0 || header === null || since === null)
      return { issues: this.issues.sort((a, b) => a.line! - b.line!) };
    return {
      table: {
        names: header.names,
        since,
        start: times[0]!,
        slot,
        count: times.length,
        lines: Int32Array.from(this.lines),
        columns: new Map([...this.columns].map(([name, values]) => [name, Float64Array.from(values)])),
      },
    };
  }

  private report(found: string, expected: string, line = this.line): void {
    if (this.issues.length < MOST_ISSUES)
      this.issues.push({
        path: [],
        found: found.length > 80 ? `${found.slice(0, 77)}…` : found,
        expected,
        line: Math.max(1, line),
      });
  }

  private read(text: string, line: number): boolean {
    this.line = line;
    if (text.length > LONGEST_LINE) {
      this.report(`a line of more than ${LONGEST_LINE} characters`, 'lines of text');
      return false;
    }
    if (text.trim() === '' || text.startsWith('#')) return true;
    if (this.header === null) return this.open(text);
    if (this.times.length === MOST_ROWS) {
      this.report('another row', `at most ${MOST_ROWS.toLocaleString('en')} rows, two years of minutes`);
      return false;
    }
    this.accept(text, this.header);
    return this.issues.length < MOST_ISSUES;
  }

  private open(text: string): boolean {
    const cells = cellsOf(text).map((cell) => cell.trim());
    const time = this.timeName === undefined ? 0 : cells.indexOf(this.timeName);
    if (cells.length < 2)
      this.report(text, 'a first line with the names of at least two columns, a time and a value, separated by commas');
    else if (instantOf(cells[0]!) !== null) this.report(text, 'column names on the first line, above the rows');
    else if (time < 0)
      this.report(cells.join(', '), `a column of times that is called ${this.timeName}, as the scenario says`);
    const twice = cells.find((cell, at) => cells.indexOf(cell) < at);
    if (twice !== undefined) this.report(`two columns called ${twice}`, 'column names that differ');
    if (this.issues.length > 0) return false;
    const names = cells.filter((_, at) => at !== time);
    /** A column that is not there is told to the scenario, which knows who asked for it. */
    const wanted = this.wanted.flatMap((name) => (names.includes(name) ? [[name, cells.indexOf(name)] as const] : []));
    for (const [name] of wanted) this.columns.set(name, []);
    this.header = { width: cells.length, names, time, wanted };
    return true;
  }

  private accept(text: string, { width, time, wanted }: Header): void {
    const cells = cellsOf(text);
    const instant = instantOf(cells[time]?.trim() ?? '');
    if (cells.length !== width) this.report(`${cells.length} cells`, `${width} cells, one for each column name`);
    if (instant === null || instant.since !== (this.since ?? instant.since)) {
      this.timesAreRead = false;
      this.report(
        (cells[time] ?? '').trim() === '' ? 'no time' : `time ${cells[time]}`,
        instant === null ? `a time such as ${INSTANTS}` : 'times that are written as in the rows above',
      );
    } else {
      this.since = instant.since;
      this.times.push(instant.seconds);
      this.lines.push(this.line);
    }
    for (const [name, at] of cells.length === width ? wanted : []) {
      const cell = cells[at]!.trim();
      const value = NUMBER.test(cell) ? Number(cell) : Number.NaN;
      if (Number.isFinite(value)) this.columns.get(name)!.push(value);
      else
        this.report(
          cell === '' ? `no value of ${name}` : `${name} ${cell}`,
          'a finite number in every row; its unit is stated in the scenario',
        );
    }
  }

  /** Rows follow each other by one slot each. */
  private checkOrder(slot: Seconds): void {
    const { times, lines, since } = this;
    const each = slot === 3600 ? 'hour' : span(slot);
    const told = (time: Seconds) => (since === '1970' ? instantText(time) : `hour ${time / 3600}`);
    if (SECONDS_PER_DAY % slot !== 0) {
      this.report(`a row every ${each}`, 'slots that divide a day, such as 15 minutes or an hour', lines[1]);
      return;
    }
    let latest = times[0]!;
    for (let row = 1; row < times.length; row++) {
      const time = times[row]!;
      const step = time - latest;
      const found = (text: string, expected: string) => this.report(text, expected, lines[row]);
      if (step === 0)
        found(
          `${told(time)} for the second time`,
          'each time once; a series is in UTC, where no hour repeats in autumn',
        );
      else if (step < 0) found(`${told(time)} below ${told(latest)}`, 'times that increase from row to row');
      else if (step < slot) found(`${told(time)}, ${span(step)} after the row above`, `a row every ${each}`);
      else if (step > slot)
        found(
          `a gap of ${span(step - slot)} after ${told(latest)}`,
          `a row every ${each}; a series is in UTC, where no hour is left out in spring`,
        );
      latest = Math.max(latest, time);
    }
  }
}

/** Reads the columns asked for. Without `time`, the first column holds the times. */
export const readSeries = (
  chunks: Iterable<string | Uint8Array>,
  columns: readonly string[],
  time?: string,
): SeriesAnswer => {
  const reader = new SeriesReader(columns, time);
  for (const chunk of chunks) if (!reader.push(chunk)) break;
  return reader.end();
};

/** The difference that most neighbours are apart; a day when no row is later than the one above. */
const commonest = (times: readonly number[]): Seconds => {
  const counts = new Map<number, number>();
  for (let row = 1; row < times.length; row++) {
    const step = times[row]! - times[row - 1]!;
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b)[0]?.[0] ?? SECONDS_PER_DAY;
};

const span = (seconds: Seconds): string =>
  seconds % 3600 === 0
    ? `${seconds / 3600} hour${seconds === 3600 ? '' : 's'}`
    : seconds % 60 === 0
      ? `${seconds / 60} minute${seconds === 60 ? '' : 's'}`
      : `${seconds} s`;
