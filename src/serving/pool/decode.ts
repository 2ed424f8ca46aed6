/** Decode segments: many steps of a batch that does not change, planned, cut short and settled in closed form. */
import { BATCH_TICKS, BLOCK_TICKS, DECODE_JOULES, DECODE_TICKS, OUTPUT_TOKENS, ROW, STEPS } from './counters.js';
import { cross, finish, popFinish } from './sequence.js';
import { BLOCK, BLOCK_BITS, type GroupState, Plan } from './state.js';

/** Ticks of the first k steps: k·ticks + growth·k(k−1)/2. */
const span = (ticks: number, growth: number, k: number): number => k * ticks + growth * ((k * (k - 1)) / 2);

/** Fewest steps (at least 1) that last `needed` ticks or more: the quadratic's root, then settled by exact comparison. */
export const stepsToReach = (ticks: number, growth: number, needed: number): number => {
  const linear = ticks - growth / 2;
  let k = Math.ceil((2 * needed) / (linear + Math.sqrt(linear * linear + 2 * growth * needed)));
  if (!(k >= 1)) k = 1;
  while (span(ticks, growth, k) < needed) k++;
  while (k > 1 && span(ticks, growth, k - 1) >= needed) k--;
  return k;
};

/** Blocks that the batch takes in its next k steps: every sequence one in 16 steps, and those whose block fills in the remainder. */
const blocksTaken = (g: GroupState, r: number, k: number): number => {
  let blocks = (k >>> BLOCK_BITS) * g.batch[r]!;
  const depth = g.depth[r]!;
  for (let step = k & (BLOCK - 1); step > 0; step--)
    blocks += g.residues[r * BLOCK + (-(depth + step - 1) & (BLOCK - 1))]!;
  return blocks;
};

/** Most steps, below `k`, whose blocks are free: full rounds, then a scan of fewer than 16. */
const stepsThatFit = (g: GroupState, r: number, k: number): number => {
  const free = g.freeBlocks[r]!;
  const batch = g.batch[r]!;
  const depth = g.depth[r]!;
  let steps = Math.floor(free / batch) * BLOCK;
  let left = free - (steps / BLOCK) * batch;
  while (steps < k) {
    left -= g.residues[r * BLOCK + (-(depth + steps) & (BLOCK - 1))]!;
    if (left < 0) break;
    steps++;
  }
  return steps;
};

/** Finds the ticks and joules of the next decode step and how they grow, and returns the steps for which that holds. */
export const priceDecode = (g: GroupState, r: number): number => {
  const { windows, table } = g;
  const { slopes } = table;
  const first = r * windows;
  const { contexts, growing } = g;
  let attention = slopes[0]! * contexts[first]!;
  let attentionGrowth = slopes[0]! * growing[first]!;
  for (let j = 1; j < windows; j++) {
    attention += slopes[j]! * contexts[first + j]!;
    attentionGrowth += slopes[j]! * growing[first + j]!;
  }
  const piece = table.piece(g.powerState[r]!, g.batch[r]!, attention);
  const { pieces } = table;
  let ticks = pieces[piece + 1]!;
  let joules = pieces[piece + 2]!;
  let ticksGrowth = 0;
  let joulesGrowth = 0;
  for (let j = 0; j < windows; j++) {
    const context = contexts[first + j]!;
    const growth = growing[first + j]!;
    const ticksSlope = pieces[piece + 3 + j]!;
    const joulesSlope = pieces[piece + 3 + windows + j]!;
    ticks += ticksSlope * context;
    ticksGrowth += ticksSlope * growth;
    joules += joulesSlope * context;
    joulesGrowth += joulesSlope * growth;
  }
  g.planTicks[r] = ticks;
  g.planTicksGrowth[r] = ticksGrowth;
  g.planJoules[r] = joules;
  g.planJoulesGrowth[r] = joulesGrowth;
  if (attentionGrowth === 0) return g.stepLimit;
  const valid = Math.floor((pieces[piece]! - 1 - attention) / attentionGrowth) + 1;
  return valid < g.stepLimit ? valid : g.stepLimit;
};

