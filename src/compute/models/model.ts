/** What a model is: its hyperparameters by kind of layer, from which parameters and memory per token are computed. */
import type { Source } from '../../schema/fact.js';
import type { PrecisionName } from '../precision.js';
import { expertParameters, type FeedForward, routerParameters } from './feed-forward/feed-forward.js';
import { type Mixer, weightsIn } from './mixers/mixer.js';

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly country: string;
  /** Month of release, from memory. */
  readonly released: string;
  /** For people: `dense`, `moe`, `hybrid`, `hybrid-moe`. */
  readonly kind: string;
  readonly layers: number;
  readonly hidden: number;
  readonly vocabulary: number;
  /** Input and output embeddings are one matrix. */
  readonly tiedEmbeddings: boolean;
  /** Longest context the model was made for [token]. */
  readonly maxContext: number;
  readonly mixers: readonly Mixer[];
  readonly feedForward: readonly FeedForward[];
  /** Format of the published weights: the precision a plan uses unless it says otherwise. */
  readonly native: PrecisionName;
  /** Scales of fp8 checkpoints: one per 128 × 128 block or one per tensor. */
  readonly fp8Scale: 'block' | 'tensor';
  /** Billions of parameters the vendor states, mostly from memory. */
  readonly published?: { readonly total: number; readonly active: number };
  readonly source: Source;
  readonly note?: string;
  /** What transformations leave unknown about its answers. */
  readonly caveats?: readonly string[];
}

/** Parameters of the text tower without norms, biases and draft layers. `active`: head, attention, shared and chosen experts, router; not the input embedding. */
export const parameters = (model: Model): { readonly total: number; readonly active: number } => {
  const { hidden } = model;
  const embedding = model.vocabulary * hidden;
  let shared = 0;
  let routed = 0;
  let chosen = 0;
  for (const mixer of model.mixers) shared += mixer.layers * weightsIn(mixer.matrices(hidden, 1));
  for (const { layers, matrices, bank } of model.feedForward) {
    shared += layers * weightsIn(matrices(hidden, 1));
    if (bank === undefined) continue;
    shared += layers * routerParameters(bank, hidden);
    routed += layers * bank.experts * expertParameters(bank);
    chosen += layers * bank.topK * expertParameters(bank);
  }
  return {
    total: shared + routed + (model.tiedEmbeddings ? 1 : 2) * embedding,
    active: shared + chosen + embedding,
  };
};

/** Cache that grows with each token of context, all layers of the whole model on one tensor rank [B]. */
export const growingBytes = (model: Model, bytesPerElement: number, tensor = 1): number =>
  model.mixers.reduce((sum, mixer) => sum + mixer.layers * mixer.growingBytes(bytesPerElement, tensor), 0);

/** Memory a sequence holds whatever its length: windows and states, all layers on one tensor rank [B]. */
export const constantBytes = (model: Model, bytesPerElement: number, tensor = 1): number =>
  model.mixers.reduce((sum, mixer) => sum + mixer.layers * mixer.constantBytes(bytesPerElement, tensor), 0);
