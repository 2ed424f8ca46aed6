/** How one kind of trace file is read, line by line. */

/** One request as read from a line; the same object is filled again for every line. */
export interface Row {
  /** Seconds on the trace's own clock. */
  arrival: number;
  prompt: number;
  output: number;
  /** Name of the stream, or empty. */
  stream: string;
  /** Smaller is more urgent; -1 where the trace does not say. */
  priority: number;
  /** Identities of the prompt's blocks, or null. */
  blocks: readonly number[] | null;
}

/** Reports what is wrong with the line at hand: what was found, and what would have been accepted. */
export type Report = (found: string, expected: string) => void;

/** Fills the row from a line; reports every mistake in it, or says that the line is no request to be served. */
export type ReadRow = (line: string, row: Row, report: Report) => 'left out' | undefined;

export interface TraceFormat {
  readonly name: string;
  readonly doc: string;
  /** A first line as it should be. */
  readonly example: string;
  /** Whether a file that begins with this line is meant to be of this format. */
  recognises(firstLine: string): boolean;
  /** Whether the first line only names columns. */
  readonly hasHeader: boolean;
  /** Gets ready after the first line; reports what is wrong with it as a header. */
  open(firstLine: string, report: Report): ReadRow;
}
