/** A recorded trace as a source of requests: in its own time, faster, or over and over. */
import { defaulting, fields, flag, name, number, text } from '../../schema/field.js';
import type { Arrivals } from '../request.js';
import { TICKS_PER_SECOND } from '../request.js';
import { grown, type Source } from '../source.js';
import { period, type Trace } from './trace.js';

export const replayFields = fields({
  file: text(
    'Path of the trace beside the scenario: Azure LLM CSV, Mooncake JSONL or our own CSV (arrival_s, prompt_tokens, output_tokens).',
    500,
  ),
  only: name('Replays only the rows of this stream, where the trace names streams.').optional(),
  scale: defaulting(
    number('Multiplies the rate by squeezing time: 2 replays twice as fast.', { min: 1e-6, max: 1e6 }),
    1,
    'as recorded',
  ),
  repeat: defaulting(
    flag('Begins again when the trace ends; otherwise silence follows.'),
    false,
    'a repeated trace repeats its accidents, so it must be asked for',
  ),
}).meta({
  description: 'Replays a recorded trace, with its times and lengths. The first request arrives when the run starts.',
});

/** Request `id` is row `id mod count` of lap `floor(id / count)`. A group keeps the ids that `keeps` says are its own. */
export class Replay implements Source {
  times: Float64Array = new Float64Array(1024);
  ids: Float64Array = new Float64Array(1024);
  private next = 0;
  private readonly period: number;

  constructor(
    private readonly trace: Trace,
    private readonly scale: number,
    private readonly repeat: boolean,
    private readonly keeps: (id: number) => boolean,
    private readonly windowTicks: number,
  ) {
    this.period = period(trace);
  }

  window(index: number): number {
    const start = (index * this.windowTicks) / TICKS_PER_SECOND;
    const length = this.windowTicks / TICKS_PER_SECOND;
    const { arrival, count: rows } = this.trace;
    const first = arrival[0]!;
    let count = 0;
    for (; this.repeat || this.next < rows; this.next++) {
      const lap = Math.floor(this.next / rows);
      const local = (arrival[this.next - lap * rows]! - first + lap * this.period) / this.scale - start;
      if (local >= length) break;
      if (!this.keeps(this.next)) continue;
      if (count === this.times.length) {
        this.times = grown(this.times);
        this.ids = grown(this.ids);
      }
      this.times[count] = Math.min(Math.max(0, Math.floor(local * TICKS_PER_SECOND)), this.windowTicks - 1);
      this.ids[count++] = this.next;
    }
    return count;
  }
}

/** The lengths of a trace's own rows. */
export const recordedLengths = (trace: Trace) => {
  const mean = (column: Int32Array) => {
    let sum = 0;
    for (let row = 0; row < trace.count; row++) sum += column[row]!;
    return sum / trace.count;
  };
  return {
    prompt: mean(trace.prompt),
    output: mean(trace.output),
    draw: (into: Arrivals, row: number, id: number) => {
      const recorded = id % trace.count;
      into.prompt[row] = trace.prompt[recorded]!;
      into.output[row] = trace.output[recorded]!;
      if (trace.priority !== null) into.priority[row] = trace.priority[recorded]!;
    },
  };
};
