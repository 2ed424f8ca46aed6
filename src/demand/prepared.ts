/** A stream with its tables built and its trace at hand: made once, then shared by all groups and replications. */
import { inverseNormal } from '../kernel/normal.js';
import type { Dialogue } from './callers/dialogue.js';
import { makeDialogue } from './callers/index.js';
import type { Lengths } from './lengths/lengths.js';
import { makeLengths } from './lengths/pairing.js';
import type { StreamSpec } from './stream.js';
import { tabulated } from './tabulated.js';
import { recordedLengths } from './traces/replay.js';
import { loaded, meanRate, only, type Trace, type Traces } from './traces/trace.js';

export type { Traces };

export interface PreparedStream {
  readonly spec: StreamSpec;
  readonly lengths: Lengths;
  /** What callers do after an answer; null when they never come back. */
  readonly dialogue: Dialogue | null;
  /** The rows that the stream replays. */
  readonly trace: Trace | null;
  /** predicted/true as a function of a uniform draw; null for a prophet. */
  readonly guess: ((uniform: number) => number) | null;
}

/** Throws when a trace that a stream names was not loaded; everything else was checked when the scenario was read. */
export const prepareStreams = (streams: readonly StreamSpec[], traces: Traces = new Map()): readonly PreparedStream[] =>
  streams.map((spec) => {
    const trace = replayed(spec, traces);
    const { error } = spec.predictor;
    return {
      spec,
      trace,
      lengths: trace === null ? makeLengths(spec.lengths!, traces) : recordedLengths(trace),
      dialogue: makeDialogue(spec.callers),
      guess: error === 0 ? null : tabulated((uniform) => Math.exp(error * inverseNormal(uniform))),
    };
  });

const replayed = ({ trace }: StreamSpec, traces: Traces): Trace | null => {
  if (trace === undefined) return null;
  const whole = loaded(traces, trace.file);
  return trace.only === undefined ? whole : only(whole, trace.only);
};

export interface MeanTokens {
  /** Mean prompt tokens per request. */
  readonly prompt: number;
  /** Mean output tokens per request. */
  readonly output: number;
}

/** Mean tokens over all requests: a growing conversation reads again, on every turn, what was said before: prompt, answers and additions. */
export const workOf = ({ lengths: { prompt, output }, dialogue }: PreparedStream): MeanTokens => {
  if (!dialogue?.grows) return { prompt, output };
  return { prompt: prompt + dialogue.meanEarlierTurns * (output + (dialogue.added?.mean ?? prompt)), output };
};

/** Mean requests per second that a trace brings by itself: its own rate times the stated scale; undefined for other streams. */
export const ownRate = ({ spec, trace }: PreparedStream): number | undefined =>
  trace === null ? undefined : meanRate(trace) * spec.trace!.scale;

/** Whether some streams need answers before they ask again: their groups are simulated with `Demand.feedback` and cannot be split by stride. */
export const needsFeedback = (streams: readonly PreparedStream[]): boolean =>
  streams.some(({ dialogue }) => dialogue !== null);
