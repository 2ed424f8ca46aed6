/** What every kind of feed-forward layer answers for itself: its matrices, its experts, the width its activations pass through. */
import type { Matrix } from '../mixers/mixer.js';

/** Routed experts of one layer. */
export interface ExpertBank {
  readonly experts: number;
  /** Experts each token visits. */
  readonly topK: number;
  /** Size of the vectors that travel to the experts. */
  readonly input: number;
  readonly width: number;
  /** Matrices per expert: 3 when gated, else 2. */
  readonly matrices: 2 | 3;
}

/** Shares and multiples of a feed-forward layer's shape. */
export interface Reshaping {
  /** Share of the width kept; widths become multiples of 128. */
  readonly width: number;
  /** Times as many experts, at least one. */
  readonly experts: number;
  /** Share of the visited experts that are visited still, at least one. */
  readonly active: number;
}

/** The width that is left: a multiple of 128, as kernels want it, unless nothing changes. */
export const keptWidth = (width: number, share: number): number =>
  share === 1 || width === 0 ? width : Math.max(128, 128 * Math.round((width * share) / 128));

export interface FeedForward {
  readonly kind: string;
  readonly layers: number;
  /** Ordinary GEMMs of one layer on one rank: the dense layer, shared experts, projections to and from an expert latent. */
  matrices(hidden: number, tensor: number): readonly Matrix[];
  readonly bank?: ExpertBank;
  /** Width of the activations that element-wise kernels pass over; 0 where experts do it themselves. */
  readonly activationWidth: number;
  /** The same kind of layer in another shape. */
  reshaped(change: Reshaping): FeedForward;
}

/** Gated layers have two input matrices, run as one GEMM. */
export const feedForwardMatrices = (
  hidden: number,
  width: number,
  gated: boolean,
  tensor: number,
): readonly Matrix[] =>
  width === 0
    ? []
    : [
        { columns: ((gated ? 2 : 1) * width) / tensor, inner: hidden },
        { columns: hidden, inner: width / tensor },
      ];

/** Router weights: one row per expert. */
export const routerParameters = (bank: ExpertBank, hidden: number): number => bank.experts * hidden;
/** Weights of one expert. */
export const expertParameters = (bank: ExpertBank): number => bank.matrices * bank.input * bank.width;
