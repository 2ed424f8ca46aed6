/** Finished requests on their way out: replica after replica within a window, each in order of its ends, however replicas are sharded. */
import { DONE_HEAD, DONE_TAIL } from './record.js';
import { ARRIVAL, extended, FIRST, ID, LAST, NEXT, NONE, OUTPUT, PROMPT, TAGS, WINDOW } from './requests.js';
import type { Finished } from './spec.js';
import type { GroupState } from './state.js';

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

export class Sink {
  private rows = columns(1024);
  private drained = false;

  /** The rows since the last drain; they stand until the next window is run. */
  drain(): Finished {
    this.drained = true;
    return this.rows;
  }

  /** Called before a window: rows that have been drained make room. */
  open(): void {
    if (this.drained) this.rows.count = 0;
    this.drained = false;
  }

  /** Moves a replica's ended requests to the columns and frees their rows. */
  collect(g: GroupState, r: number): void {
    const { requests } = g;
    const replica = g.spec.firstReplica + r;
    let row = g.ints[(r << 7) + DONE_HEAD]!;
    g.ints[(r << 7) + DONE_HEAD] = NONE;
    g.ints[(r << 7) + DONE_TAIL] = NONE;
    while (row !== NONE) {
      const { rows } = this;
      const at = rows.count;
      if (at === rows.id.length) {
        this.grow();
        continue;
      }
      const last = requests.doubles[(row << 3) + LAST]!;
      const isRefused = last === NONE;
      rows.id[at] = requests.doubles[(row << 3) + ID]!;
      const tags = requests.ints[(row << 4) + TAGS]!;
      rows.stream[at] = tags & 255;
      rows.replica[at] = replica;
      rows.prompt[at] = requests.ints[(row << 4) + PROMPT]!;
      rows.output[at] = requests.ints[(row << 4) + OUTPUT]!;
      rows.window[at] = requests.ints[(row << 4) + WINDOW]!;
      rows.arrival[at] = requests.doubles[(row << 3) + ARRIVAL]!;
      rows.firstToken[at] = isRefused ? 0 : requests.doubles[(row << 3) + FIRST]!;
      rows.lastToken[at] = isRefused ? 0 : last;
      rows.preemptions[at] = Math.min(255, tags >>> 8);
      rows.refused[at] = isRefused ? 1 : 0;
      rows.count = at + 1;
      const next = requests.ints[(row << 4) + NEXT]!;
      requests.release(row);
      row = next;
    }
  }

  private grow(): void {
    const from = this.rows;
    const to = columns(2 * from.id.length);
    for (const name of Object.keys(to) as (keyof Finished)[]) {
      if (name !== 'count') to[name] = extended(from[name], to.id.length) as never;
    }
    to.count = from.count;
    this.rows = to;
  }
}
