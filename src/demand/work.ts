/** What a stream asks for on average, before any chip is looked at: for capacity planning. */
import { makeDialogue } from './callers/index.js';
import { makeLengths } from './lengths/pairing.js';
import type { StreamSpec } from './stream.js';
import { recordedLengths } from './traces/replay.js';
import { meanRate, only, type Trace } from './traces/trace.js';

/** Traces that scenarios name, by the path written there, opened and parsed at the doors. */
export type Traces = ReadonlyMap<string, Trace>;

export interface MeanTokens {
  /** Mean prompt tokens per request. */
  readonly prompt: number;
  /** Mean output tokens per request. */
  readonly output: number;
}

/** The rows of the trace that the stream replays. */
export const traceOf = (stream: StreamSpec, traces: Traces): Trace | undefined => {
  if (stream.trace === undefined) return undefined;
  const trace = traces.get(stream.trace.file);
  if (trace === undefined) throw new Error(`trace ${stream.trace.file} was not loaded`);
  return stream.trace.only === undefined ? trace : only(trace, stream.trace.only);
};

export const lengthsOf = (stream: StreamSpec, traces: Traces) => {
  const trace = traceOf(stream, traces);
  return trace === undefined ? makeLengths(stream.lengths!) : recordedLengths(trace);
};

/** Mean tokens of a request that stands alone, or of the first request of a caller. */
export const meanLengths = (stream: StreamSpec, traces: Traces = new Map()): MeanTokens => {
  const { prompt, output } = lengthsOf(stream, traces);
  return { prompt, output };
};

/** Mean tokens over all requests: a growing conversation reads again what was said, (prompt + output + added per turn), on every turn. */
export const workOf = (stream: StreamSpec, traces: Traces = new Map()): MeanTokens => {
  const { prompt, output } = lengthsOf(stream, traces);
  const dialogue = makeDialogue(stream.callers);
  if (!dialogue?.grows) return { prompt, output };
  return { prompt: prompt + dialogue.meanEarlierTurns * (output + (dialogue.added?.mean ?? prompt)), output };
};

/** Mean requests per second that the stream brings by itself: a trace's own rate times its scale; undefined for others. */
export const ownRate = (stream: StreamSpec, traces: Traces = new Map()): number | undefined => {
  const trace = traceOf(stream, traces);
  return trace === undefined ? undefined : meanRate(trace) * stream.trace!.scale;
};
