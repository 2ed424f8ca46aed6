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
  STEPS,
  WAITING_TICKS,
} from './counters.js';
import { advance, finishDue, priceDecode } from './decode.js';
import {
  BATCH,
  CLOCK,
  CONTEXTS,
  FREE_BLOCKS,
  PARTIAL,
  PARTIAL_DONE,
  PLAN_END,
  PLAN_JOULES,
  PLAN_KIND,
  PLAN_PREFILL_JOULES,
  PLAN_PREFILL_TICKS,
  PLAN_STEPS,
  PLAN_TICKS,
  POWER_STATE,
  QUOTA,
  READ_COUNT,
  READ_HEAD,
  READ_TAIL,
  WAITING,
  WAITING_SINCE,
} from './record.js';
import { FIRST, GENERATED, NEXT, NONE, PREEMPTION, PROMPT, SEEN, TAGS } from './requests.js';
import { countWritten, finish, giveBack, join } from './sequence.js';
import { blocksFor, type GroupState, Plan } from './state.js';

/** Lets the integral of waiting requests catch up with `now`, before their number changes. */
export const settleWaiting = (g: GroupState, r: number, now: number): void => {
  const { doubles } = g;
  doubles[(r << 6) | WAITING_TICKS]! += g.ints[(r << 7) | WAITING]! * (now - doubles[(r << 6) | WAITING_SINCE]!);
  doubles[(r << 6) | WAITING_SINCE] = now;
};

/**
 * Fills the step being planned with prompts, in the order of the queue, until a limit is met: places in the batch, blocks (beyond
 * those that a chunked step needs besides, for the prompt and one token more), or `budget` tokens. A chunked prompt is cut to the budget; a whole one is read even
 * when it is longer, if it is alone.
 */
export const admit = (g: GroupState, r: number, budget: number): void => {
  const { chunks, requests, waiting, ints } = g;
  let most = budget;
  for (;;) {
    const row = waiting.first(r);
    if (row === NONE || g.members(r) >= g.maxBatch) return;
    if (g.gated && ints[(r << 7) | QUOTA] === 0 && !waiting.hasFront(r)) return;
    const reserved = g.chunked ? g.blocksDue(r) : 0;
    if (hasItsPrompt(requests, row)) {
      if (g.chunked && most - chunks.tokens < g.verified) return;
      if (!joinHanded(g, r, row, reserved)) return;
      if (g.chunked) most -= g.verified;
      continue;
    }
    const length = requests.length(row);
    const left = most - chunks.tokens;
    if (g.chunked && left <= 0) return;
    const cached = g.prefix === undefined ? 0 : g.prefix.look(g, r, row);
    if (!g.chunked && length - cached > left && chunks.tokens > 0) return;
    if (blocksToAdmit(g, length) > ints[(r << 7) | FREE_BLOCKS]! - reserved) {
      ints[(r << 7) | QUOTA] = 0;
      return;
    }
    settleWaiting(g, r, g.doubles[(r << 6) | CLOCK]!);
    if (g.gated && !waiting.hasFront(r)) ints[(r << 7) | QUOTA]!--;
    waiting.remove(r);
    ints[(r << 7) | FREE_BLOCKS]! -= blocksFor(g.stored(length)) + g.fixedBlocks;
    if (g.prefix !== undefined) g.prefix.take(g, r, row, cached);
    readChunk(g, r, row, cached, g.chunked ? Math.min(length - cached, left) : length - cached);
    if (ints[(r << 7) | PARTIAL] !== NONE) return;
  }
};

/** Whether a request came with its prompt read elsewhere, and has not lost it since. */
const hasItsPrompt = ({ ints }: GroupState['requests'], row: number): boolean =>
  ints[(row << 4) + GENERATED]! > 0 && ints[(row << 4) + TAGS]! < PREEMPTION;

/** Its memory arrives and it writes on, without a step to read: false where there is no room for it and one token more. */
const joinHanded = (g: GroupState, r: number, row: number, reserved: number): boolean => {
  const { ints, waiting } = g;
  const stored = g.stored(g.requests.ints[(row << 4) + PROMPT]!);
  if (blocksFor(stored + 1) + g.fixedBlocks > ints[(r << 7) | FREE_BLOCKS]! - reserved) {
    ints[(r << 7) | QUOTA] = 0;
    return false;
  }
  settleWaiting(g, r, g.doubles[(r << 6) | CLOCK]!);
  if (g.gated && !waiting.hasFront(r)) ints[(r << 7) | QUOTA]!--;
  waiting.remove(r);
  ints[(r << 7) | FREE_BLOCKS]! -= blocksFor(stored) + g.fixedBlocks;
  join(g, r, row, stored);
  return true;
};

/** Free blocks without which a prompt is not begun: room for it and one token more, beside what was found of it in memory. */
const blocksToAdmit = (g: GroupState, length: number): number => {
  const all = blocksFor(g.stored(length) + 1) + g.fixedBlocks;
  return g.prefix === undefined ? all : all - g.prefix.hit + g.prefix.idle;
};

/** Goes on with the prompt that was read in part, as far as the budget goes. */
export const continuePartial = (g: GroupState, r: number, budget: number): void => {
  const { ints } = g;
  const row = ints[(r << 7) | PARTIAL]!;
  if (row === NONE) return;
  const done = ints[(r << 7) | PARTIAL_DONE]!;
  ints[(r << 7) | PARTIAL] = NONE;
  const length = g.requests.length(row);
  readChunk(g, r, row, done, Math.min(length - done, budget));
};

