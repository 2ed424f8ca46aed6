/** What turns one model into another: a pure function of hyperparameters, with what nobody can promise about the answers of the result. */
import type { FeedForward } from '../feed-forward/feed-forward.js';
import type { Model } from '../model.js';

export type Transformation = (model: Model) => Model;

/** The model with one more caveat about its quality. */
export const caveated = (model: Model, caveat: string): Model => ({
  ...model,
  caveats: [...(model.caveats ?? []), caveat],
});

/** Whole layers of each kind that remain, `share` of all in sum, by largest remainder; of a kind that exists at least one stays. */
export const keptLayers = (layers: readonly number[], share: number): readonly number[] => {
  const exact = layers.map((count) => count * share);
  const kept = exact.map((count) => Math.max(1, Math.floor(count)));
  let left = Math.round(exact.reduce((sum, count) => sum + count, 0)) - kept.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((count, kind) => ({ kind, remainder: count - Math.floor(count) }))
    .sort((a, b) => b.remainder - a.remainder || a.kind - b.kind);
  for (const { kind } of byRemainder) {
    if (left <= 0) break;
    if (kept[kind]! >= layers[kind]!) continue;
    kept[kind]!++;
    left--;
  }
  return kept;
};

/** Fewer layers of every kind. */
export const shallower = (model: Model, share: number): Model => {
  const mixers = keptLayers(
    model.mixers.map(({ layers }) => layers),
    share,
  );
  const feedForward = keptLayers(
    model.feedForward.map(({ layers }) => layers),
    share,
  );
  return {
    ...model,
    layers: mixers.reduce((sum, layers) => sum + layers, 0),
    mixers: model.mixers.map((mixer, kind) => ({ ...mixer, layers: mixers[kind]! })),
    feedForward: model.feedForward.map((layer, kind) => ({ ...layer, layers: feedForward[kind]! })),
  };
};

/** The same layers with other shapes of feed-forward. */
export const reshaped = (model: Model, change: Parameters<FeedForward['reshaped']>[0]): Model => ({
  ...model,
  feedForward: model.feedForward.map((layer) => ({ ...layer.reshaped(change), layers: layer.layers })),
});

export const hasExperts = (model: Model): boolean => model.feedForward.some(({ bank }) => bank !== undefined);
