/** A request for tokens, as rows of typed columns: what demand hands to serving. */
import type { Prefixes } from './prefixes.js';

/** Time inside a window is counted in ticks of 2^-42 s, so that sums of steps are exact in a double (see docs/model.md, "Exact time"). */
export const TICKS_PER_SECOND = 2 ** 42;

/** Requests in order of arrival, one row each. Columns may be longer than `count`; rows past it are stale. */
export interface Arrivals {
  count: number;
  /** Local ticks since the start of the window the batch belongs to: whole numbers, not decreasing. */
  readonly time: Float64Array;
  /** Request number inside its stream (site-wide, so that counterfactuals keep their draws). */
  readonly id: Float64Array;
  /** Row of the stream (chat, coding, …) in the scenario. */
  readonly stream: Uint8Array;
  /** Prompt tokens to read, at least 1. */
  readonly prompt: Int32Array;
  /** Tokens to write, at least 1. Hidden from every policy. */
  readonly output: Int32Array;
  /** What a predictor would guess for `output`; the only length that a policy may see. */
  readonly predicted: Int32Array;
  /** Smaller is more urgent. */
  readonly priority: Uint8Array;
  /** Row of the session or user that waits for this request's end, or -1. */
  readonly owner: Int32Array;
  /** Present where the prompts were read elsewhere and come with their first token. */
  readonly handed?: Handed;
}

/** When requests came to the site that read their prompts: window and local ticks of the arrival, and ticks from it to the first token. */
export interface Handed {
  readonly window: Int32Array;
  readonly arrival: Float64Array;
  readonly first: Float64Array;
}

export const arrivals = (capacity: number): Arrivals => ({
  count: 0,
  time: new Float64Array(capacity),
  id: new Float64Array(capacity),
  stream: new Uint8Array(capacity),
  prompt: new Int32Array(capacity),
  output: new Int32Array(capacity),
  predicted: new Int32Array(capacity),
  priority: new Uint8Array(capacity),
  owner: new Int32Array(capacity),
});

/** The requests that reach one group of replicas, window by window. */
export interface Demand {
  /** The requests of window `index` (0, 1, …) in order of arrival; the returned columns are reused by the next call. Call once per window, in order. */
  window(index: number): Arrivals;
  /** Whether some requests are sent only when others have ended (closed-loop users, sessions, agents). */
  readonly feedback?: Feedback;
  /** Which of its prompts begin alike; nothing is known of it where absent. */
  readonly prefixes?: Prefixes;
  /** Whether its requests come with their prompts read (`Arrivals.handed`). */
  readonly isHanded?: boolean;
}

/** Requests caused by the end of others. Serving calls `finished` at the instant a request with an owner ends and asks `next` when something falls due. */
export interface Feedback {
  /** The owner's request ended at `ticks` of window `index` having written `output` tokens (0 when it was refused). */
  finished(owner: number, index: number, ticks: number, output: number): void;
  /** Local ticks in window `index` of the earliest request due, or Infinity. A time before now is never returned. */
  due(index: number): number;
  /** Writes the earliest request due into row 0 of `into`, and forgets it. */
  take(index: number, into: Arrivals): void;
}
