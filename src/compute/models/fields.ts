/** How a scenario describes a model: a new one in full, or some figures of a known one changed. */
import { choice, fields, flag, list, type Output, text } from '../../schema/field.js';
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { PRECISIONS } from '../precision.js';
import type { FeedForward } from './feed-forward/feed-forward.js';
import { feedForwardShelf } from './feed-forward/index.js';
import { mixerShelf } from './mixers/index.js';
import type { Mixer } from './mixers/mixer.js';
import type { Model } from './model.js';
import { size } from './size.js';
import { transformationShelf } from './transformations/index.js';
import type { Transformation } from './transformations/transformation.js';

/** The block that describes a model. With `extends` every other field is optional and replaces one of that model. */
export const modelFields = fields({
  extends: text('Catalogue model that gives everything not stated here.', 64).optional(),
  name: text('What reports call it.', 80).optional(),
  organisation: text('Who published it.', 80).optional(),
  layers: size('Layers.').optional(),
  hidden: size('Hidden size.').optional(),
  vocabulary: size('Rows of the embedding.').optional(),
  tiedEmbeddings: flag('Input and output embeddings are one matrix.').optional(),
  maxContext: size('Longest context in tokens.').optional(),
  attention: list(
    shelfField(mixerShelf, 'One kind of attention or linear state.'),
    'Token mixing, by kind; layers add up.',
  ).optional(),
  feedForward: list(
    shelfField(feedForwardShelf, 'One kind of feed-forward layer.'),
    'Feed-forward layers, by kind.',
  ).optional(),
  native: choice(PRECISIONS, 'Format of the published weights.').optional(),
  fp8Scale: choice(['block', 'tensor'], 'Scales of fp8 weights: one per block or one per tensor.').optional(),
  note: text('Anything a reader should know.').optional(),
  transform: list(
    shelfField(transformationShelf, 'One transformation.'),
    'Transformations of the model, one after the other: quantised, pruned, distilled, sparser.',
    { max: 16 },
  ).optional(),
});
export type ModelValue = Output<typeof modelFields>;

const REQUIRED = ['layers', 'hidden', 'vocabulary', 'attention', 'feedForward'] as const;
/** Longest context of a model that does not say. */
const PLAIN_CONTEXT = 131_072;

const bare = (id: string): Model => ({
  id,
  name: id,
  organisation: 'unstated',
  country: '',
  released: '',
  kind: 'stated',
  layers: 0,
  hidden: 0,
  vocabulary: 0,
  tiedEmbeddings: false,
  maxContext: PLAIN_CONTEXT,
  mixers: [],
  feedForward: [],
  native: 'bf16',
  fp8Scale: 'block',
  source: { source: 'stated in the scenario', tier: 'estimate' },
});

/** The model a scenario block describes, on the shoulders of `base` if it extends one; or the fields it still must state. */
export const modelFrom = (
  id: string,
  value: ModelValue,
  base: Model | undefined,
): { readonly model: Model } | { readonly missing: readonly string[] } => {
  const missing = base === undefined ? REQUIRED.filter((field) => value[field] === undefined) : [];
  if (missing.length > 0) return { missing };
  const { published: _published, ...from } = base ?? bare(id);
  const stated: Model = {
    ...from,
    id,
    name: value.name ?? (base === undefined ? id : `${base.name} (changed)`),
    organisation: value.organisation ?? from.organisation,
    layers: value.layers ?? from.layers,
    hidden: value.hidden ?? from.hidden,
    vocabulary: value.vocabulary ?? from.vocabulary,
    tiedEmbeddings: value.tiedEmbeddings ?? from.tiedEmbeddings,
    maxContext: value.maxContext ?? from.maxContext,
    mixers: value.attention?.map((each) => makeFrom<Mixer>(mixerShelf, each)) ?? from.mixers,
    feedForward: value.feedForward?.map((each) => makeFrom<FeedForward>(feedForwardShelf, each)) ?? from.feedForward,
    native: value.native ?? from.native,
    fp8Scale: value.fp8Scale ?? from.fp8Scale,
    source: { source: 'stated in the scenario', tier: 'estimate' },
    ...(value.note === undefined ? {} : { note: value.note }),
  };
  const steps = value.transform?.map((each) => makeFrom<Transformation>(transformationShelf, each)) ?? [];
  return { model: steps.reduce((model, step) => step(model), stated) };
};
