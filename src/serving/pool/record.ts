/** Where a replica keeps what: 512 bytes each in one buffer, seen as doubles (at `replica << 6`) and as whole numbers (at `replica << 7`). */
import { ENGINE_COUNTERS } from './spec.js';

/** Whole numbers. Rows and slots are NONE where there is none. */
/** Decode steps since the last rebase; a sequence's stored tokens are its BASE + depth. */
export const DEPTH = 0;
/** Sequences that decode. */
export const BATCH = 1;
export const FREE_BLOCKS = 2;
/** End of the list of slots by age: who loses memory first. */
export const YOUNGEST = 3;
/** Prompts that end in the step under way, in order of admission. */
export const READ_HEAD = 4;
export const READ_TAIL = 5;
export const READ_COUNT = 6;
/** The one prompt read in part, and how much of it. */
export const PARTIAL = 7;
export const PARTIAL_DONE = 8;
/** Requests a closed batch may still take from the queue. */
export const QUOTA = 9;
/** Finished requests of a static batch, held until it ends. */
export const HELD = 10;
/** Requests in the system: waiting, in the batch or held. */
export const OUTSTANDING = 11;
export const PLAN_KIND = 12;
export const PLAN_STEPS = 13;
/** Cap changes of this window that the replica has met, and the power state it works in. */
export const CAP_CURSOR = 14;
export const POWER_STATE = 15;
/** Requests that wait, those in front included. */
export const WAITING = 16;
/** Preempted requests, the last one preempted first: it is the oldest of them. */
export const FRONT = 17;
export const HEAD = 18;
export const TAIL = 19;
/** Sequences by BASE mod 16: those at (-depth) mod 16 need a block at the next step. */
export const RESIDUES = 24;

/** Doubles. */
/** End of the last step, in local ticks; negative when a step was in flight at the start of the window. */
export const CLOCK = 20;
export const PLAN_END = 21;
/** Decode: ticks and joules of the next step and how they grow. Mixed: the decode share. */
export const PLAN_TICKS = 22;
export const PLAN_TICKS_GROWTH = 23;
export const PLAN_JOULES = 24;
export const PLAN_JOULES_GROWTH = 25;
/** What the chunks of a mixed step add. */
export const PLAN_PREFILL_TICKS = 26;
export const PLAN_PREFILL_JOULES = 27;
/** When the number of waiting requests last changed. */
export const WAITING_SINCE = 28;
/** The counters of the window. */
export const COUNTED = 29;
/** Σ min(context, window) over the batch, one per window; then how many sequences are still below each. */
export const CONTEXTS = COUNTED + ENGINE_COUNTERS.length;
export const MOST_WINDOWS = 8;
export const GROWING = CONTEXTS + MOST_WINDOWS;
