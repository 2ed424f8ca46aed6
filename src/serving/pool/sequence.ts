/** How a sequence enters the decoding batch, leaves it, and loses its memory. */
import { FINISHED, PREEMPTED, ROW } from './counters.js';
import { FIRST, GENERATED, LAST, NEXT, NONE, OUTPUT, OWNER, PREEMPTION, PROMPT, SEEN, TAGS } from './requests.js';
import { BASE, BLOCK, blocksFor, type GroupState, OLDER, ROW_OF, YOUNGER } from './state.js';
import { popKey, pushKey, removeSlot } from './step-heap.js';

/** A prompt of `stored` tokens has been read: its sequence joins the batch for the tokens it still has to write. */
export const join = (g: GroupState, r: number, row: number, stored: number): void => {
  const { maxBatch, keyBits } = g;
  const slots = r * maxBatch;
  const batch = g.batch[r]!;
  const depth = g.depth[r]!;
  const slot = g.freeSlots[slots + maxBatch - 1 - batch]!;
  const base = stored - depth;
  const finish = depth + g.requests.ints[(row << 4) + OUTPUT]! - g.requests.ints[(row << 4) + GENERATED]!;
  const at = (slots + slot) << 2;
  g.slots[at + ROW_OF] = row;
  g.slots[at + BASE] = base;
  pushKey(g.finishes, slots, batch, (finish << keyBits) | slot);
  g.batch[r] = batch + 1;
  g.residues[r * BLOCK + (base & (BLOCK - 1))]!++;
  const older = g.youngest[r]!;
  g.slots[at + OLDER] = older;
  g.slots[at + YOUNGER] = NONE;
  if (older !== NONE) g.slots[((slots + older) << 2) + YOUNGER] = slot;
  g.youngest[r] = slot;
  const first = r * g.windows;
  g.contexts[first]! += stored + 1;
  g.growing[first]!++;
  for (let j = 1; j < g.windows; j++) {
    const window = g.table.windows[j]!;
    g.contexts[first + j]! += Math.min(stored + 1, window);
    if (stored + 1 >= window) continue;
    g.growing[first + j]!++;
    const cross = window - 1 - base;
    if (cross > finish) continue;
    const heap = r * (g.windows - 1) + j - 1;
    pushKey(g.crossings, heap * maxBatch, g.crossingCount[heap]!++, (cross << keyBits) | slot);
  }
};

/** Takes the first finisher out of the batch and returns its row. */
export const popFinish = (g: GroupState, r: number): number => {
  const slots = r * g.maxBatch;
  const slot = g.finishes[slots]! & g.slotMask;
  popKey(g.finishes, slots, g.batch[r]!);
  return leave(g, r, slot);
};

/** Frees a slot (already off the finish heap) with its blocks, and returns its row. */
const leave = (g: GroupState, r: number, slot: number): number => {
  const slots = r * g.maxBatch;
  const at = (slots + slot) << 2;
  const base = g.slots[at + BASE]!;
  const stored = base + g.depth[r]!;
  const batch = g.batch[r]! - 1;
  g.batch[r] = batch;
  g.freeSlots[slots + g.maxBatch - 1 - batch] = slot;
  g.residues[r * BLOCK + (base & (BLOCK - 1))]!--;
  g.freeBlocks[r]! += blocksFor(stored) + g.fixedBlocks;
  const older = g.slots[at + OLDER]!;
  const younger = g.slots[at + YOUNGER]!;
  if (older !== NONE) g.slots[((slots + older) << 2) + YOUNGER] = younger;
  if (younger !== NONE) g.slots[((slots + younger) << 2) + OLDER] = older;
  else g.youngest[r] = older;
  const first = r * g.windows;
  g.contexts[first]! -= stored + 1;
  g.growing[first]!--;
  for (let j = 1; j < g.windows; j++) {
    const window = g.table.windows[j]!;
    g.contexts[first + j]! -= Math.min(stored + 1, window);
    if (stored + 1 < window) g.growing[first + j]!--;
  }
  return g.slots[at + ROW_OF]!;
};

/** Moves past the windows that sequences outgrow at the present depth. */
export const cross = (g: GroupState, r: number): void => {
  for (let j = 1; j < g.windows; j++) {
    const heap = r * (g.windows - 1) + j - 1;
    const offset = heap * g.maxBatch;
    while (g.crossingCount[heap]! > 0 && g.crossings[offset]! >> g.keyBits === g.depth[r]) {
      popKey(g.crossings, offset, g.crossingCount[heap]!--);
      g.growing[r * g.windows + j]!--;
      g.occurrences.windowCrossings++;
    }
  }
};

