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
import { BASE, BLOCK, blocksFor, type GroupState, ROW_OF } from './state.js';

export type Law = (holds: boolean, statement: () => string) => void;

export const checkLaws = (g: GroupState, law: Law): void => {
  for (let r = 0; r < g.replicas; r++) checkReplica(g, r, law);
  g.table.checkLaws(law);
};

const checkReplica = (g: GroupState, r: number, law: Law): void => {
  const { ints, doubles } = g;
  const name = `replica ${g.spec.firstReplica + r}`;
  const batch = ints[(r << 7) | BATCH]!;
  const slots = r * g.maxBatch;
  const sums = new Float64Array(g.windows);
  const growing = new Int32Array(g.windows);
  let blocks = 0;
  for (let at = 0; at < batch; at++) {
    const slot = g.finishes[slots + at]! & g.slotMask;
    const stored = g.slots[((slots + slot) << 2) + BASE]! + ints[(r << 7) | DEPTH]!;
    blocks += blocksFor(stored) + g.fixedBlocks;
    if (g.prefix !== undefined) blocks -= g.prefix.shared[g.slots[((slots + slot) << 2) + ROW_OF]!]!;
    for (let j = 0; j < g.windows; j++) {
      sums[j]! += Math.min(stored + 1, g.table.windows[j]!);
      if (stored + 1 < g.table.windows[j]!) growing[j]!++;
    }
  }
  const prompts: number[] = [];
  for (let row = ints[(r << 7) | READ_HEAD]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!)
    prompts.push(row);
  if (ints[(r << 7) | PARTIAL] !== NONE) prompts.push(ints[(r << 7) | PARTIAL]!);
  for (const row of prompts) {
    blocks += blocksFor(g.stored(g.requests.length(row))) + g.fixedBlocks;
    if (g.prefix !== undefined) blocks -= g.prefix.shared[row]!;
  }
  if (g.prefix !== undefined) {
    const { total, idle } = g.prefix.store;
    blocks += total[r]! - idle[r]!;
    law(
      idle[r]! >= 0 && idle[r]! <= ints[(r << 7) | FREE_BLOCKS]!,
      () => `${name}: ${idle[r]} idle blocks of prompts among ${ints[(r << 7) | FREE_BLOCKS]} free ones`,
    );
  }
  let residues = 0;
  for (let residue = 0; residue < BLOCK; residue++) residues += ints[(r << 7) + RESIDUES + residue]!;
  let held = 0;
  for (let row = ints[(r << 7) | HELD]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!) held++;
  law(g.members(r) <= g.maxBatch, () => `${name}: ${g.members(r)} sequences in a batch of at most ${g.maxBatch}`);
  law(ints[(r << 7) | FREE_BLOCKS]! >= 0, () => `${name}: ${ints[(r << 7) | FREE_BLOCKS]} KV blocks free`);
  law(
    g.capacity - ints[(r << 7) | FREE_BLOCKS]! === blocks,
    () => `${name}: ${g.capacity - ints[(r << 7) | FREE_BLOCKS]!} blocks held, ${blocks} accounted for`,
  );
  law(residues === batch, () => `${name}: ${residues} residues for ${batch} sequences`);
  for (let j = 0; j < g.windows; j++) {
    law(
      doubles[(r << 6) + CONTEXTS + j] === sums[j],
      () => `${name}: context sum ${doubles[(r << 6) + CONTEXTS + j]}, expected ${sums[j]}`,
    );
    law(
      doubles[(r << 6) + GROWING + j] === growing[j],
      () => `${name}: ${doubles[(r << 6) + GROWING + j]} contexts grow, expected ${growing[j]}`,
    );
  }
  const inside = ints[(r << 7) | WAITING]! + g.members(r) + held;
  law(
    ints[(r << 7) | OUTSTANDING] === inside,
    () => `${name}: ${ints[(r << 7) | OUTSTANDING]} requests outstanding, ${inside} inside`,
  );
  law(
    doubles[(r << 6) | CLOCK]! <= 0 && doubles[(r << 6) | PLAN_END]! >= 0,
    () =>
      `${name}: step from ${doubles[(r << 6) | CLOCK]} to ${doubles[(r << 6) | PLAN_END]} across the window's start`,
  );
};
