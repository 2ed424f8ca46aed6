/** What a replica does between segments: take arrivals in, settle what has ended, decide what comes next. */

import type { Arrivals, Handed } from '../../demand/request.js';
import { ARRIVED, IDLE_TICKS, REFUSED } from './counters.js';
import { planDecode, settleBefore, settleDecode, truncate } from './decode.js';
import { Service } from './fleet.js';
import { admit, clearChunks, continuePartial, planMixed, settleMixed, settleWaiting } from './prompt.js';
import {
  BATCH,
  CAP_CURSOR,
  CLOCK,
  DEPTH,
  FREE_BLOCKS,
  OUTSTANDING,
  PARTIAL,
  PLAN_END,
  PLAN_KIND,
  PLAN_STEPS,
  POWER_STATE,
  QUOTA,
  WAITING,
  WAITING_SINCE,
} from './record.js';
import { ARRIVAL, FIRST, GENERATED, ID, NONE, OUTPUT, OWNER, PROMPT, TAGS, WINDOW } from './requests.js';
import { end, handOut, preemptYoungest, rebase } from './sequence.js';
import { blocksFor, type GroupState, Plan } from './state.js';

/** A request reaches a replica. One that is not let in, or could never be served, is refused; another joins the queue and, if it could be admitted at once, ends the run under way. */
export const arrive = (g: GroupState, r: number, from: Arrivals, index: number, isLetIn = true): void => {
  const { requests, ints, doubles } = g;
  const now = from.time[index]!;
  const row = requests.take();
  const prompt = from.prompt[index]!;
  const output = from.output[index]!;
  requests.doubles[(row << 3) + ID] = from.id[index]!;
  requests.ints[(row << 4) + TAGS] = from.stream[index]!;
  requests.ints[(row << 4) + PROMPT] = prompt;
  requests.ints[(row << 4) + OUTPUT] = output;
  requests.ints[(row << 4) + OWNER] = from.owner[index]!;
  requests.ints[(row << 4) + WINDOW] = g.window;
  requests.doubles[(row << 3) + ARRIVAL] = now;
  doubles[(r << 6) | ARRIVED]!++;
  ints[(r << 7) | OUTSTANDING]!++;
  let steps = g.handsOver ? 1 : output;
  if (g.speculation !== undefined) {
    steps = g.speculation.stepsOf(from.stream[index]!, from.id[index]!, output);
    requests.steps[row] = steps;
  }
  if (from.handed !== undefined) takeOver(g, row, from.handed, index);
  if (!isLetIn || isHopeless(g, prompt, g.handsOver ? 1 : output, steps)) {
    doubles[(r << 6) | REFUSED]!++;
    end(g, r, row, now);
    return;
  }
  enqueue(g, r, row, now, g.orderKey === undefined ? 0 : g.orderKey(from, index));
};

/** The prompt was read elsewhere: the request comes with its first token and the times it has had. */
const takeOver = (g: GroupState, row: number, handed: Handed, index: number): void => {
  const { requests } = g;
  requests.ints[(row << 4) + WINDOW] = handed.window[index]!;
  requests.doubles[(row << 3) + ARRIVAL] = handed.arrival[index]!;
  requests.doubles[(row << 3) + FIRST] = handed.first[index]!;
  requests.ints[(row << 4) + GENERATED] = 1;
  if (g.speculation !== undefined) requests.steps[row]!--;
};

/** A request joins the queue under a key, or its front (null): if it could be admitted at once, the run under way ends. */
export const enqueue = (g: GroupState, r: number, row: number, now: number, key: number | null): void => {
  const { waiting, ints, doubles } = g;
  settleWaiting(g, r, now);
  const plan = ints[(r << 7) | PLAN_KIND]!;
  if (plan === Plan.decode) {
    const opens = !g.gated && !waiting.hasFront(r) && (waiting.ordered || ints[(r << 7) | WAITING] === 0);
    if (opens && ints[(r << 7) | BATCH]! < g.maxBatch) truncate(g, r, now);
  } else if (plan <= Plan.wait) doubles[(r << 6) | PLAN_END] = now;
  if (key === null) waiting.putBack(r, row);
  else waiting.add(r, row, key);
};

/** Whether a request can never be served: longer than the context, the memory, the longest step or the step counter allow. */
const isHopeless = (g: GroupState, prompt: number, output: number, steps: number): boolean =>
  prompt + output > g.maxContext ||
  blocksFor(g.stored(prompt) + steps) + g.fixedBlocks > g.capacity ||
  steps > g.longestOutput ||
  prompt + output > g.longestPrompt;

/** Settles the plan of a replica, whose end has come. */
export const settle = (g: GroupState, r: number): void => {
  const { ints, doubles } = g;
  const plan = ints[(r << 7) | PLAN_KIND]!;
  if (plan === Plan.decode) settleDecode(g, r, ints[(r << 7) | PLAN_STEPS]!);
  else if (plan === Plan.mixed) settleMixed(g, r);
  else idleUntil(g, r, doubles[(r << 6) | PLAN_END]!);
  ints[(r << 7) | PLAN_KIND] = Plan.none;
  if (g.holds && batchHasEnded(g, r)) handOut(g, r, doubles[(r << 6) | CLOCK]!);
};

const idleUntil = (g: GroupState, r: number, now: number): void => {
  const { doubles } = g;
  doubles[(r << 6) | IDLE_TICKS]! += now - doubles[(r << 6) | CLOCK]!;
  doubles[(r << 6) | CLOCK] = now;
};

