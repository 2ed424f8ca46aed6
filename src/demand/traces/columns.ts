/** Columns that grow as a trace streams in, kept in order of arrival. */
import type { Row } from './format.js';
import type { Trace } from './trace.js';

type Column = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

const withRoom = <C extends Column>(column: C, size: number): C => {
  if (size <= column.length) return column;
  const larger = new (column.constructor as new (size: number) => C)(Math.max(size, Math.ceil(column.length * 1.6)));
  larger.set(column);
  return larger;
};

/** The most names of streams in one trace. */
export const MOST_STREAMS = 256;

export class TraceColumns {
  count = 0;
  readonly streams: string[] = [];
  private arrival = new Float64Array(4096);
  private prompt = new Int32Array(4096);
  private output = new Int32Array(4096);
  private stream: Uint8Array<ArrayBuffer> | null = null;
  private priority: Uint8Array<ArrayBuffer> | null = null;
  private blocks: Int32Array<ArrayBuffer> | null = null;
  private blockStart: Float64Array<ArrayBuffer> | null = null;
  private blockCount: Int32Array<ArrayBuffer> | null = null;
  private blocksUsed = 0;

  /** The latest arrival so far [s]. */
  get latest(): number {
    return this.count === 0 ? Number.NEGATIVE_INFINITY : this.arrival[this.count - 1]!;
  }

  /** Adds the row behind all that arrived no later. */
  add(row: Row): void {
    this.makeRoom(row);
    let at = this.count;
    while (at > 0 && this.arrival[at - 1]! > row.arrival) at--;
    if (at < this.count) for (const column of this.columns()) column.copyWithin(at + 1, at, this.count);
    this.arrival[at] = row.arrival;
    this.prompt[at] = row.prompt;
    this.output[at] = row.output;
    if (this.stream !== null) this.stream[at] = this.streamRow(row.stream);
    if (this.priority !== null) this.priority[at] = Math.max(0, row.priority);
    if (this.blocks !== null) {
      const size = row.blocks?.length ?? 0;
      this.blockStart![at] = this.blocksUsed;
      this.blockCount![at] = size;
      for (let i = 0; i < size; i++) this.blocks[this.blocksUsed++] = row.blocks![i]!;
    }
    this.count++;
  }

  /** The trace, in columns of their exact length. */
  trace(): Trace {
    const { count } = this;
    return {
      count,
      arrival: this.arrival.slice(0, count),
      prompt: this.prompt.slice(0, count),
      output: this.output.slice(0, count),
      stream: this.stream?.slice(0, count) ?? null,
      streams: this.streams,
      priority: this.priority?.slice(0, count) ?? null,
      blocks: this.blocks?.slice(0, this.blocksUsed) ?? null,
      blockStart: this.blockStart?.slice(0, count) ?? null,
      blockCount: this.blockCount?.slice(0, count) ?? null,
    };
  }

  private columns(): readonly Column[] {
    const { arrival, prompt, output, stream, priority, blockStart, blockCount } = this;
    return [arrival, prompt, output, stream, priority, blockStart, blockCount].filter((column) => column !== null);
  }

  private makeRoom(row: Row): void {
    const size = this.count + 1;
    if (size > this.arrival.length) {
      this.arrival = withRoom(this.arrival, size);
      this.prompt = withRoom(this.prompt, size);
      this.output = withRoom(this.output, size);
    }
    const { length } = this.arrival;
    if (this.stream !== null || row.stream !== '')
      this.stream = withRoom(this.stream ?? new Uint8Array(length), length);
    if (this.priority !== null || row.priority >= 0)
      this.priority = withRoom(this.priority ?? new Uint8Array(length), length);
    if (this.blocks === null && row.blocks === null) return;
    this.blocks = withRoom(this.blocks ?? new Int32Array(length), this.blocksUsed + (row.blocks?.length ?? 0));
    this.blockStart = withRoom(this.blockStart ?? new Float64Array(length), length);
    this.blockCount = withRoom(this.blockCount ?? new Int32Array(length), length);
  }

  private streamRow(name: string): number {
    const known = this.streams.indexOf(name);
    return known >= 0 ? known : this.streams.push(name) - 1;
  }
}
