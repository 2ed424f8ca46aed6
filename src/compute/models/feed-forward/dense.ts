/** The plain feed-forward layer: every token passes through all of it. */
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
