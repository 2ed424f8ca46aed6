/** The mixture-of-experts layer: a router sends every token to a few of many experts; shared experts see all tokens. */
import { count, defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { type FeedForward, feedForwardMatrices } from './feed-forward.js';

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

export const experts = ({
  layers,
  experts,
  topK,
  width,
  input,
  sharedWidth = 0,
  gated = true,
  projected = false,
}: ExpertsShape): FeedForward => ({
  kind: 'experts',
  layers,
  width: Math.max(1, sharedWidth),
  matrices: (hidden, tensor) => [
    ...feedForwardMatrices(hidden, sharedWidth, gated, tensor),
    ...(projected
      ? [
          { columns: input, inner: hidden },
          { columns: hidden, inner: input },
        ]
      : []),
  ],
  bank: { experts, topK, input, width, matrices: gated ? 3 : 2 },
  activationWidth: 0,
});

export const expertsEntry = entry({
  kind: 'experts',
  doc: 'A mixture-of-experts layer with a router, and perhaps shared experts.',
  fields: fields({
    layers: count('Layers of this kind.'),
    experts: count('Routed experts in a layer.'),
    topK: count('Experts each token visits.'),
    width: count('Width of an expert.'),
    input: count('Size of the vectors the experts work on: the hidden size unless tokens are projected first.'),
    sharedWidth: defaulting(count('Total width of the shared experts.', { min: 0 }), 0, 'no shared experts'),
    gated: defaulting(flag('Three matrices (gate, up, down) instead of two.'), true, 'SwiGLU is usual'),
    projected: defaulting(
      flag('Tokens are projected to a smaller expert input and back.'),
      false,
      'most models are not',
    ),
  }),
  make: experts,
});
