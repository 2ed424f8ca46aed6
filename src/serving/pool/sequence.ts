/** How a sequence enters the decoding batch, leaves it, and loses its memory. */
import { FINISHED, OUTPUT_TOKENS, PREEMPTED } from './counters.js';
import {
  BATCH,
  CONTEXTS,
  DEPTH,
  FREE_BLOCKS,
  GROWING,
  HELD,
  OUTSTANDING,
  PARTIAL,
  PARTIAL_DONE,
  RESIDUES,
  YOUNGEST,
} from './record.js';
import { FIRST, GENERATED, LAST, NEXT, NONE, OUTPUT, OWNER, PREEMPTION, PROMPT, SEEN, TAGS } from './requests.js';
import { BASE, BLOCK, blocksFor, type GroupState, OLDER, ROW_OF, YOUNGER } from './state.js';
import { popKey, pushKey, removeSlot } from './step-heap.js';

/** A prompt that takes `stored` tokens, or strides, of cache has been read: its sequence joins the batch for the steps it still takes. */
export const join = (g: GroupState, r: number, row: number, stored: number): void => {
  const { maxBatch, keyBits, ints, doubles } = g;
  const slots = r * maxBatch;
  const batch = ints[(r << 7) | BATCH]!;
  const depth = ints[(r << 7) | DEPTH]!;
  const slot = g.freeSlots[slots + maxBatch - 1 - batch]!;
  const base = stored - depth;
  const finish = depth + g.stepsLeft(row);
  const at = (slots + slot) << 2;
  g.slots[at + ROW_OF] = row;
  g.slots[at + BASE] = base;
  pushKey(g.finishes, slots, batch, (finish << keyBits) | slot);
  ints[(r << 7) | BATCH] = batch + 1;
  ints[(r << 7) + RESIDUES + (base & (BLOCK - 1))]!++;
  const older = ints[(r << 7) | YOUNGEST]!;
  g.slots[at + OLDER] = older;
  g.slots[at + YOUNGER] = NONE;
  if (older !== NONE) g.slots[((slots + older) << 2) + YOUNGER] = slot;
  ints[(r << 7) | YOUNGEST] = slot;
  const contexts = (r << 6) + CONTEXTS;
  const growing = (r << 6) + GROWING;
  doubles[contexts]! += stored + 1;
  doubles[growing]!++;
  for (let j = 1; j < g.windows; j++) {
    const window = g.table.windows[j]!;
    doubles[contexts + j]! += Math.min(stored + 1, window);
    if (stored + 1 >= window) continue;
    doubles[growing + j]!++;
    const cross = window - 1 - base;
    if (cross > finish) continue;
    const heap = r * (g.windows - 1) + j - 1;
    pushKey(g.crossings, heap * maxBatch, g.crossingCount[heap]!++, (cross << keyBits) | slot);
  }
};

/** Frees the blocks of a request whose cache takes `stored` tokens, or strides; what it shares stays with the others. */
export const giveBack = (g: GroupState, r: number, row: number, stored: number): void => {
  g.ints[(r << 7) | FREE_BLOCKS]! += blocksFor(stored) + g.fixedBlocks;
  if (g.prefix !== undefined) g.prefix.release(g, r, row);
};

/** Takes the first finisher out of the batch and returns its row. */
export const popFinish = (g: GroupState, r: number): number => {
  const slots = r * g.maxBatch;
  const slot = g.finishes[slots]! & g.slotMask;
  popKey(g.finishes, slots, g.ints[(r << 7) | BATCH]!);
  const row = leave(g, r, slot);
  if (g.speculation !== undefined) countWritten(g, r, row, g.requests.steps[row]!);
  return row;
};

