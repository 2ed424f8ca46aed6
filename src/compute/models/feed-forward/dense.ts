/** The plain feed-forward layer: every token passes through all of it. */
import { defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import { type FeedForward, feedForwardMatrices, keptWidth } from './feed-forward.js';

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
  matrices: (hidden, tensor) => feedForwardMatrices(hidden, width, gated, tensor),
  activationWidth: width,
  reshaped: (change) => dense({ layers, width: keptWidth(width, change.width), gated }),
});

export const denseEntry = entry({
  kind: 'dense',
  doc: 'A feed-forward layer every token passes through.',
  fields: fields({
    layers: size('Layers of this kind.'),
    width: size('Width.'),
    gated: defaulting(flag('Three matrices (gate, up, down) instead of two.'), true, 'SwiGLU is usual'),
  }),
  make: dense,
});
