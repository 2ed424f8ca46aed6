/** Which prompts begin alike: what a cache of beginnings recognises, without looking at a word of them. */
import { MOST_TURNS } from './callers/dialogue.js';
import type { PreparedStream } from './prepared.js';
import { BLOCK_TOKENS } from './traces/trace.js';

/** A prompt is a row of runs, each with an identity; two prompts begin alike for as many runs as have equal identities. */
export interface Prefixes {
  /** Runs of a request's text that another may share; 0 where it stands alone. */
  runs(stream: number, id: number, prompt: number): number;
  /** Tokens in each run of a stream; Infinity where the one run grows with the conversation, answers included. */
  tokens(stream: number): number;
  /** Identity of a run, a whole number below 2^53. */
  key(stream: number, id: number, run: number): number;
}

const STREAMS = 256;
/** Laps of a repeated trace whose blocks are told apart; a block is not yet known when the next lap asks for it. */
const LAPS = 2 ** 13;

/** A conversation is one run, numbered as its first request; a recorded prompt has its whole blocks, of which those read in part are not kept. */
export const prefixesOf = (streams: readonly PreparedStream[]): Prefixes => ({
  runs: (stream, id, prompt) => {
    const { trace, dialogue } = streams[stream]!;
    if (trace !== null) return Math.min(trace.blockCount?.[id % trace.count] ?? 0, Math.floor(prompt / BLOCK_TOKENS));
    return dialogue?.grows ? 1 : 0;
  },
  tokens: (stream) => (streams[stream]!.trace === null ? Number.POSITIVE_INFINITY : BLOCK_TOKENS),
  key: (stream, id, run) => {
    const { trace } = streams[stream]!;
    if (trace === null) return Math.floor(id / MOST_TURNS) * STREAMS + stream;
    const lap = Math.floor(id / trace.count) % LAPS;
    return (lap * 2 ** 31 + trace.blocks![trace.blockStart![id % trace.count]! + run]!) * STREAMS + stream;
  },
});
