/** What one forward pass of a plan costs: the port between compute (physics) and serving (the engine). */
import type { Joules, Seconds, Watts } from '../units/quantity.js';

/** Time of a piece of work, with its peak-rate shares: `compute` = FLOP / peak, `memory` = bytes / bandwidth [s], for the draw law. */
export interface Cost {
  readonly seconds: Seconds;
  readonly compute: Seconds;
  readonly memory: Seconds;
}

/** A cost that is being added up. */
export type Sum = { -readonly [Key in keyof Cost]: Cost[Key] };

/** What a step is asked for, beside contexts: sequences that write, prompt tokens read, prompts that end. */
export interface StepLoad {
  readonly decode: number;
  readonly prefill: number;
  readonly finished: number;
}

/** Tokens of each writing sequence that go through a step: its drafts and one more. */
export const verifiedBy = ({ speculation }: Pick<StepModel, 'speculation'>): number => 1 + (speculation?.drafts ?? 0);

/** A batch of one step of a whole replica. Sums run over all of its sequences. */
export interface Batch {
  /** Sequences that write a token. */
  readonly decode: number;
  /** Sum of min(context, window) over those sequences, one per entry of `StepModel.windows`. */
  readonly contexts: readonly number[];
  /** Prompt tokens read in this step. */
  readonly prefill: number;
  /** Chunks (prompts) those tokens belong to. */
  readonly chunks: number;
  /** Sum over chunks of the token pairs attended, Σ_i min(s+i, window), one per window; ≈ Σ c(s + c/2). */
  readonly pairs: readonly number[];
  /** Sum over chunks of pairs / (s + c), one per window. */
  readonly pairsPerLength: readonly number[];
  /** Prompts whose last token is read in this step: each needs a row of the LM head and yields its first token. */
  readonly finished: number;
}

/** Physics of one plan (chip × model × layout × precision × framework), additive so that the engine can jump over steps:
 *  step seconds = rest(T, rows) + decode floor (if any decode) + Σ_j attention[j].seconds · contexts[j]
 *               + prefill floor (if any chunk) + Σ_j prefillPair[j].seconds · pairs[j] + prefillPairPerLength[j].seconds · pairsPerLength[j]
 *  (then `concurrent`, where there is such a thing) with T = decode + prefill tokens and rows = decode + finished; compute and memory shares add up in the same way. */
export interface StepModel {
  /** Chips in the replica. */
  readonly chips: number;
  /** Distinct attention windows in tokens, first always Infinity (plain context). */
  readonly windows: readonly number[];
  /** Everything but attention cores: projections, FFN, MoE, head, norms, collectives, host, per-sequence overhead. Non-decreasing in both arguments, and a sum of a part by tokens and a part by rows: the engine adds them up apart. */
  rest(tokens: number, rows: number): Cost;
  /**
   * Turns the sum above into the step where work runs side by side: communication behind computation, stages of a pipeline behind each other.
   * Absent where the step is the sum. `sum` is changed in place; it never grows smaller with more of anything but the first sequence that
   * writes, which fills a pipeline that a step of prompts alone leaves half empty.
   */
  readonly concurrent?: (sum: Sum, load: StepLoad) => void;
  /** Drafts that every step verifies for each sequence, and the chance that one is accepted after those before it. T and rows of the sums above then count 1 + drafts for
   *  every sequence that writes. Absent where a step writes one token. */
  readonly speculation?: { readonly drafts: number; readonly acceptance: number };
  /** Decode attention per token of context, one per window. */
  readonly attention: readonly Cost[];
  /** Fixed part of decode attention, once per step with any decode sequence. */
  readonly decodeFloor: Cost;
  readonly prefillPair: readonly Cost[];
  readonly prefillPairPerLength: readonly Cost[];
  /** Fixed part of prefill attention, once per step with any chunk. */
  readonly prefillFloor: Cost;
  /** Electric draw of the whole replica while a step with these shares of its time runs [W]; never above chips × TDP. */
  draw(computeShare: number, memoryShare: number): Watts;
  /** Least time that the data sheets allow a batch [s]: max of arithmetic at peak and bytes at full bandwidth, kernel by kernel; absent where there is no sheet. Where measured
   *  maturity lies below 1 it is as much less, since the kernels then beat the curves that the sheet bounds. */
  readonly floor?: (batch: Batch) => Seconds;
  /** Draw of the whole replica with nothing to do [W]. */
  readonly idle: Watts;
  /** Largest draw of the whole replica [W]. */
  readonly peak: Watts;
  /** Seconds and peak share under a power cap for the whole replica [W]: stretched so that the draw stays at the cap. */
  capped(step: Cost, cap: Watts): { readonly seconds: Seconds; readonly joules: Joules };
}
