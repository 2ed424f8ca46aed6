/** Steps that read prompts: what is admitted, what its chunks cost, and what happens when they have been read. */

import { promptPairs } from './cost-table.js';
import {
  BATCH_TICKS,
  BLOCK_TICKS,
  DECODE_JOULES,
  DECODE_TICKS,
  OUTPUT_TOKENS,
  PREFILL_JOULES,
  PREFILL_TICKS,
  PROMPT_TOKENS,
  RECOMPUTED_TOKENS,
  ROW,
  STEPS,
  WAITING_TICKS,
} from './counters.js';
import { advance, finishDue, priceDecode } from './decode.js';
import { FIRST, GENERATED, NEXT, NONE, OUTPUT, SEEN } from './requests.js';
import { finish, join } from './sequence.js';
import { blocksFor, type GroupState, Plan } from './state.js';

/** Lets the integral of waiting requests catch up with `now`, before their number changes. */
export const settleWaiting = (g: GroupState, r: number, now: number): void => {
  g.counters[r * ROW + WAITING_TICKS]! += g.waiting.count[r]! * (now - g.waitingSince[r]!);
  g.waitingSince[r] = now;
};

/**
 * Fills the step being planned with prompts, in the order of the queue, until a limit is met: places in the batch, blocks (beyond
 * `reserved`, for the prompt and one token more), or `budget` tokens. A chunked prompt is cut to the budget; a whole one is read even
 * when it is longer, if it is alone.
 */
export const admit = (g: GroupState, r: number, budget: number, reserved: number): void => {
  const { chunks, requests, waiting } = g;
  for (;;) {
    const row = waiting.first(r);
    if (row === NONE || g.members(r) >= g.maxBatch) return;
    if (g.gated && g.quota[r] === 0 && !waiting.hasFront(r)) return;
    const length = requests.length(row);
    const left = budget - chunks.tokens;
    if (g.chunked ? left <= 0 : length > left && chunks.tokens > 0) return;
    if (blocksFor(length + 1) + g.fixedBlocks > g.freeBlocks[r]! - reserved) {
      g.quota[r] = 0;
      return;
    }
    settleWaiting(g, r, g.clock[r]!);
    if (g.gated && !waiting.hasFront(r)) g.quota[r]!--;
    waiting.remove(r);
    g.freeBlocks[r]! -= blocksFor(length) + g.fixedBlocks;
    readChunk(g, r, row, 0, g.chunked ? Math.min(length, left) : length);
    if (g.partial[r] !== NONE) return;
  }
};

/** Goes on with the prompt that was read in part, as far as the budget goes. */
export const continuePartial = (g: GroupState, r: number, budget: number): void => {
  const row = g.partial[r]!;
  if (row === NONE) return;
  const done = g.partialDone[r]!;
  g.partial[r] = NONE;
  const length = g.requests.length(row);
  readChunk(g, r, row, done, Math.min(length - done, budget));
};

/** Adds `count` tokens of a prompt, after its first `done`, to the step being planned. */
const readChunk = (g: GroupState, r: number, row: number, done: number, count: number): void => {
  const { chunks, requests, counters } = g;
  const length = requests.length(row);
  const reach = done + count;
  const again = Math.max(0, Math.min(requests.ints[(row << 4) + SEEN]!, reach) - done);
  counters[r * ROW + PROMPT_TOKENS]! += count - again;
  counters[r * ROW + RECOMPUTED_TOKENS]! += again;
  chunks.tokens += count;
  for (let j = 0; j < g.windows; j++) {
    const pairs = promptPairs(done, count, g.table.windows[j]!);
    chunks.pairs[j]! += pairs;
    chunks.pairsPerLength[j]! += pairs / reach;
  }
  if (reach < length) {
    g.partial[r] = row;
    g.partialDone[r] = reach;
    return;
  }
  chunks.finished++;
  if (g.readHead[r] === NONE) g.readHead[r] = row;
  else requests.ints[(g.readTail[r]! << 4) + NEXT] = row;
  g.readTail[r] = row;
  requests.ints[(row << 4) + NEXT] = NONE;
  g.readCount[r]!++;
};

/** Clears the sums of chunks for a new step. */
export const clearChunks = (g: GroupState): void => {
  const { chunks } = g;
  chunks.tokens = 0;
  chunks.finished = 0;
  for (let j = 0; j < g.windows; j++) {
    chunks.pairs[j] = 0;
    chunks.pairsPerLength[j] = 0;
  }
};

/** Plans one step for the chunks gathered, beside decoding when chunked. The decode-only step is the decode share; chunks add the rest. */
export const planMixed = (g: GroupState, r: number): void => {
  const { table } = g;
  const decode = g.chunked ? g.batch[r]! : 0;
  table.mixed(g.powerState[r]!, decode, g.contexts, r * g.windows, g.chunks);
  let { ticks, joules } = table;
  g.planTicks[r] = 0;
  g.planJoules[r] = 0;
  if (decode > 0) {
    priceDecode(g, r);
    ticks = Math.max(ticks, g.planTicks[r]!);
    joules = Math.max(joules, g.planJoules[r]!);
  }
  g.planPrefillTicks[r] = ticks - g.planTicks[r]!;
  g.planPrefillJoules[r] = joules - g.planJoules[r]!;
  g.planKind[r] = Plan.mixed;
  g.planSteps[r] = 1;
  g.planEnd[r] = g.clock[r]! + ticks;
};

/** Settles a step that read prompts: sequences that end leave, prompts that were read to their end write a token and join. */
export const settleMixed = (g: GroupState, r: number): void => {
  const { counters, requests } = g;
  const row = r * ROW;
  const time = g.planTicks[r]! + g.planPrefillTicks[r]!;
  counters[row + STEPS]!++;
  counters[row + DECODE_TICKS]! += g.planTicks[r]!;
  counters[row + PREFILL_TICKS]! += g.planPrefillTicks[r]!;
  counters[row + DECODE_JOULES]! += g.planJoules[r]!;
  counters[row + PREFILL_JOULES]! += g.planPrefillJoules[r]!;
  counters[row + BATCH_TICKS]! += g.members(r) * time;
  const held = g.capacity - g.freeBlocks[r]!;
  const taken = g.chunked ? advance(g, r, 1) : 0;
  counters[row + BLOCK_TICKS]! += (held + taken / 2) * time;
  const now = g.planEnd[r]!;
  g.clock[r] = now;
  g.occurrences.segments++;
  if (g.chunked) finishDue(g, r, now);
  counters[row + OUTPUT_TOKENS]! += g.readCount[r]!;
  let reader = g.readHead[r]!;
  g.readHead[r] = NONE;
  g.readCount[r] = 0;
  while (reader !== NONE) {
    const next = requests.ints[(reader << 4) + NEXT]!;
    const stored = requests.length(reader);
    requests.ints[(reader << 4) + GENERATED]!++;
    if (requests.doubles[(reader << 3) + FIRST] === NONE)
      requests.doubles[(reader << 3) + FIRST] = g.sinceArrival(reader, now);
    if (requests.ints[(reader << 4) + GENERATED] === requests.ints[(reader << 4) + OUTPUT]) {
      g.freeBlocks[r]! += blocksFor(stored) + g.fixedBlocks;
      finish(g, r, reader, now);
    } else join(g, r, reader, stored);
    reader = next;
  }
};
