/** Joules of chips, from the counters of the simulated units. Servers, cooling and losses are added by the ledger, not here. */
import { counterIndex } from '../serving/pool/spec.js';
import { estimate } from './interval.js';
import type { Estimate } from './result.js';
import type { Counters } from './throughput.js';

const { decodeJoules, prefillJoules, idleJoules, outputTokens } = counterIndex;

const allJoules = (totals: Float64Array): number =>
  totals[decodeJoules]! + totals[prefillJoules]! + totals[idleJoules]!;

/** Chip energy of all units, every phase [J]. */
export const chipJoules = (counters: Counters): Estimate =>
  estimate(counters, allJoules) ?? { value: 0, interval: null };

/** Chip energy of every phase over all tokens written [J/token]. Null when none were written. */
export const joulesPerOutputToken = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => allJoules(totals) / totals[outputTokens]!);
