/** Places of the counters in a replica's record, as doubles. */
import { COUNTED } from './record.js';
import { counterIndex } from './spec.js';

export const ARRIVED = COUNTED + counterIndex.arrived;
export const FINISHED = COUNTED + counterIndex.finished;
export const REFUSED = COUNTED + counterIndex.refused;
export const PREEMPTED = COUNTED + counterIndex.preempted;
export const PROMPT_TOKENS = COUNTED + counterIndex.promptTokens;
export const RECOMPUTED_TOKENS = COUNTED + counterIndex.recomputedTokens;
export const OUTPUT_TOKENS = COUNTED + counterIndex.outputTokens;
export const STEPS = COUNTED + counterIndex.steps;
export const DECODE_TICKS = COUNTED + counterIndex.decodeTicks;
export const PREFILL_TICKS = COUNTED + counterIndex.prefillTicks;
export const IDLE_TICKS = COUNTED + counterIndex.idleTicks;
export const DECODE_JOULES = COUNTED + counterIndex.decodeJoules;
export const PREFILL_JOULES = COUNTED + counterIndex.prefillJoules;
export const BATCH_TICKS = COUNTED + counterIndex.batchTicks;
export const WAITING_TICKS = COUNTED + counterIndex.waitingTicks;
export const BLOCK_TICKS = COUNTED + counterIndex.blockTicks;
