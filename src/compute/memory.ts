/** What fits: weights, key-value cache and constant state on the chips of a replica. */
import type { Bytes, Tokens } from '../units/quantity.js';
import { chipsOf, expertSplit, stageImbalance, stagesOf } from './layout.js';
import { expertParameters, routerParameters } from './models/feed-forward/feed-forward.js';
import { type Matrix, weightsIn } from './models/mixers/mixer.js';
import { constantBytes, growingBytes } from './models/model.js';
import type { Plan } from './plan.js';
import { modelRates } from './precision.js';

/** Tokens in a block of the paged cache. */
export const BLOCK_TOKENS = 16;
/** Bytes of a 16-bit weight: embeddings, head, router. */
const WIDE = 2;
/** Blocks are at least this large, so that a model whose cache hardly grows still has a countable number of them [B]. */
const SMALLEST_BLOCK = 65_536;

/** Weights on the fullest rank: matrices over tensor (key-value heads replicated), experts over groups and split, embeddings over tensor; routers on every rank. Of a pipeline the
 *  largest stage, with one of the two embeddings: the first stage has the input, the last the head [B]. */
export const weightBytes = (plan: Plan): Bytes => {
  const { chip, model, layout } = plan;
  const { hidden } = model;
  const { tensor, expert } = layout;
  const rates = modelRates(plan.precision, chip, model, plan.tunedExperts);
  const bytesOf = (matrices: readonly Matrix[], each: number): number =>
    matrices.reduce((sum, matrix) => sum + weightsIn([matrix]) * (matrix.wide ? WIDE : each), 0);
  const stages = stagesOf(layout);
  const embeddings = model.tiedEmbeddings || stages > 1 ? 1 : 2;
  let bytes = 0;
  for (const mixer of model.mixers)
    bytes += mixer.layers * bytesOf(mixer.matrices(hidden, tensor), rates.attention.weightBytes);
  for (const layer of model.feedForward) {
    bytes += layer.layers * bytesOf(layer.matrices(hidden, tensor), rates.dense.weightBytes);
    const { bank } = layer;
    if (bank === undefined) continue;
    const held = (bank.experts / expert) * (expertParameters(bank) / expertSplit(layout));
    bytes += layer.layers * (held * rates.experts.weightBytes + WIDE * routerParameters(bank, hidden));
  }
  return bytes * stageShare(plan) + (embeddings * WIDE * model.vocabulary * hidden) / tensor;
};

/** Layers of the largest stage over all layers; the layer that drafts comes on top. */
const stageShare = ({ model, layout, draftTokens }: Plan): number =>
  stageImbalance(model.layers, stagesOf(layout)) / stagesOf(layout) + (draftTokens > 0 ? 1 / model.layers : 0);

/** Tokens of cache a rank has room for: (memory · share − weights − reserve) / bytes per token, never negative (docs/model.md, memory). */
export const capacityTokens = (memory: Bytes, share: number, weights: Bytes, reserve: Bytes, perToken: Bytes): Tokens =>
  Math.max(0, Math.floor((memory * share - weights - reserve) / perToken));

export interface MemoryPlan {
  /** On one rank: what the engine may fill, what weights take, what is kept for activations [B]. */
  readonly usable: Bytes;
  readonly weights: Bytes;
  readonly reserve: Bytes;
  /** Cache of one token and constant state of one sequence, on one rank [B]. */
  readonly perToken: Bytes;
  readonly constant: Bytes;
  /** Cache of the whole replica: all data ranks together [token]. */
  readonly tokens: Tokens;
  /** Blocks of 16 tokens in the replica, and blocks a sequence holds whatever its length. */
  readonly blocks: number;
  readonly fixedBlocks: number;
  /** Longest sequence one data rank could hold alone, at most what the model was made for [token]. */
  readonly maxContext: Tokens;
  readonly fits: boolean;
  /** What fits or by how much it does not, for a planner. */
  readonly sentence: string;
}

const gibibytes = (bytes: number): string => {
  const amount = bytes / 2 ** 30;
  return `${amount >= 100 ? Math.round(amount) : amount.toFixed(1).replace('.0', '')} GiB`;
};

/** Room for the cache beside the weights. A plan whose weights leave no room for one block does not fit, and says what would help. */
export const memoryPlan = (plan: Plan): MemoryPlan => {
  const { chip, model, layout, reserve } = plan;
  const element = plan.keyValuePrecision === 'fp8' ? 1 : 2;
  const usable = chip.memory.value * plan.memoryShare;
  const weights = weightBytes(plan);
  const perToken = stageShare(plan) * growingBytes(model, element, layout.tensor);
  const constant = stageShare(plan) * constantBytes(model, element, layout.tensor);
  const block = Math.max(SMALLEST_BLOCK, perToken * BLOCK_TOKENS);
  const rankTokens = capacityTokens(chip.memory.value, plan.memoryShare, weights, reserve, block / BLOCK_TOKENS);
  const rankBlocks = Math.floor(rankTokens / BLOCK_TOKENS);
  const fixedBlocks = Math.ceil(constant / block);
  const fits = rankBlocks > fixedBlocks;
  const room = `${chip.name} has ${gibibytes(chip.memory.value)}, of which ${gibibytes(usable)} may be filled and ${gibibytes(reserve)} is kept for activations`;
  const needs = `${model.name} needs ${gibibytes(weights)} of weights per chip at ${plan.precision} on ${chipsOf(layout)} chip${chipsOf(layout) === 1 ? '' : 's'}`;
  return {
    usable,
    weights,
    reserve,
    perToken,
    constant,
    tokens: rankTokens * layout.data,
    blocks: rankBlocks * layout.data,
    fixedBlocks,
    maxContext: Math.min(model.maxContext, Math.max(0, rankBlocks - fixedBlocks) * BLOCK_TOKENS),
    fits,
    sentence: fits
      ? `${needs}; ${room}, so ${(rankTokens * layout.data).toLocaleString('en-US')} tokens of context fit in a replica.`
      : `${needs}, but ${room}, which leaves no room for ${weights + reserve > usable ? 'the weights' : 'a sequence'}. Use more chips per replica (tensor, expert or pipeline), a smaller precision, or a chip with more memory.`,
  };
};