/** Adds `count` tokens of a prompt, after its first `done`, to the step being planned. */
const readChunk = (g: GroupState, r: number, row: number, done: number, count: number): void => {
  const { chunks, requests, doubles, ints } = g;
  const length = requests.length(row);
  const reach = done + count;
  if (g.prefix !== undefined) g.prefix.attend(g, r, row, done, count);
  const again = Math.max(0, Math.min(requests.ints[(row << 4) + SEEN]!, reach) - done);
  doubles[(r << 6) | PROMPT_TOKENS]! += count - again;
  doubles[(r << 6) | RECOMPUTED_TOKENS]! += again;
  chunks.tokens += count;
  for (let j = 0; j < g.windows; j++) {
    const pairs = promptPairs(done, count, g.tokenWindows[j]!);
    chunks.pairs[j]! += pairs;
    chunks.pairsPerLength[j]! += pairs / reach;
  }
  if (reach < length) {
    ints[(r << 7) | PARTIAL] = row;
    ints[(r << 7) | PARTIAL_DONE] = reach;
    return;
  }
  chunks.finished++;
  if (ints[(r << 7) | READ_HEAD] === NONE) ints[(r << 7) | READ_HEAD] = row;
  else requests.ints[(ints[(r << 7) | READ_TAIL]! << 4) + NEXT] = row;
  ints[(r << 7) | READ_TAIL] = row;
  requests.ints[(row << 4) + NEXT] = NONE;
  ints[(r << 7) | READ_COUNT]!++;
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
  const { table, ints, doubles } = g;
  const decode = g.chunked ? ints[(r << 7) | BATCH]! : 0;
  table.mixed(ints[(r << 7) | POWER_STATE]!, decode, g.doubles, (r << 6) + CONTEXTS, g.chunks);
  let { ticks, joules } = table;
  doubles[(r << 6) | PLAN_TICKS] = 0;
  doubles[(r << 6) | PLAN_JOULES] = 0;
  if (decode > 0) {
    priceDecode(g, r);
    ticks = Math.max(ticks, doubles[(r << 6) | PLAN_TICKS]!);
    joules = Math.max(joules, doubles[(r << 6) | PLAN_JOULES]!);
  }
  doubles[(r << 6) | PLAN_PREFILL_TICKS] = ticks - doubles[(r << 6) | PLAN_TICKS]!;
  doubles[(r << 6) | PLAN_PREFILL_JOULES] = joules - doubles[(r << 6) | PLAN_JOULES]!;
  ints[(r << 7) | PLAN_KIND] = Plan.mixed;
  ints[(r << 7) | PLAN_STEPS] = 1;
  doubles[(r << 6) | PLAN_END] = doubles[(r << 6) | CLOCK]! + ticks;
};

/** Settles a step that read prompts: sequences that end leave, prompts that were read to their end write a token and join. */
export const settleMixed = (g: GroupState, r: number): void => {
  const { doubles, requests, ints } = g;
  const row = r << 6;
  const time = doubles[(r << 6) | PLAN_TICKS]! + doubles[(r << 6) | PLAN_PREFILL_TICKS]!;
  doubles[row + STEPS]!++;
  doubles[row + DECODE_TICKS]! += doubles[(r << 6) | PLAN_TICKS]!;
  doubles[row + PREFILL_TICKS]! += doubles[(r << 6) | PLAN_PREFILL_TICKS]!;
  doubles[row + DECODE_JOULES]! += doubles[(r << 6) | PLAN_JOULES]!;
  doubles[row + PREFILL_JOULES]! += doubles[(r << 6) | PLAN_PREFILL_JOULES]!;
  doubles[row + BATCH_TICKS]! += g.members(r) * time;
  const held = g.capacity - ints[(r << 7) | FREE_BLOCKS]!;
  const taken = g.chunked ? advance(g, r, 1) : 0;
  doubles[row + BLOCK_TICKS]! += (held + taken / 2) * time;
  const now = doubles[(r << 6) | PLAN_END]!;
  doubles[(r << 6) | CLOCK] = now;
  g.occurrences.segments++;
  if (g.chunked) finishDue(g, r, now);
  doubles[row + OUTPUT_TOKENS]! += ints[(r << 7) | READ_COUNT]!;
  let reader = ints[(r << 7) | READ_HEAD]!;
  ints[(r << 7) | READ_HEAD] = NONE;
  ints[(r << 7) | READ_COUNT] = 0;
  while (reader !== NONE) {
    const next = requests.ints[(reader << 4) + NEXT]!;
    const stored = g.stored(requests.length(reader));
    if (g.prefix !== undefined) g.prefix.keep(g, r, reader, stored);
    requests.ints[(reader << 4) + GENERATED]!++;
    if (g.speculation !== undefined) requests.steps[reader]!--;
    if (requests.doubles[(reader << 3) + FIRST] === NONE)
      requests.doubles[(reader << 3) + FIRST] = g.sinceArrival(reader, now);
    if (g.stepsLeft(reader) === 0) {
      if (g.speculation !== undefined) countWritten(g, r, reader, 0);
      giveBack(g, r, reader, stored);
      finish(g, r, reader, now);
    } else join(g, r, reader, stored);
    reader = next;
  }
};