/** Frees a slot (already off the finish heap) with its blocks, and returns its row. */
const leave = (g: GroupState, r: number, slot: number): number => {
  const { ints, doubles } = g;
  const slots = r * g.maxBatch;
  const at = (slots + slot) << 2;
  const base = g.slots[at + BASE]!;
  const stored = base + ints[(r << 7) | DEPTH]!;
  const batch = ints[(r << 7) | BATCH]! - 1;
  ints[(r << 7) | BATCH] = batch;
  g.freeSlots[slots + g.maxBatch - 1 - batch] = slot;
  ints[(r << 7) + RESIDUES + (base & (BLOCK - 1))]!--;
  if (g.prefix !== undefined) g.prefix.keep(g, r, g.slots[at + ROW_OF]!, stored);
  giveBack(g, r, g.slots[at + ROW_OF]!, stored);
  const older = g.slots[at + OLDER]!;
  const younger = g.slots[at + YOUNGER]!;
  if (older !== NONE) g.slots[((slots + older) << 2) + YOUNGER] = younger;
  if (younger !== NONE) g.slots[((slots + younger) << 2) + OLDER] = older;
  else ints[(r << 7) | YOUNGEST] = older;
  const contexts = (r << 6) + CONTEXTS;
  const growing = (r << 6) + GROWING;
  doubles[contexts]! -= stored + 1;
  doubles[growing]!--;
  for (let j = 1; j < g.windows; j++) {
    const window = g.table.windows[j]!;
    doubles[contexts + j]! -= Math.min(stored + 1, window);
    if (stored + 1 < window) doubles[growing + j]!--;
  }
  return g.slots[at + ROW_OF]!;
};

/** Moves past the windows that sequences outgrow at the present depth. */
export const cross = (g: GroupState, r: number): void => {
  for (let j = 1; j < g.windows; j++) {
    const heap = r * (g.windows - 1) + j - 1;
    const offset = heap * g.maxBatch;
    while (g.crossingCount[heap]! > 0 && g.crossings[offset]! >> g.keyBits === g.ints[(r << 7) | DEPTH]) {
      popKey(g.crossings, offset, g.crossingCount[heap]!--);
      g.doubles[(r << 6) + GROWING + j]!--;
      g.occurrences.windowCrossings++;
    }
  }
};

/** The youngest sequence gives its memory back and will be read again, prompt and written tokens together: the partial prompt first. */
export const preemptYoungest = (g: GroupState, r: number): void => {
  const { requests, ints } = g;
  let row = ints[(r << 7) | PARTIAL]!;
  if (row !== NONE) {
    const stored = g.stored(requests.length(row));
    giveBack(g, r, row, stored);
    requests.ints[(row << 4) + SEEN] = Math.max(requests.ints[(row << 4) + SEEN]!, ints[(r << 7) | PARTIAL_DONE]!);
    ints[(r << 7) | PARTIAL] = NONE;
  } else {
    const slots = r * g.maxBatch;
    const slot = ints[(r << 7) | YOUNGEST]!;
    const base = g.slots[((slots + slot) << 2) + BASE]!;
    removeSlot(g.finishes, slots, ints[(r << 7) | BATCH]!, slot, g.slotMask);
    row = leave(g, r, slot);
    for (let heap = r * (g.windows - 1); heap < (r + 1) * (g.windows - 1); heap++) {
      if (removeSlot(g.crossings, heap * g.maxBatch, g.crossingCount[heap]!, slot, g.slotMask))
        g.crossingCount[heap]!--;
    }
    remember(g, r, row, base);
  }
  requests.ints[(row << 4) + TAGS]! += PREEMPTION;
  g.doubles[(r << 6) | PREEMPTED]!++;
  g.occurrences.preemptions++;
  g.waiting.putBack(r, row);
};

/** Notes how far a sequence that loses its place has come: what it has written will be read again. */
export const remember = (g: GroupState, r: number, row: number, base: number): void => {
  const { requests, ints } = g;
  const stored = base + ints[(r << 7) | DEPTH]!;
  if (g.speculation === undefined)
    // The last token written is not yet stored, so stored + 1 tokens have been written or read.
    requests.ints[(row << 4) + GENERATED] = stored + 1 - requests.ints[(row << 4) + PROMPT]!;
  else {
    const steps = stored - g.stored(requests.length(row) - 1);
    countWritten(g, r, row, steps);
    requests.steps[row]! -= steps;
  }
  requests.ints[(row << 4) + SEEN] = requests.length(row);
};

