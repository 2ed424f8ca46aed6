/** What must hold in every replica between windows, stated by the pool itself. */
import {
  BATCH,
  CLOCK,
  CONTEXTS,
  DEPTH,
  FREE_BLOCKS,
  GROWING,
  HELD,
  OUTSTANDING,
  PARTIAL,
  PLAN_END,
  READ_HEAD,
  RESIDUES,
  WAITING,
} from './record.js';
import { NEXT, NONE } from './requests.js';
import { BASE, BLOCK, blocksFor, type GroupState } from './state.js';

export type Law = (holds: boolean, statement: () => string) => void;

export const checkLaws = (g: GroupState, law: Law): void => {
  for (let r = 0; r < g.replicas; r++) checkReplica(g, r, law);
};

const checkReplica = (g: GroupState, r: number, law: Law): void => {
  const name = `replica ${g.spec.firstReplica + r}`;
  const batch = g.ints[(r << 7) + BATCH]!;
  const slots = r * g.maxBatch;
  const sums = new Float64Array(g.windows);
  const growing = new Int32Array(g.windows);
  let blocks = 0;
  for (let at = 0; at < batch; at++) {
    const slot = g.finishes[slots + at]! & g.slotMask;
    const stored = g.slots[((slots + slot) << 2) + BASE]! + g.ints[(r << 7) + DEPTH]!;
    blocks += blocksFor(stored) + g.fixedBlocks;
    for (let j = 0; j < g.windows; j++) {
      sums[j]! += Math.min(stored + 1, g.table.windows[j]!);
      if (stored + 1 < g.table.windows[j]!) growing[j]!++;
    }
  }
  const prompts: number[] = [];
  for (let row = g.ints[(r << 7) + READ_HEAD]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!)
    prompts.push(row);
  if (g.ints[(r << 7) + PARTIAL] !== NONE) prompts.push(g.ints[(r << 7) + PARTIAL]!);
  for (const row of prompts) blocks += blocksFor(g.requests.length(row)) + g.fixedBlocks;
  let residues = 0;
  for (let residue = 0; residue < BLOCK; residue++) residues += g.ints[(r << 7) + RESIDUES + residue]!;
  let held = 0;
  for (let row = g.ints[(r << 7) + HELD]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!) held++;
  law(g.members(r) <= g.maxBatch, () => `${name}: ${g.members(r)} sequences in a batch of at most ${g.maxBatch}`);
  law(g.ints[(r << 7) + FREE_BLOCKS]! >= 0, () => `${name}: ${g.ints[(r << 7) + FREE_BLOCKS]} KV blocks free`);
  law(
    g.capacity - g.ints[(r << 7) + FREE_BLOCKS]! === blocks,
    () => `${name}: ${g.capacity - g.ints[(r << 7) + FREE_BLOCKS]!} blocks held, ${blocks} accounted for`,
  );
  law(residues === batch, () => `${name}: ${residues} residues for ${batch} sequences`);
  for (let j = 0; j < g.windows; j++) {
    law(
      g.doubles[(r << 6) + CONTEXTS + j] === sums[j],
      () => `${name}: context sum ${g.doubles[(r << 6) + CONTEXTS + j]}, expected ${sums[j]}`,
    );
    law(
      g.doubles[(r << 6) + GROWING + j] === growing[j],
      () => `${name}: ${g.doubles[(r << 6) + GROWING + j]} contexts grow, expected ${growing[j]}`,
    );
  }
  const inside = g.ints[(r << 7) + WAITING]! + g.members(r) + held;
  law(
    g.ints[(r << 7) + OUTSTANDING] === inside,
    () => `${name}: ${g.ints[(r << 7) + OUTSTANDING]} requests outstanding, ${inside} inside`,
  );
  law(
    g.doubles[(r << 6) + CLOCK]! <= 0 && g.doubles[(r << 6) + PLAN_END]! >= 0,
    () =>
      `${name}: step from ${g.doubles[(r << 6) + CLOCK]} to ${g.doubles[(r << 6) + PLAN_END]} across the window's start`,
  );
};
