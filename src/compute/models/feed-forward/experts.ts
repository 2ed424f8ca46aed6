/** The mixture-of-experts layer: a router sends every token to a few of many experts; shared experts see all tokens. */
import { defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import { type FeedForward, feedForwardMatrices, keptWidth } from './feed-forward.js';

export interface ExpertsShape {
  readonly layers: number;
  readonly experts: number;
  readonly topK: number;
  readonly width: number;
  /** Size of the vectors the experts work on. */
  readonly input: number;
  /** Total width of the shared experts; 0 without. */
  readonly sharedWidth?: number;
  readonly gated?: boolean;
  /** Tokens are projected from the hidden size to a smaller expert input and back. */
  readonly projected?: boolean;
}

export const experts = (shape: ExpertsShape): FeedForward => {
  const { layers, experts: count, topK, width, input, sharedWidth = 0, gated = true, projected = false } = shape;
  return {
    kind: 'experts',
    layers,
    matrices: (hidden, tensor) => [
      ...feedForwardMatrices(hidden, sharedWidth, gated, tensor),
      ...(projected
        ? [
            { columns: input, inner: hidden },
            { columns: hidden, inner: input },
          ]
        : []),
    ],
    bank: { experts: count, topK, input, width, matrices: gated ? 3 : 2 },
    activationWidth: 0,
    reshaped: (change) => {
      const left = Math.max(1, Math.round(count * change.experts));
      return experts({
        ...shape,
        experts: left,
        topK: Math.min(left, Math.max(1, Math.round(topK * change.active))),
        width: keptWidth(width, change.width),
        sharedWidth: keptWidth(sharedWidth, change.width),
      });
    },
  };
};

export const expertsEntry = entry({
  kind: 'experts',
  doc: 'A mixture-of-experts layer with a router, and perhaps shared experts.',
  fields: fields({
    layers: size('Layers of this kind.'),
    experts: size('Routed experts in a layer.'),
    topK: size('Experts each token visits.'),
    width: size('Width of an expert.'),
    input: size('Size of the vectors the experts work on: the hidden size unless tokens are projected first.'),
    sharedWidth: defaulting(size('Total width of the shared experts.', { min: 0 }), 0, 'no shared experts'),
    gated: defaulting(flag('Three matrices (gate, up, down) instead of two.'), true, 'SwiGLU is usual'),
    projected: defaulting(
      flag('Tokens are projected to a smaller expert input and back.'),
      false,
      'most models are not',
    ),
  }),
  make: experts,
});
