/** Finished requests on their way out: replica after replica within a window, each in order of its ends, however replicas are sharded. */
import { ARRIVAL, extended, FIRST, ID, LAST, NONE, OUTPUT, PROMPT, type Requests, TAGS, WINDOW } from './requests.js';
import type { Finished, GroupSpec } from './spec.js';

type Columns = { -readonly [Name in keyof Finished]: Finished[Name] };

const columns = (length: number): Columns => ({
  count: 0,
  id: new Float64Array(length),
  stream: new Uint8Array(length),
  replica: new Int32Array(length),
  prompt: new Int32Array(length),
  output: new Int32Array(length),
  window: new Int32Array(length),
  arrival: new Float64Array(length),
  firstToken: new Float64Array(length),
  lastToken: new Float64Array(length),
  preemptions: new Uint8Array(length),
  refused: new Uint8Array(length),
});

const NAMES = Object.keys(columns(0)).filter((name) => name !== 'count') as Exclude<keyof Finished, 'count'>[];

export class Sink {
  private rows = columns(1024);
  /** Columns of the same length, into which rows are sorted by replica. */
  private spare = columns(1024);
  private drained = false;
  /** The first row of the present window. */
  private from = 0;
  private target = new Int32Array(0);
  private readonly next: Int32Array;

  constructor(
    replicas: number,
    private readonly firstReplica: number,
    private readonly requests: Requests,
    private readonly frontEnd: NonNullable<GroupSpec['frontEnd']>,
    /** Whether answers of more than one token go on elsewhere: then the front end is met there. */
    private readonly handsOver: boolean,
  ) {
    this.next = new Int32Array(replicas + 1);
  }

  /** The rows since the last drain; they stand until the next window is run. */
  drain(): Finished {
    this.drained = true;
    return this.rows;
  }

  /** Called before a window: rows that have been drained make room. */
  open(): void {
    if (this.drained) this.rows.count = 0;
    this.drained = false;
    this.from = this.rows.count;
  }

  /** Writes the row of an ended request down. */
  add(r: number, row: number): void {
    if (this.rows.count === this.rows.id.length) this.grow();
    const { rows } = this;
    const { ints, doubles } = this.requests;
    const at = rows.count;
    rows.count = at + 1;
    const last = doubles[(row << 3) + LAST]!;
    const isRefused = last === NONE;
    const tags = ints[(row << 4) + TAGS]!;
    rows.id[at] = doubles[(row << 3) + ID]!;
    rows.stream[at] = tags & 255;
    rows.replica[at] = this.firstReplica + r;
    rows.prompt[at] = ints[(row << 4) + PROMPT]!;
    rows.output[at] = ints[(row << 4) + OUTPUT]!;
    rows.window[at] = ints[(row << 4) + WINDOW]!;
    rows.arrival[at] = doubles[(row << 3) + ARRIVAL]!;
    const first = doubles[(row << 3) + FIRST]!;
    const delay = this.delay(first, last, rows.output[at]!);
    rows.firstToken[at] = isRefused ? 0 : first + delay;
    rows.lastToken[at] = isRefused ? 0 : last + delay;
    const preemptions = tags >>> 8;
    rows.preemptions[at] = preemptions < 255 ? preemptions : 255;
    rows.refused[at] = isRefused ? 1 : 0;
  }

  /** What the front end added before the first token [tick]: steps at the pace at which the request was written. */
  private delay(first: number, last: number, output: number): number {
    if (this.handsOver && output > 1) return 0;
    const { fixed, steps } = this.frontEnd;
    return fixed + (output > 1 ? Math.round((steps * (last - first)) / (output - 1)) : 0);
  }

  /** Sorts the rows of the present window by replica, and leaves those of each in order of their ends. */
  sortByReplica(): void {
    const { from, next } = this;
    const { count, replica } = this.rows;
    if (this.target.length < count) this.target = new Int32Array(this.rows.id.length);
    const { target } = this;
    next.fill(0);
    for (let row = from; row < count; row++) next[replica[row]! - this.firstReplica + 1]!++;
    next[0] = from;
    for (let r = 1; r < next.length; r++) next[r]! += next[r - 1]!;
    for (let row = from; row < count; row++) target[row] = next[replica[row]! - this.firstReplica]!++;
    const { rows, spare } = this;
    for (const name of NAMES) {
      spare[name].set(rows[name].subarray(0, from));
      scatter(rows[name], spare[name], target, from, count);
    }
    spare.count = count;
    this.rows = spare;
    this.spare = rows;
  }

  private grow(): void {
    const from = this.rows;
    const to = columns(2 * from.id.length);
    for (const name of NAMES) to[name] = extended(from[name], to.id.length) as never;
    to.count = from.count;
    this.rows = to;
    this.spare = columns(to.id.length);
  }
}

/** Writes rows `from` to `to` of a column to their places in another. */
const scatter = (
  column: Finished[(typeof NAMES)[number]],
  into: Finished[(typeof NAMES)[number]],
  target: Int32Array,
  from: number,
  to: number,
): void => {
  for (let row = from; row < to; row++) into[target[row]!] = column[row]!;
};