/** Whether a gated batch has nobody left: neither in it, nor to be read again, nor still to be let in. */
const batchHasEnded = (g: GroupState, r: number): boolean =>
  g.ints[(r << 7) | BATCH] === 0 &&
  g.ints[(r << 7) | PARTIAL] === NONE &&
  g.ints[(r << 7) | QUOTA] === 0 &&
  !g.waiting.hasFront(r);

/** Makes the next plan of a replica, at its clock: everything that happened up to now is known to it. */
export const decide = (g: GroupState, r: number): void => {
  const { ints } = g;
  while (
    ints[(r << 7) | CAP_CURSOR]! < g.capTimes.length &&
    g.capTimes[ints[(r << 7) | CAP_CURSOR]!]! <= g.doubles[(r << 6) | CLOCK]!
  ) {
    ints[(r << 7) | POWER_STATE] = g.capStates[ints[(r << 7) | CAP_CURSOR]!]!;
    ints[(r << 7) | CAP_CURSOR]!++;
    g.occurrences.capChanges++;
  }
  if (g.fleet.service[r]! >= Service.starting) {
    idle(g, r);
    return;
  }
  if (ints[(r << 7) | DEPTH]! >= g.rebaseAfter) rebase(g, r);
  if (g.gated && batchHasEnded(g, r) && !openBatch(g, r)) return;
  if (g.chunked) decideChunked(g, r);
  else decidePromptsFirst(g, r);
};

/** Starts a closed batch from what waits, unless there is nothing or a static batch had better wait for more. */
const openBatch = (g: GroupState, r: number): boolean => {
  const { ints, doubles } = g;
  const waiting = ints[(r << 7) | WAITING]!;
  if (waiting === 0) {
    idle(g, r);
    return false;
  }
  if (g.holds && waiting < g.maxBatch) {
    const left = g.maxWait - g.sinceArrival(g.waiting.first(r), doubles[(r << 6) | CLOCK]!);
    if (left > 0) {
      ints[(r << 7) | PLAN_KIND] = Plan.wait;
      doubles[(r << 6) | PLAN_END] = doubles[(r << 6) | CLOCK]! + left;
      return false;
    }
  }
  ints[(r << 7) | QUOTA] = Math.min(waiting, g.maxBatch);
  return true;
};

const idle = (g: GroupState, r: number): void => {
  g.ints[(r << 7) | PLAN_KIND] = Plan.idle;
  g.doubles[(r << 6) | PLAN_END] = Number.POSITIVE_INFINITY;
};

/** Whole prompts before decoding: a step of prompts alone while any can be admitted. */
const decidePromptsFirst = (g: GroupState, r: number): void => {
  const { ints } = g;
  if (ints[(r << 7) | WAITING]! > 0) {
    clearChunks(g);
    admit(g, r, g.tokenBudget);
    if (g.chunks.tokens > 0) {
      planMixed(g, r);
      return;
    }
  }
  if (ints[(r << 7) | BATCH] === 0) {
    idle(g, r);
    return;
  }
  planDecode(g, r, makeRoom(g, r) ? 1 : g.stepLimit);
};

/** Prompts in pieces beside decoding. After a preemption nobody is admitted in the same step. */
const decideChunked = (g: GroupState, r: number): void => {
  const { ints } = g;
  const preempted = ints[(r << 7) | BATCH]! > 0 && makeRoom(g, r);
  if (ints[(r << 7) | WAITING]! > 0 || ints[(r << 7) | PARTIAL] !== NONE) {
    clearChunks(g);
    const budget = g.tokenBudget - ints[(r << 7) | BATCH]! * g.verified;
    continuePartial(g, r, budget);
    if (!preempted && ints[(r << 7) | PARTIAL] === NONE) admit(g, r, budget);
    if (g.chunks.tokens > 0) {
      planMixed(g, r);
      return;
    }
  }
  if (ints[(r << 7) | BATCH] === 0) {
    idle(g, r);
    return;
  }
  planDecode(g, r, preempted ? 1 : g.stepLimit);
};

/** Preempts the youngest until the next step's blocks are free; says whether anybody had to go. */
const makeRoom = (g: GroupState, r: number): boolean => {
  const { ints } = g;
  if (g.blocksDue(r) <= ints[(r << 7) | FREE_BLOCKS]!) return false;
  settleWaiting(g, r, g.doubles[(r << 6) | CLOCK]!);
  while (g.blocksDue(r) > ints[(r << 7) | FREE_BLOCKS]!) preemptYoungest(g, r);
  return true;
};

/** Lets a replica catch up with local time `until`: what ended before it is settled, the step in flight stays planned. */
export const pause = (g: GroupState, r: number, until: number): void => {
  const plan = g.ints[(r << 7) | PLAN_KIND]!;
  if (plan <= Plan.wait) idleUntil(g, r, until);
  else if (plan === Plan.decode) settleBefore(g, r, until);
  settleWaiting(g, r, until);
};

/** Closes the window for a replica: it catches up with the end, and clocks start again at zero. */
export const closeWindow = (g: GroupState, r: number): void => {
  const { ints, doubles } = g;
  pause(g, r, g.windowTicks);
  doubles[(r << 6) | WAITING_SINCE] = 0;
  doubles[(r << 6) | CLOCK]! -= g.windowTicks;
  doubles[(r << 6) | PLAN_END]! -= g.windowTicks;
  ints[(r << 7) | CAP_CURSOR] = 0;
  if (g.capTimes.length > 0) ints[(r << 7) | POWER_STATE] = g.capStates[g.capStates.length - 1]!;
};
