/** Places of the counters in a replica's row. */
import { COUNTERS, counterIndex } from './spec.js';

export const ROW = COUNTERS.length;
export const ARRIVED = counterIndex.arrived;
export const FINISHED = counterIndex.finished;
export const REFUSED = counterIndex.refused;
export const PREEMPTED = counterIndex.preempted;
export const PROMPT_TOKENS = counterIndex.promptTokens;
export const RECOMPUTED_TOKENS = counterIndex.recomputedTokens;
export const OUTPUT_TOKENS = counterIndex.outputTokens;
export const STEPS = counterIndex.steps;
export const DECODE_TICKS = counterIndex.decodeTicks;
export const PREFILL_TICKS = counterIndex.prefillTicks;
export const IDLE_TICKS = counterIndex.idleTicks;
export const DECODE_JOULES = counterIndex.decodeJoules;
export const PREFILL_JOULES = counterIndex.prefillJoules;
export const IDLE_JOULES = counterIndex.idleJoules;
export const BATCH_TICKS = counterIndex.batchTicks;
export const WAITING_TICKS = counterIndex.waitingTicks;
export const BLOCK_TICKS = counterIndex.blockTicks;
