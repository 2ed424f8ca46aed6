/** A scenario's own answer: the day as given, the paired day with more demand, and every published number. */
import type { RunResult } from '../factory/result.js';
import type { Loaded } from '../scenario/load.js';

export interface AnswerOptions {
  /** Worker threads; 1 runs everything in this one. The bytes of the answer do not depend on it. */
  readonly threads: number;
  /** `sample`: a systematic sample of request records; `all`: every simulated request; `none`. */
  readonly records: 'sample' | 'all' | 'none';
  /** Called with the share of the work done, 0–1. */
  readonly progress?: (share: number, doing: string) => void;
  /** Ends the run early; `answer` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Columns of request records, one row per kept request; `stream` and `pool` are rows of the result's lists. */
export interface RequestRecords {
  readonly count: number;
  /** Each kept row stands for this many simulated rows of its stream. */
  readonly stride: readonly number[];
  readonly id: Float64Array;
  readonly stream: Uint8Array;
  readonly pool: Uint8Array;
  readonly replica: Int32Array;
  readonly arrival_s: Float64Array;
  readonly ttft_s: Float32Array;
  readonly e2e_s: Float32Array;
  readonly prompt_tokens: Int32Array;
  readonly output_tokens: Int32Array;
  readonly preemptions: Uint8Array;
}

export interface Answer {
  readonly result: RunResult;
  readonly requests: RequestRecords | null;
  /** Wall-clock facts, kept apart because they differ from run to run. */
  readonly runtime: Readonly<Record<string, number | string>>;
}

export const answer = async (_loaded: Loaded, _options: AnswerOptions): Promise<Answer> => {
  throw new Error('study/answer.ts is being written');
};
