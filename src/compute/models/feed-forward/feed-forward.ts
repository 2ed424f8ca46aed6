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

export interface FeedForward {
  readonly kind: string;
  readonly layers: number;
  /** Ordinary GEMMs of one layer on one rank: the dense layer, shared experts, projections to and from an expert latent. */
  matrices(hidden: number, tensor: number): readonly Matrix[];
  readonly bank?: ExpertBank;
  /** Width of the activations that element-wise kernels pass over; 0 where experts do it themselves. */
  readonly activationWidth: number;
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
