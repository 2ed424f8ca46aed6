/** Joules of chips by what they were spent on, from the counters of the simulated units. Servers, cooling and losses are added by the ledger, not here. */
import { TICKS_PER_SECOND } from '../demand/request.js';
import { counterIndex } from '../serving/pool/spec.js';
import { estimate } from './interval.js';
import type { Estimate } from './result.js';
import { type Counters, counted } from './throughput.js';

const { decodeJoules, prefillJoules, idleJoules, decodeTicks, prefillTicks, idleTicks, outputTokens, promptTokens } =
  counterIndex;

/** Chip energy of all units by phase [J]: writing = steps as if they had no chunks, reading = what chunks add, idle = time with nothing to do. */
export const joulesByPhase = (
  counters: Counters,
): { readonly writing: Estimate; readonly reading: Estimate; readonly idle: Estimate } => ({
  writing: counted(counters, 'decodeJoules'),
  reading: counted(counters, 'prefillJoules'),
  idle: counted(counters, 'idleJoules'),
});

const allJoules = (totals: Float64Array): number =>
  totals[decodeJoules]! + totals[prefillJoules]! + totals[idleJoules]!;

/** Chip energy of all units, every phase [J]. */
export const chipJoules = (counters: Counters): Estimate =>
  estimate(counters, allJoules) ?? { value: 0, interval: null };

/** Chip energy of every phase over all tokens written [J/token]. Null when none were written. */
export const joulesPerOutputToken = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => allJoules(totals) / totals[outputTokens]!);

/** What writing a token takes [J/token]: decode energy / tokens written, reading and idling left out. Null when none were written. */
export const writingJoulesPerToken = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => totals[decodeJoules]! / totals[outputTokens]!);

/** What reading a prompt token takes [J/token]: prefill energy (with what is read again after a preemption) / prompt tokens. Null when none were read. */
export const readingJoulesPerToken = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => totals[prefillJoules]! / totals[promptTokens]!);

/** Mean chip draw of one replica [W]: energy / time, idle time included. Null when no time has passed. */
export const replicaPower = (counters: Counters): Estimate | null =>
  estimate(
    counters,
    (totals) =>
      (allJoules(totals) * TICKS_PER_SECOND) / (totals[decodeTicks]! + totals[prefillTicks]! + totals[idleTicks]!),
  );