/** Where drafts are verified: puts the tokens written in the last `steps` steps of a sequence, counted so far by their mean, to what they are held to be. All of the answer when its last step is done. */
export const countWritten = (g: GroupState, r: number, row: number, steps: number): void => {
  const { requests, doubles } = g;
  const output = requests.ints[(row << 4) + OUTPUT]!;
  const before = requests.ints[(row << 4) + GENERATED]!;
  const isDone = requests.steps[row]! === steps;
  const now = isDone ? output : Math.max(before, Math.min(output - 1, before + g.speculation!.written(steps)));
  doubles[(r << 6) | OUTPUT_TOKENS]! += now - before - steps * g.stride;
  requests.ints[(row << 4) + GENERATED] = now;
};

/** Starts the step counter again, so that finish keys stay inside int32. */
export const rebase = (g: GroupState, r: number): void => {
  const { ints } = g;
  const shift = ints[(r << 7) | DEPTH]! & -BLOCK;
  const slots = r * g.maxBatch;
  for (let at = 0; at < ints[(r << 7) | BATCH]!; at++) {
    const slot = g.finishes[slots + at]! & g.slotMask;
    g.slots[((slots + slot) << 2) + BASE]! += shift;
    g.finishes[slots + at]! -= shift << g.keyBits;
  }
  for (let heap = r * (g.windows - 1); heap < (r + 1) * (g.windows - 1); heap++) {
    for (let at = 0; at < g.crossingCount[heap]!; at++) g.crossings[heap * g.maxBatch + at]! -= shift << g.keyBits;
  }
  ints[(r << 7) | DEPTH]! -= shift;
  g.occurrences.rebases++;
};

/** A request has its last token, or was refused: it is written down and its row is free. */
export const end = (g: GroupState, r: number, row: number, now: number): void => {
  const { requests } = g;
  g.ints[(r << 7) | OUTSTANDING]!--;
  const owner = requests.ints[(row << 4) + OWNER]!;
  if (owner >= 0 && g.onOwnerEnd !== undefined) {
    g.onOwnerEnd(owner, now, requests.doubles[(row << 3) + LAST] === NONE ? 0 : requests.ints[(row << 4) + OUTPUT]!);
  }
  g.sink.add(r, row);
  requests.release(row);
};

/** A sequence wrote its last token at `now`: its answer goes out, or is held until its static batch ends. */
export const finish = (g: GroupState, r: number, row: number, now: number): void => {
  const { ints } = g;
  if (g.holds) {
    g.requests.ints[(row << 4) + NEXT] = ints[(r << 7) | HELD]!;
    ints[(r << 7) | HELD] = row;
    return;
  }
  g.requests.doubles[(row << 3) + LAST] = g.sinceArrival(row, now);
  if (g.handsOver && g.requests.ints[(row << 4) + OUTPUT]! > 1) g.fleet.countHandedOver(r);
  else g.doubles[(r << 6) | FINISHED]!++;
  end(g, r, row, now);
};

/** Hands out the answers of a static batch together: first and last token come at the same instant. */
export const handOut = (g: GroupState, r: number, now: number): void => {
  const { requests, ints } = g;
  let row = ints[(r << 7) | HELD]!;
  ints[(r << 7) | HELD] = NONE;
  while (row !== NONE) {
    const next = requests.ints[(row << 4) + NEXT]!;
    requests.doubles[(row << 3) + FIRST] = g.sinceArrival(row, now);
    requests.doubles[(row << 3) + LAST] = requests.doubles[(row << 3) + FIRST]!;
    g.doubles[(r << 6) | FINISHED]!++;
    end(g, r, row, now);
    row = next;
  }
};
