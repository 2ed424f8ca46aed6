/** The plain feed-forward layer: every token passes through all of it. */
import { count, defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { type FeedForward, feedForwardMatrices } from './feed-forward.js';

export const dense = ({
  layers,
  width,
  gated = true,
}: {
  layers: number;
  width: number;
  gated?: boolean;
}): FeedForward => ({
  kind: 'dense',
  layers,
  width,
  matrices: (hidden, tensor) => feedForwardMatrices(hidden, width, gated, tensor),
  activationWidth: width,
});

export const denseEntry = entry({
  kind: 'dense',
  doc: 'A feed-forward layer every token passes through.',
  fields: fields({
    layers: count('Layers of this kind.'),
    width: count('Width.'),
    gated: defaulting(flag('Three matrices (gate, up, down) instead of two.'), true, 'SwiGLU is usual'),
  }),
  make: dense,
});
