/** Decode segments: many steps of a batch that does not change, planned, cut short and settled in closed form. */
import { BATCH_TICKS, BLOCK_TICKS, DECODE_JOULES, DECODE_TICKS, OUTPUT_TOKENS, STEPS } from './counters.js';
import {
  BATCH,
  CAP_CURSOR,
  CLOCK,
  CONTEXTS,
  DEPTH,
  FREE_BLOCKS,
  GROWING,
  PLAN_END,
  PLAN_JOULES,
  PLAN_JOULES_GROWTH,
  PLAN_KIND,
  PLAN_STEPS,
  PLAN_TICKS,
  PLAN_TICKS_GROWTH,
  POWER_STATE,
  RESIDUES,
} from './record.js';
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
  const { ints } = g;
  let blocks = (k >>> BLOCK_BITS) * ints[(r << 7) | BATCH]!;
  const depth = ints[(r << 7) | DEPTH]!;
  for (let step = k & (BLOCK - 1); step > 0; step--)
    blocks += ints[(r << 7) + RESIDUES + (-(depth + step - 1) & (BLOCK - 1))]!;
  return blocks;
};

/** Most steps, below `k`, whose blocks are free: full rounds, then a scan of fewer than 16. */
const stepsThatFit = (g: GroupState, r: number, k: number): number => {
  const { ints } = g;
  const free = ints[(r << 7) | FREE_BLOCKS]!;
  const batch = ints[(r << 7) | BATCH]!;
  const depth = ints[(r << 7) | DEPTH]!;
  let steps = Math.floor(free / batch) * BLOCK;
  let left = free - (steps / BLOCK) * batch;
  while (steps < k) {
    left -= ints[(r << 7) + RESIDUES + (-(depth + steps) & (BLOCK - 1))]!;
    if (left < 0) break;
    steps++;
  }
  return steps;
};

/** Finds the ticks and joules of the next decode step and how they grow, and returns the steps for which that holds. */
export const priceDecode = (g: GroupState, r: number): number => {
  const { windows, table, ints } = g;
  const { slopes } = table;
  const contexts = (r << 6) + CONTEXTS;
  const growing = (r << 6) + GROWING;
  const { doubles } = g;
  let attention = slopes[0]! * doubles[contexts]!;
  let attentionGrowth = slopes[0]! * doubles[growing]!;
  for (let j = 1; j < windows; j++) {
    attention += slopes[j]! * doubles[contexts + j]!;
    attentionGrowth += slopes[j]! * doubles[growing + j]!;
  }
  const piece = table.piece(ints[(r << 7) | POWER_STATE]!, ints[(r << 7) | BATCH]!, attention);
  const { pieces } = table;
  let ticks = pieces[piece + 1]!;
  let joules = pieces[piece + 2]!;
  let ticksGrowth = 0;
  let joulesGrowth = 0;
  for (let j = 0; j < windows; j++) {
    const context = doubles[contexts + j]!;
    const growth = doubles[growing + j]!;
    const ticksSlope = pieces[piece + 3 + j]!;
    const joulesSlope = pieces[piece + 3 + windows + j]!;
    ticks += ticksSlope * context;
    ticksGrowth += ticksSlope * growth;
    joules += joulesSlope * context;
    joulesGrowth += joulesSlope * growth;
  }
  doubles[(r << 6) | PLAN_TICKS] = ticks;
  doubles[(r << 6) | PLAN_TICKS_GROWTH] = ticksGrowth;
  doubles[(r << 6) | PLAN_JOULES] = joules;
  doubles[(r << 6) | PLAN_JOULES_GROWTH] = joulesGrowth;
  if (attentionGrowth === 0) return g.stepLimit;
  const valid = Math.floor((pieces[piece]! - 1 - attention) / attentionGrowth) + 1;
  return valid < g.stepLimit ? valid : g.stepLimit;
};

/** Plans the longest run of decode steps in which nothing changes; `most` bounds it from outside. */
export const planDecode = (g: GroupState, r: number, most: number): void => {
  const { ints, doubles } = g;
  const depth = ints[(r << 7) | DEPTH]!;
  const batch = ints[(r << 7) | BATCH]!;
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
  if (((k + BLOCK - 1) >>> BLOCK_BITS) * batch > ints[(r << 7) | FREE_BLOCKS]!) k = stepsThatFit(g, r, k);
  const start = doubles[(r << 6) | CLOCK]!;
  const ticks = doubles[(r << 6) | PLAN_TICKS]!;
  const growth = doubles[(r << 6) | PLAN_TICKS_GROWTH]!;
  const bound = nextCalmEvent(g, r);
  let finish = start + span(ticks, growth, k);
  if (finish > bound) {
    k = stepsToReach(ticks, growth, bound - start);
    finish = start + span(ticks, growth, k);
  }
  ints[(r << 7) | PLAN_KIND] = Plan.decode;
  ints[(r << 7) | PLAN_STEPS] = k;
  doubles[(r << 6) | PLAN_END] = finish;
};

