/** A sample of request records, at most 39 bytes each, that is the same however the requests were sharded and whatever other streams did. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Finished } from '../serving/pool/spec.js';
import type { Seconds } from '../units/quantity.js';

const COLUMNS = {
  /** Request number inside its stream. */
  id: Float64Array,
  /** Arrival [s] since the start of window 0. */
  arrival_s: Float64Array,
  /** Row of the pool that served it, and the number of the replica in that pool. */
  pool: Uint8Array,
  replica: Int32Array,
  prompt_tokens: Int32Array,
  output_tokens: Int32Array,
  /** Time from arrival to the first token and to the last [s], to seven digits; zero when refused. */
  ttft_s: Float32Array,
  e2e_s: Float32Array,
  preemptions: Uint8Array,
  refused: Uint8Array,
} as const;
type Column = keyof typeof COLUMNS;
type Columns = { readonly [Name in Column]: InstanceType<(typeof COLUMNS)[Name]> };
const NAMES = Object.keys(COLUMNS) as Column[];

/** Bytes kept of one request. */
export const BYTES_PER_REQUEST = NAMES.reduce((sum, name) => sum + COLUMNS[name].BYTES_PER_ELEMENT, 0);

/** Sampled requests in order of arrival, one row each. */
export interface SampledRequests extends Columns {
  readonly count: number;
  /** Row of the stream in the scenario. */
  readonly stream: Uint8Array;
}

/** A sample as typed arrays, for another thread: for each stream its stride and its rows. */
export type PackedSample = readonly { readonly stride: number; readonly columns: Columns }[];

const columns = (rows: number): Columns =>
  Object.fromEntries(NAMES.map((name) => [name, new COLUMNS[name](rows)])) as unknown as Columns;

const CHUNK = 2 ** 14;

/** MurmurHash3's finaliser (Appleby, public domain): every bit of the answer depends on every bit of the question. */
const scramble = (bits: number): number => {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/** The records of one stream: those whose scrambled number is a multiple of `stride`, a power of two that doubles when there are too many. */
class StreamSample {
  stride = 1;
  count = 0;
  private readonly chunks: Columns[] = [];

  constructor(
    private readonly key: number,
    private readonly capacity: number,
  ) {}

  /** Numbers are scrambled first: a plain stride would fall in step with round-robin routing and see only some replicas. */
  accepts(id: number): boolean {
    const high = Math.imul(Math.floor(id / 2 ** 32), 0x9e3779b1);
    return (scramble((id | 0) ^ high ^ this.key) & (this.stride - 1)) === 0;
  }

  /** The chunk that takes the next row, which goes to `count & (CHUNK − 1)`; call `added` when it is filled in. */
  room(): Columns {
    const chunk = Math.floor(this.count / CHUNK);
    if (chunk === this.chunks.length) this.chunks.push(columns(CHUNK));
    return this.chunks[chunk]!;
  }

  added(): void {
    this.count++;
    while (this.count > this.capacity && this.stride < 2 ** 31) this.widen(this.stride * 2);
  }

  /** Keeps only what a larger stride accepts. */
  widen(stride: number): void {
    this.stride = stride;
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      const from = this.chunks[Math.floor(row / CHUNK)]!;
      if (!this.accepts(from.id[row % CHUNK]!)) continue;
      const to = this.chunks[Math.floor(kept / CHUNK)]!;
      for (const name of NAMES) to[name][kept % CHUNK] = from[name][row % CHUNK]!;
      kept++;
    }
    this.count = kept;
    this.chunks.length = Math.ceil(kept / CHUNK);
  }

  /** All rows as contiguous columns. */
  joined(): Columns {
    const all = columns(this.count);
    this.chunks.forEach((chunk, at) => {
      const rows = Math.min(CHUNK, this.count - at * CHUNK);
      for (const name of NAMES) all[name].set(chunk[name].subarray(0, rows), at * CHUNK);
    });
    return all;
  }
}

export class RequestSample {
  private readonly streams: readonly StreamSample[];

  /** At most `capacity` records in all, an equal share (at least one) for each stream; Infinity keeps all. `window` is the length of a window. */
  constructor(
    seed: number,
    streams: number,
    private readonly window: Seconds,
    capacity = 200_000,
  ) {
    this.streams = Array.from(
      { length: streams },
      (_, stream) =>
        new StreamSample(scramble(scramble(seed >>> 0) + stream), Math.max(1, Math.floor(capacity / streams))),
    );
  }

  /** Keeps the finished requests of a pool that belong to the sample. */
  absorb(finished: Finished, pool: number): void {
    for (let row = 0; row < finished.count; row++) {
      const stream = this.streams[finished.stream[row]!]!;
      const id = finished.id[row]!;
      if (!stream.accepts(id)) continue;
      const to = stream.room();
      const at = stream.count & (CHUNK - 1);
      to.id[at] = id;
      to.arrival_s[at] = finished.window[row]! * this.window + finished.arrival[row]! / TICKS_PER_SECOND;
      to.pool[at] = pool;
      to.replica[at] = finished.replica[row]!;
      to.prompt_tokens[at] = finished.prompt[row]!;
      to.output_tokens[at] = finished.output[row]!;
      to.ttft_s[at] = finished.firstToken[row]! / TICKS_PER_SECOND;
      to.e2e_s[at] = finished.lastToken[row]! / TICKS_PER_SECOND;
      to.preemptions[at] = finished.preemptions[row]!;
      to.refused[at] = finished.refused[row]!;
      stream.added();
    }
  }

  /** Of how many requests of a stream each record stands for one: a power of two. */
  stride(stream: number): number {
    return this.streams[stream]!.stride;
  }

  pack(): PackedSample {
    return this.streams.map((stream) => ({ stride: stream.stride, columns: stream.joined() }));
  }

  /** Adds what another shard of the same run has kept. */
  merge(packed: PackedSample): void {
    packed.forEach(({ stride, columns: rows }, number) => {
      const stream = this.streams[number]!;
      if (stride > stream.stride) stream.widen(stride);
      for (let row = 0; row < rows.id.length; row++) {
        if (!stream.accepts(rows.id[row]!)) continue;
        const to = stream.room();
        const at = stream.count & (CHUNK - 1);
        for (const name of NAMES) to[name][at] = rows[name][row]!;
        stream.added();
      }
    });
  }

  /** The sample in order of arrival, then stream, then request number. */
  rows(): SampledRequests {
    const packed = this.pack();
    const count = packed.reduce((sum, part) => sum + part.columns.id.length, 0);
    const all = columns(count);
    const streams = new Uint8Array(count);
    let filled = 0;
    packed.forEach((part, stream) => {
      for (const name of NAMES) all[name].set(part.columns[name], filled);
      streams.fill(stream, filled, filled + part.columns.id.length);
      filled += part.columns.id.length;
    });
    const order = Uint32Array.from({ length: count }, (_, row) => row).sort(
      (a, b) => all.arrival_s[a]! - all.arrival_s[b]! || streams[a]! - streams[b]! || all.id[a]! - all.id[b]!,
    );
    const sorted = columns(count);
    for (const name of NAMES) for (let row = 0; row < count; row++) sorted[name][row] = all[name][order[row]!]!;
    return { count, stream: streams.map((_, row) => streams[order[row]!]!), ...sorted };
  }
}
