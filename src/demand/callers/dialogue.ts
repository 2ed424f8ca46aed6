/** What one caller does after a request has ended: whether and when it asks again, and what its next prompt contains. */
import type { Length } from '../lengths/length.js';
import type { Wait } from '../waits/wait.js';

export interface Dialogue {
  /** How many callers exist from the start and ask for ever; undefined when callers arrive at the stream's rate and leave at the end. */
  readonly population?: number;
  /** Requests of one caller, from a uniform draw; Infinity when it never stops. */
  turns(uniform: number): number;
  /** Mean requests of one caller. */
  readonly meanTurns: number;
  /** Mean number of earlier turns that a request looks back on: E[n(n − 1)]/(2·E[n]) for n turns; 0 when prompts do not grow. */
  readonly meanEarlierTurns: number;
  /** Whether a prompt repeats the whole conversation so far, answers included. */
  readonly grows: boolean;
  /** Tokens that a turn after the first adds to its prompt; undefined: as many as a first prompt has. */
  readonly added?: Length;
  readonly wait: Wait;
}

/** The most turns a conversation may have; request numbers leave room for as many. */
export const MOST_TURNS = 1024;