/** The next instant at which speeds change, or the window's end. */
const nextCalmEvent = (g: GroupState, r: number): number => {
  const cursor = g.ints[(r << 7) | CAP_CURSOR]!;
  return cursor < g.capTimes.length ? g.capTimes[cursor]! : g.windowTicks;
};

/** Ends a planned decode run at the first step that ends at `instant` or later. */
export const truncate = (g: GroupState, r: number, instant: number): void => {
  const { ints, doubles } = g;
  if (ints[(r << 7) | PLAN_STEPS] === 1 || doubles[(r << 6) | PLAN_END]! <= instant) return;
  const ticks = doubles[(r << 6) | PLAN_TICKS]!;
  const growth = doubles[(r << 6) | PLAN_TICKS_GROWTH]!;
  const start = doubles[(r << 6) | CLOCK]!;
  const k = stepsToReach(ticks, growth, instant - start);
  if (k >= ints[(r << 7) | PLAN_STEPS]!) return;
  ints[(r << 7) | PLAN_STEPS] = k;
  doubles[(r << 6) | PLAN_END] = start + span(ticks, growth, k);
};

/** Runs k decode steps of the batch: contexts, blocks and written tokens. Returns the blocks taken. */
export const advance = (g: GroupState, r: number, k: number): number => {
  const { ints, doubles } = g;
  const blocks = blocksTaken(g, r, k);
  ints[(r << 7) | FREE_BLOCKS]! -= blocks;
  if (g.prefix !== undefined) g.prefix.trim(g, r);
  ints[(r << 7) | DEPTH]! += k;
  for (let j = 0; j < g.windows; j++) doubles[(r << 6) + CONTEXTS + j]! += k * doubles[(r << 6) + GROWING + j]!;
  doubles[(r << 6) | OUTPUT_TOKENS]! += k * ints[(r << 7) | BATCH]! * g.stride;
  return blocks;
};

/** Hands out the sequences that wrote their last token at the present depth. */
export const finishDue = (g: GroupState, r: number, now: number): void => {
  const { ints } = g;
  if (g.windows > 1) cross(g, r);
  const slots = r * g.maxBatch;
  while (ints[(r << 7) | BATCH]! > 0 && g.finishes[slots]! >> g.keyBits === ints[(r << 7) | DEPTH])
    finish(g, r, popFinish(g, r), now);
};

/** Settles the first k steps of a planned decode run, and leaves the rest planned. */
export const settleDecode = (g: GroupState, r: number, k: number): void => {
  const { ints, doubles } = g;
  const ticks = doubles[(r << 6) | PLAN_TICKS]!;
  const growth = doubles[(r << 6) | PLAN_TICKS_GROWTH]!;
  const time = span(ticks, growth, k);
  const row = r << 6;
  doubles[row + STEPS]! += k;
  doubles[row + DECODE_TICKS]! += time;
  doubles[row + DECODE_JOULES]! += span(doubles[(r << 6) | PLAN_JOULES]!, doubles[(r << 6) | PLAN_JOULES_GROWTH]!, k);
  doubles[row + BATCH_TICKS]! += ints[(r << 7) | BATCH]! * time;
  const held = g.capacity - ints[(r << 7) | FREE_BLOCKS]!;
  doubles[row + BLOCK_TICKS]! += (held + advance(g, r, k) / 2) * time;
  doubles[(r << 6) | CLOCK]! += time;
  doubles[(r << 6) | PLAN_TICKS] = ticks + k * growth;
  doubles[(r << 6) | PLAN_JOULES]! += k * doubles[(r << 6) | PLAN_JOULES_GROWTH]!;
  ints[(r << 7) | PLAN_STEPS]! -= k;
  g.occurrences.segments++;
  finishDue(g, r, doubles[(r << 6) | CLOCK]!);
};

/** Settles those steps of a planned decode run that end before `instant`, and leaves the others planned. */
export const settleBefore = (g: GroupState, r: number, instant: number): void => {
  const { ints, doubles } = g;
  if (ints[(r << 7) | PLAN_STEPS] === 1) return;
  const needed = instant - doubles[(r << 6) | CLOCK]!;
  const ended = stepsToReach(doubles[(r << 6) | PLAN_TICKS]!, doubles[(r << 6) | PLAN_TICKS_GROWTH]!, needed) - 1;
  if (ended > 0) settleDecode(g, r, ended);
};
