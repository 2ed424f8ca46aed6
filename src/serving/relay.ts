/** Between replicas that read prompts and those that write answers: each request follows with its first token once its cache has moved.
 *
 *   [ reading group ] ──finished prompts──▶ Relay ──keys and values over the link──▶ [ writing group ]
 */
import { type Arrivals, arrivals, type Demand, type Handed } from '../demand/request.js';
import type { Finished } from './pool/spec.js';

/** What was read and has not yet been handed on. */
interface Moving {
  readonly id: number;
  readonly stream: number;
  readonly prompt: number;
  readonly output: number;
  readonly window: number;
  readonly arrival: number;
  /** Ticks from the arrival to the moment at which the cache has moved: the caller sees its first token then. */
  readonly first: number;
  /** Window and local ticks of that moment. */
  readonly dueWindow: number;
  readonly due: number;
}

export class Relay implements Demand {
  readonly isHanded = true;
  private moving: Moving[] = [];
  private rows: Arrivals & { readonly handed: Handed } = handedRows(256);

  constructor(
    private readonly windowTicks: number,
    /** Ticks that the cache of so many tokens takes to move, beyond what streams behind the reading. */
    private readonly transfer: (tokens: number) => number,
  ) {}

  /** Requests whose cache is on its way. */
  get inside(): number {
    return this.moving.length;
  }

  /** Takes in what a reading group ended in the window just run; answers of one token, and the refused, stay there. */
  take({ count, id, stream, prompt, output, window, arrival, firstToken, refused }: Finished): void {
    for (let row = 0; row < count; row++) {
      if (refused[row] === 1 || output[row] === 1) continue;
      const first = firstToken[row]! + this.transfer(prompt[row]!);
      const since = arrival[row]! + first;
      const windows = Math.floor(since / this.windowTicks);
      this.moving.push({
        id: id[row]!,
        stream: stream[row]!,
        prompt: prompt[row]!,
        output: output[row]!,
        window: window[row]!,
        arrival: arrival[row]!,
        first,
        dueWindow: window[row]! + windows,
        due: since - windows * this.windowTicks,
      });
    }
  }

  /** Those whose cache has moved in window `index`, in order of time; ties by stream, then number. */
  window(index: number): Arrivals {
    const due = this.moving.filter(({ dueWindow }) => dueWindow <= index);
    this.moving = this.moving.filter(({ dueWindow }) => dueWindow > index);
    due.sort((a, b) => a.dueWindow - b.dueWindow || a.due - b.due || a.stream - b.stream || a.id - b.id);
    if (due.length > this.rows.time.length) this.rows = handedRows(2 * due.length);
    const { rows } = this;
    rows.count = due.length;
    due.forEach((one, row) => {
      rows.time[row] = one.due;
      rows.id[row] = one.id;
      rows.stream[row] = one.stream;
      rows.prompt[row] = one.prompt;
      rows.output[row] = one.output;
      rows.predicted[row] = one.output;
      rows.priority[row] = 0;
      rows.owner[row] = -1;
      rows.handed.window[row] = one.window;
      rows.handed.arrival[row] = one.arrival;
      rows.handed.first[row] = one.first;
    });
    return rows;
  }
}

const handedRows = (capacity: number): Arrivals & { readonly handed: Handed } => ({
  ...arrivals(capacity),
  handed: {
    window: new Int32Array(capacity),
    arrival: new Float64Array(capacity),
    first: new Float64Array(capacity),
  },
});

/** Of what a reading group ended, the requests that end there: answers of one token, and the refused. */
export const endedHere = (done: Finished): Finished => {
  const rows: number[] = [];
  for (let row = 0; row < done.count; row++) if (done.refused[row] === 1 || done.output[row] === 1) rows.push(row);
  return {
    count: rows.length,
    id: Float64Array.from(rows, (row) => done.id[row]!),
    stream: Uint8Array.from(rows, (row) => done.stream[row]!),
    replica: Int32Array.from(rows, (row) => done.replica[row]!),
    prompt: Int32Array.from(rows, (row) => done.prompt[row]!),
    output: Int32Array.from(rows, (row) => done.output[row]!),
    window: Int32Array.from(rows, (row) => done.window[row]!),
    arrival: Float64Array.from(rows, (row) => done.arrival[row]!),
    firstToken: Float64Array.from(rows, (row) => done.firstToken[row]!),
    lastToken: Float64Array.from(rows, (row) => done.lastToken[row]!),
    preemptions: Uint8Array.from(rows, (row) => done.preemptions[row]!),
    refused: Uint8Array.from(rows, (row) => done.refused[row]!),
  };
};
