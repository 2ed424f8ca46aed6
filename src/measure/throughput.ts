/** What a pool did, from the counters of its simulated units: tokens, requests, time. Every figure is a total of all units or a ratio of such totals. */
import { type Counter, counterIndex } from '../serving/pool/spec.js';
import { estimate, type Stratum, totalOf } from './interval.js';
import type { Estimate } from './result.js';

/** Per unit, its counters over the measured time in the order of COUNTERS; several pools are several strata. */
export type Counters = readonly Stratum<ArrayLike<number>>[];

const { decodeTicks, prefillTicks, idleTicks, batchTicks, waitingTicks, promptTokens, cachedTokens } = counterIndex;

/** A counter over all units, in the counter's own unit. */
export const counted = (counters: Counters, counter: Counter): Estimate => totalOf(counters, counterIndex[counter]);

/** Tokens written, prompt tokens read for the first time, and requests ended, of all units. */
export const outputTokensOf = (counters: Counters): Estimate => counted(counters, 'outputTokens');
export const promptTokensOf = (counters: Counters): Estimate => counted(counters, 'promptTokens');
export const requestsOf = (counters: Counters): Estimate => counted(counters, 'finished');

/** Prompt tokens that were in memory already. */
export const cachedTokensOf = (counters: Counters): Estimate => counted(counters, 'cachedTokens');

/** Share of prompt tokens that were in memory already [1]: cached / (cached + read). Null when nothing was asked. */
export const cachedShare = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => totals[cachedTokens]! / (totals[cachedTokens]! + totals[promptTokens]!));

const busyTicks = (totals: Float64Array): number => totals[decodeTicks]! + totals[prefillTicks]!;
const allTicks = (totals: Float64Array): number => busyTicks(totals) + totals[idleTicks]!;

/** Share of time with at least one step under way [1]: (decode + prefill) / (decode + prefill + idle) ticks. Null when no time has passed. */
export const busyShare = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => busyTicks(totals) / allTicks(totals));

/** Sequences in the batch while busy [1]: ∫ batch dt / busy time. Null when never busy. */
export const meanBatch = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => totals[batchTicks]! / busyTicks(totals));

/** Requests waiting in one unit, over all its time [1]: ∫ waiting dt / time. Null when no time has passed. */
export const meanWaiting = (counters: Counters): Estimate | null =>
  estimate(counters, (totals) => totals[waitingTicks]! / allTicks(totals));