/** The youngest sequence gives its memory back and will be read again, prompt and written tokens together: the partial prompt first. */
export const preemptYoungest = (g: GroupState, r: number): void => {
  const { requests } = g;
  let row = g.partial[r]!;
  if (row !== NONE) {
    const stored = requests.length(row);
    g.freeBlocks[r]! += blocksFor(stored) + g.fixedBlocks;
    requests.ints[(row << 4) + SEEN] = Math.max(requests.ints[(row << 4) + SEEN]!, g.partialDone[r]!);
    g.partial[r] = NONE;
  } else {
    const slots = r * g.maxBatch;
    const slot = g.youngest[r]!;
    const base = g.slots[((slots + slot) << 2) + BASE]!;
    removeSlot(g.finishes, slots, g.batch[r]!, slot, g.slotMask);
    row = leave(g, r, slot);
    for (let heap = r * (g.windows - 1); heap < (r + 1) * (g.windows - 1); heap++) {
      if (removeSlot(g.crossings, heap * g.maxBatch, g.crossingCount[heap]!, slot, g.slotMask))
        g.crossingCount[heap]!--;
    }
    // The last token written is not yet stored, so stored + 1 tokens have been written or read.
    requests.ints[(row << 4) + GENERATED] = base + g.depth[r]! + 1 - requests.ints[(row << 4) + PROMPT]!;
    requests.ints[(row << 4) + SEEN] = requests.length(row);
  }
  requests.ints[(row << 4) + TAGS]! += PREEMPTION;
  g.counters[r * ROW + PREEMPTED]!++;
  g.occurrences.preemptions++;
  g.waiting.putBack(r, row);
};

/** Starts the step counter again, so that finish keys stay inside int32. */
export const rebase = (g: GroupState, r: number): void => {
  const shift = g.depth[r]! & -BLOCK;
  const slots = r * g.maxBatch;
  for (let at = 0; at < g.batch[r]!; at++) {
    const slot = g.finishes[slots + at]! & g.slotMask;
    g.slots[((slots + slot) << 2) + BASE]! += shift;
    g.finishes[slots + at]! -= shift << g.keyBits;
  }
  for (let heap = r * (g.windows - 1); heap < (r + 1) * (g.windows - 1); heap++) {
    for (let at = 0; at < g.crossingCount[heap]!; at++) g.crossings[heap * g.maxBatch + at]! -= shift << g.keyBits;
  }
  g.depth[r]! -= shift;
  g.occurrences.rebases++;
};

/** A request has its last token, or was refused: it waits in line to be handed out. */
export const end = (g: GroupState, r: number, row: number, now: number): void => {
  const { requests } = g;
  g.outstanding[r]!--;
  requests.ints[(row << 4) + NEXT] = NONE;
  if (g.doneHead[r] === NONE) g.doneHead[r] = row;
  else requests.ints[(g.doneTail[r]! << 4) + NEXT] = row;
  g.doneTail[r] = row;
  const owner = requests.ints[(row << 4) + OWNER]!;
  if (owner >= 0 && g.onOwnerEnd !== undefined) {
    g.onOwnerEnd(owner, now, requests.doubles[(row << 3) + LAST] === NONE ? 0 : requests.ints[(row << 4) + OUTPUT]!);
  }
};

/** A sequence wrote its last token at `now`: its answer goes out, or is held until its static batch ends. */
export const finish = (g: GroupState, r: number, row: number, now: number): void => {
  if (g.holds) {
    g.requests.ints[(row << 4) + NEXT] = g.held[r]!;
    g.held[r] = row;
    return;
  }
  g.requests.doubles[(row << 3) + LAST] = g.sinceArrival(row, now);
  g.counters[r * ROW + FINISHED]!++;
  end(g, r, row, now);
};

/** Hands out the answers of a static batch together: first and last token come at the same instant. */
export const handOut = (g: GroupState, r: number, now: number): void => {
  const { requests } = g;
  let row = g.held[r]!;
  g.held[r] = NONE;
  while (row !== NONE) {
    const next = requests.ints[(row << 4) + NEXT]!;
    requests.doubles[(row << 3) + FIRST] = g.sinceArrival(row, now);
    requests.doubles[(row << 3) + LAST] = requests.doubles[(row << 3) + FIRST]!;
    g.counters[r * ROW + FINISHED]!++;
    end(g, r, row, now);
    row = next;
  }
};
