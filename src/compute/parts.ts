/** The parts of a step that do not look at context, each made ready for one plan: projections, feed-forward, experts, collectives, head, the rest. */

import { allReduce, allToAll, gatherAndScatter } from './kernels/collectives.js';
import { gemm } from './kernels/gemm.js';
import { expertLayers } from './kernels/moe.js';
import { elementwise, stateTraffic } from './kernels/overhead.js';
import { type Kernel, type Load, Tally } from './kernels/tally.js';
import { expertSplit } from './layout.js';
import type { Plan } from './plan.js';
import { modelRates } from './precision.js';

export const PARTS = [
  'projections',
  'state',
  'feed-forward',
  'experts',
  'all-reduce',
  'all-to-all',
  'everything else',
  'head',
] as const;
export type PartName = (typeof PARTS)[number];

export interface Part {
  readonly name: PartName;
  readonly kernel: Kernel;
}

const tokensOf = ({ tokens }: Load): number => tokens;
const rowsOf = ({ rows }: Load): number => rows;

/** All context-free kernels of a plan, in the order of a layer. */
export const partsOf = (plan: Plan): readonly Part[] => {
  const { chip, model, layout, framework, skew, expertImbalance } = plan;
  const { hidden } = model;
  const { tensor, data, expert } = layout;
  const bandwidth = chip.bandwidth.value;
  const rates = modelRates(plan.precision, chip, model, plan.tunedExperts);
  const parts: Part[] = [];
  let widths = 0;
  let reduced = 0;
  for (const mixer of model.mixers) {
    reduced += mixer.layers;
    for (const matrix of mixer.matrices(hidden, tensor)) {
      parts.push({
        name: 'projections',
        kernel: gemm(matrix, mixer.layers, matrix.wide ? rates.wide : rates.attention, bandwidth, tokensOf),
      });
    }
    const state = mixer.stateTraffic(tensor);
    if (state > 0) parts.push({ name: 'state', kernel: stateTraffic(mixer.layers, state, bandwidth) });
  }
  for (const layer of model.feedForward) {
    reduced += layer.layers;
    widths += (layer.layers * layer.activationWidth) / tensor;
    for (const matrix of layer.matrices(hidden, tensor)) {
      parts.push({ name: 'feed-forward', kernel: gemm(matrix, layer.layers, rates.dense, bandwidth, tokensOf) });
    }
    const { bank } = layer;
    if (bank === undefined) continue;
    const split = expertSplit(layout);
    parts.push({
      name: 'experts',
      kernel: expertLayers(bank, layer.layers, rates.experts, bandwidth, {
        groups: expert,
        split,
        skew,
        imbalance: expertImbalance,
      }),
    });
    if (data > 1 && expert > 1)
      parts.push({
        name: 'all-to-all',
        kernel: allToAll(chip, layout, layer.layers, bank.input, bank.topK, rates.experts.activationBytes > 1 ? 2 : 1),
      });
    if (data > 1 && split > 1)
      parts.push({ name: 'all-to-all', kernel: gatherAndScatter(chip, split, layer.layers, bank.input) });
  }
  if (tensor > 1)
    parts.push({ name: 'all-reduce', kernel: allReduce(chip, framework.allReduce, tensor, reduced, hidden) });
  parts.push({ name: 'everything else', kernel: elementwise(model.layers, hidden, widths, bandwidth) });
  parts.push({
    name: 'head',
    kernel: gemm({ columns: model.vocabulary / tensor, inner: hidden }, 1, rates.wide, bandwidth, rowsOf),
  });
  return parts;
};

/** What a step of the replica asks of one rank: tokens and rows are shared evenly by the data ranks, a kernel never has less than one row. */
export const loadOf = (plan: Plan, tokens: number, rows: number): Load => {
  const { data } = plan.layout;
  return {
    tokens: tokens > 0 ? Math.max(1, tokens / data) : 0,
    groupTokens: tokens,
    rows: rows > 0 ? Math.max(1, rows / data) : 0,
  };
};

/** Sum of a set of parts under a load. */
export const charge = (parts: readonly Part[], load: Load): Tally => {
  const tally = new Tally();
  for (const { kernel } of parts) kernel(load, tally);
  return tally;
};
