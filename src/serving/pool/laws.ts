/** What must hold in every replica between windows, stated by the pool itself. */
import { NEXT, NONE } from './requests.js';
import { BASE, BLOCK, blocksFor, type GroupState } from './state.js';

export type Law = (holds: boolean, statement: () => string) => void;

export const checkLaws = (g: GroupState, law: Law): void => {
  for (let r = 0; r < g.replicas; r++) checkReplica(g, r, law);
};

const checkReplica = (g: GroupState, r: number, law: Law): void => {
  const name = `replica ${g.spec.firstReplica + r}`;
  const batch = g.batch[r]!;
  const slots = r * g.maxBatch;
  const sums = new Float64Array(g.windows);
  const growing = new Int32Array(g.windows);
  let blocks = 0;
  for (let at = 0; at < batch; at++) {
    const slot = g.finishes[slots + at]! & g.slotMask;
    const stored = g.slots[((slots + slot) << 2) + BASE]! + g.depth[r]!;
    blocks += blocksFor(stored) + g.fixedBlocks;
    for (let j = 0; j < g.windows; j++) {
      sums[j]! += Math.min(stored + 1, g.table.windows[j]!);
      if (stored + 1 < g.table.windows[j]!) growing[j]!++;
    }
  }
  const prompts: number[] = [];
  for (let row = g.readHead[r]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!) prompts.push(row);
  if (g.partial[r] !== NONE) prompts.push(g.partial[r]!);
  for (const row of prompts) blocks += blocksFor(g.requests.length(row)) + g.fixedBlocks;
  let residues = 0;
  for (let residue = 0; residue < BLOCK; residue++) residues += g.residues[r * BLOCK + residue]!;
  let held = 0;
  for (let row = g.held[r]!; row !== NONE; row = g.requests.ints[(row << 4) + NEXT]!) held++;
  law(g.members(r) <= g.maxBatch, () => `${name}: ${g.members(r)} sequences in a batch of at most ${g.maxBatch}`);
  law(g.freeBlocks[r]! >= 0, () => `${name}: ${g.freeBlocks[r]} KV blocks free`);
  law(
    g.capacity - g.freeBlocks[r]! === blocks,
    () => `${name}: ${g.capacity - g.freeBlocks[r]!} blocks held, ${blocks} accounted for`,
  );
  law(residues === batch, () => `${name}: ${residues} residues for ${batch} sequences`);
  for (let j = 0; j < g.windows; j++) {
    law(
      g.contexts[r * g.windows + j] === sums[j],
      () => `${name}: context sum ${g.contexts[r * g.windows + j]}, expected ${sums[j]}`,
    );
    law(
      g.growing[r * g.windows + j] === growing[j],
      () => `${name}: ${g.growing[r * g.windows + j]} contexts grow, expected ${growing[j]}`,
    );
  }
  const inside = g.waiting.count[r]! + g.members(r) + held;
  law(g.outstanding[r] === inside, () => `${name}: ${g.outstanding[r]} requests outstanding, ${inside} inside`);
  law(
    g.clock[r]! <= 0 && g.planEnd[r]! >= 0,
    () => `${name}: step from ${g.clock[r]} to ${g.planEnd[r]} across the window's start`,
  );
};
