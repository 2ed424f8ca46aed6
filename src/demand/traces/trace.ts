/** A recorded stream of requests as typed columns, about 18 bytes a row, however long it is. */

export interface Trace {
  readonly count: number;
  /** Seconds since the trace's own beginning, not decreasing. */
  readonly arrival: Float64Array;
  readonly prompt: Int32Array;
  readonly output: Int32Array;
  /** Row of the stream in `streams`, where the trace names streams. */
  readonly stream: Uint8Array | null;
  readonly streams: readonly string[];
  /** Smaller is more urgent, where the trace says so. */
  readonly priority: Uint8Array | null;
  /** Identities of the prompts' blocks, where the trace keeps them; equal numbers mean an equal prefix. Row r has
   *  blocks[blockStart[r]] … blocks[blockStart[r] + blockCount[r] − 1]. */
  readonly blocks: Int32Array | null;
  readonly blockStart: Float64Array | null;
  readonly blockCount: Int32Array | null;
}

/** Tokens in a block that a trace identifies (Mooncake, arXiv 2407.00079). */
export const BLOCK_TOKENS = 512;

/** Seconds after which the trace begins again when it is repeated: its span and one mean gap. */
export const period = (trace: Trace): number => {
  const span = trace.arrival[trace.count - 1]! - trace.arrival[0]!;
  return trace.count > 1 && span > 0 ? (span * trace.count) / (trace.count - 1) : 1;
};

/** Mean requests per second. */
export const meanRate = (trace: Trace): number => trace.count / period(trace);

/** Only the rows of one of the streams that the trace names. */
export const only = (trace: Trace, stream: string): Trace => {
  const wanted = trace.streams.indexOf(stream);
  let count = 0;
  for (let row = 0; row < trace.count; row++) if (trace.stream?.[row] === wanted) count++;
  const rows = new Uint32Array(count);
  for (let row = 0, at = 0; row < trace.count; row++) if (trace.stream?.[row] === wanted) rows[at++] = row;
  return {
    count,
    arrival: Float64Array.from(rows, (row) => trace.arrival[row]!),
    prompt: Int32Array.from(rows, (row) => trace.prompt[row]!),
    output: Int32Array.from(rows, (row) => trace.output[row]!),
    stream: null,
    streams: [],
    priority: trace.priority && Uint8Array.from(rows, (row) => trace.priority![row]!),
    blocks: trace.blocks,
    blockStart: trace.blockStart && Float64Array.from(rows, (row) => trace.blockStart![row]!),
    blockCount: trace.blockCount && Int32Array.from(rows, (row) => trace.blockCount![row]!),
  };
};

/** Traces that scenarios name, by the path written there, opened at the doors and read by `parseTrace`. */
export type Traces = ReadonlyMap<string, Trace>;

/** A stream was made before its trace was opened. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
  constructor(readonly file: string) {
    super(`trace ${file} was not loaded`);
  }
}

/** The trace that was read from this path. */
export const loaded = (traces: Traces, file: string): Trace => {
  const trace = traces.get(file);
  if (trace === undefined) throw new NotLoaded(file);
  return trace;
};
