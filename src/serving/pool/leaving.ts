/** What happens to the requests of a replica that leaves service: served elsewhere in the group, read again with the tokens that they had. */
import { enqueue } from './boundary.js';
import { Service } from './fleet.js';
import { settleWaiting } from './prompt.js';
import {
  BATCH,
  CLOCK,
  CONTEXTS,
  FREE_BLOCKS,
  GROWING,
  PARTIAL,
  PARTIAL_DONE,
  PLAN_END,
  PLAN_KIND,
  QUOTA,
  READ_COUNT,
  READ_HEAD,
  READ_TAIL,
  RESIDUES,
  YOUNGEST,
} from './record.js';
import { ID, NEXT, NONE, PREEMPTION, SEEN, TAGS } from './requests.js';
import { handOut, remember } from './sequence.js';
import { BASE, BLOCK, type GroupState, OLDER, Plan, ROW_OF } from './state.js';

/** The replica that takes over a request of this number and stream from another; both their loads are told. */
export type TakeOver = (from: number, id: number, stream: number) => number;

/** Changes what a replica does at local time `now`, up to which the group has run. What no open replica can take over waits where it is. */
export const setService = (g: GroupState, r: number, service: Service, now: number, takeOver: TakeOver): void => {
  const before = g.fleet.service[r];
  if (before === service) return;
  g.fleet.set(r, service);
  if (service === Service.open) {
    if (g.ints[(r << 7) | PLAN_KIND]! <= Plan.wait) g.doubles[(r << 6) | PLAN_END] = now;
    /** What waits where nobody serves it need wait no longer. */
    for (let other = 0; other < g.replicas; other++)
      if (g.fleet.service[other]! >= Service.starting)
        for (const row of queueOf(g, other, now)) move(g, other, row, now, takeOver, false);
    return;
  }
  if (service === Service.draining) {
    if (g.fleet.open > 0) for (const row of queueOf(g, r, now)) move(g, r, row, now, takeOver, false);
    return;
  }
  const served = servedBy(g, r, now);
  const waiting = queueOf(g, r, now);
  clear(g, r, now);
  /** The oldest ends up first where several go to one replica, before all that wait there. */
  for (const row of served.reverse()) move(g, r, row, now, takeOver, true);
  for (const row of waiting) move(g, r, row, now, takeOver, false);
};

/** Requests being read or written, oldest first, with what they have so far; answers that were only held back are handed out. */
const servedBy = (g: GroupState, r: number, now: number): number[] => {
  const { requests, ints } = g;
  if (g.holds) handOut(g, r, now);
  const rows: number[] = [];
  const slots = r * g.maxBatch;
  for (let slot = ints[(r << 7) | YOUNGEST]!; slot !== NONE; slot = g.slots[((slots + slot) << 2) + OLDER]!) {
    const at = (slots + slot) << 2;
    const row = g.slots[at + ROW_OF]!;
    remember(g, r, row, g.slots[at + BASE]!);
    rows.push(row);
  }
  rows.reverse();
  for (let row = ints[(r << 7) | READ_HEAD]!; row !== NONE; row = requests.ints[(row << 4) + NEXT]!) {
    requests.ints[(row << 4) + SEEN] = requests.length(row);
    rows.push(row);
  }
  const partial = ints[(r << 7) | PARTIAL]!;
  if (partial !== NONE) {
    requests.ints[(partial << 4) + SEEN] = Math.max(
      requests.ints[(partial << 4) + SEEN]!,
      ints[(r << 7) | PARTIAL_DONE]!,
    );
    rows.push(partial);
  }
  for (const row of rows) {
    requests.ints[(row << 4) + TAGS]! += PREEMPTION;
    g.prefix?.forget(row);
  }
  g.fleet.countRetried(r, rows.length);
  g.occurrences.retries += rows.length;
  return rows;
};

const queueOf = (g: GroupState, r: number, now: number): number[] => {
  const rows: number[] = [];
  settleWaiting(g, r, now);
  while (g.waiting.first(r) !== NONE) rows.push(g.waiting.remove(r));
  return rows;
};

/** The replica stands empty, its step in flight is lost. */
const clear = (g: GroupState, r: number, now: number): void => {
  const { ints, doubles } = g;
  ints[(r << 7) | BATCH] = 0;
  ints[(r << 7) | FREE_BLOCKS] = g.capacity;
  g.prefix?.store.clear(r);
  for (const field of [YOUNGEST, READ_HEAD, READ_TAIL, PARTIAL]) ints[(r << 7) | field] = NONE;
  ints[(r << 7) | READ_COUNT] = 0;
  ints[(r << 7) | QUOTA] = 0;
  ints.fill(0, (r << 7) + RESIDUES, (r << 7) + RESIDUES + BLOCK);
  for (let j = 0; j < g.windows; j++) {
    doubles[(r << 6) + CONTEXTS + j] = 0;
    doubles[(r << 6) + GROWING + j] = 0;
  }
  g.crossingCount.fill(0, r * (g.windows - 1), (r + 1) * (g.windows - 1));
  for (let slot = 0; slot < g.maxBatch; slot++) g.freeSlots[r * g.maxBatch + slot] = slot;
  ints[(r << 7) | PLAN_KIND] = Plan.idle;
  doubles[(r << 6) | PLAN_END] = Number.POSITIVE_INFINITY;
  doubles[(r << 6) | CLOCK] = now;
};

const move = (g: GroupState, from: number, row: number, now: number, takeOver: TakeOver, first: boolean): void => {
  const { doubles, ints } = g.requests;
  const to = g.fleet.open > 0 ? takeOver(from, doubles[(row << 3) + ID]!, ints[(row << 4) + TAGS]! & 255) : from;
  enqueue(g, to, row, now, first ? null : g.waiting.keyOf(row));
};