/** Plans the longest run of decode steps in which nothing changes; `most` bounds it from outside. */
export const planDecode = (g: GroupState, r: number, most: number): void => {
  const depth = g.depth[r]!;
  const batch = g.batch[r]!;
  let k = (g.finishes[r * g.maxBatch]! >> g.keyBits) - depth;
  const priced = priceDecode(g, r);
  if (priced < k) {
    k = priced;
    g.occurrences.pieceCuts++;
  }
  if (most < k) k = most;
  for (let heap = r * (g.windows - 1); heap < (r + 1) * (g.windows - 1); heap++) {
    if (g.crossingCount[heap]! > 0) k = Math.min(k, (g.crossings[heap * g.maxBatch]! >> g.keyBits) - depth);
  }
  if (((k + BLOCK - 1) >>> BLOCK_BITS) * batch > g.freeBlocks[r]!) k = stepsThatFit(g, r, k);
  const start = g.clock[r]!;
  const ticks = g.planTicks[r]!;
  const growth = g.planTicksGrowth[r]!;
  const bound = nextCalmEvent(g, r);
  let finish = start + span(ticks, growth, k);
  if (finish > bound) {
    k = stepsToReach(ticks, growth, bound - start);
    finish = start + span(ticks, growth, k);
  }
  g.planKind[r] = Plan.decode;
  g.planSteps[r] = k;
  g.planEnd[r] = finish;
};

/** The next instant at which speeds change, or the window's end. */
const nextCalmEvent = (g: GroupState, r: number): number => {
  const cursor = g.capCursor[r]!;
  return cursor < g.capTimes.length ? g.capTimes[cursor]! : g.windowTicks;
};

/** Ends a planned decode run at the first step that ends at `instant` or later. */
export const truncate = (g: GroupState, r: number, instant: number): void => {
  if (g.planSteps[r] === 1 || g.planEnd[r]! <= instant) return;
  const ticks = g.planTicks[r]!;
  const growth = g.planTicksGrowth[r]!;
  const start = g.clock[r]!;
  const k = stepsToReach(ticks, growth, instant - start);
  if (k >= g.planSteps[r]!) return;
  g.planSteps[r] = k;
  g.planEnd[r] = start + span(ticks, growth, k);
};

/** Runs k decode steps of the batch: contexts, blocks and written tokens. Returns the blocks taken. */
export const advance = (g: GroupState, r: number, k: number): number => {
  const blocks = blocksTaken(g, r, k);
  g.freeBlocks[r]! -= blocks;
  g.depth[r]! += k;
  for (let j = r * g.windows; j < (r + 1) * g.windows; j++) g.contexts[j]! += k * g.growing[j]!;
  g.counters[r * ROW + OUTPUT_TOKENS]! += k * g.batch[r]!;
  return blocks;
};

/** Hands out the sequences that wrote their last token at the present depth. */
export const finishDue = (g: GroupState, r: number, now: number): void => {
  if (g.windows > 1) cross(g, r);
  const slots = r * g.maxBatch;
  while (g.batch[r]! > 0 && g.finishes[slots]! >> g.keyBits === g.depth[r]) finish(g, r, popFinish(g, r), now);
};

/** Settles the first k steps of a planned decode run, and leaves the rest planned. */
export const settleDecode = (g: GroupState, r: number, k: number): void => {
  const ticks = g.planTicks[r]!;
  const growth = g.planTicksGrowth[r]!;
  const time = span(ticks, growth, k);
  const row = r * ROW;
  const { counters } = g;
  counters[row + STEPS]! += k;
  counters[row + DECODE_TICKS]! += time;
  counters[row + DECODE_JOULES]! += span(g.planJoules[r]!, g.planJoulesGrowth[r]!, k);
  counters[row + BATCH_TICKS]! += g.batch[r]! * time;
  const held = g.capacity - g.freeBlocks[r]!;
  counters[row + BLOCK_TICKS]! += (held + advance(g, r, k) / 2) * time;
  g.clock[r]! += time;
  g.planTicks[r] = ticks + k * growth;
  g.planJoules[r]! += k * g.planJoulesGrowth[r]!;
  g.planSteps[r]! -= k;
  g.occurrences.segments++;
  finishDue(g, r, g.clock[r]!);
};
