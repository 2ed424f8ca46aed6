/** One way to run a model: chip, layout, formats, framework; the question every part of the physics answers. */
import type { Watts } from '../units/quantity.js';
import type { Chip } from './chips/chip.js';
import type { Framework } from './frameworks.js';
import type { KeyValuePrecision } from './kernels/attention.js';
import { expectedMaximum } from './kernels/routing.js';
import { chipsOf, type Layout } from './layout.js';
import type { Model } from './models/model.js';
import type { PrecisionName } from './precision.js';

export interface Plan {
  readonly chip: Chip;
  readonly model: Model;
  readonly layout: Layout;
  readonly precision: PrecisionName;
  readonly keyValuePrecision: KeyValuePrecision;
  readonly framework: Framework;
  /** Zipf exponent of expert popularity: 0 uniform, 1 hot. */
  readonly skew: number;
  /** Grouped GEMM written for block fp8 instead of a general one. */
  readonly tunedExperts: boolean;
  /** Load of the hottest expert group over the mean that no balancer removes. */
  readonly expertImbalance: number;
  /** Attention time of the slowest data rank over the mean. */
  readonly straggler: number;
  /** Share of the shorter of communication and computation that two halves of a batch, taken in turn, hide behind the longer. */
  readonly overlap: number;
  /** Draft tokens verified with every written token, each from one more layer of the model (multi-token prediction). */
  readonly draftTokens: number;
  /** Chance that a draft is accepted, those before it being so. */
  readonly acceptance: number;
  /** Share of memory the engine may fill. */
  readonly memoryShare: number;
  /** Memory kept for activations and graphs [B]. */
  readonly reserve: number;
  /** Multiplies the time of all kernels: how well the framework's are tuned for this model and format. */
  readonly maturity: number;
  /** Multiplies the busy draw of the chips, within idle and limit: 1 but where draws are drawn from their band. */
  readonly drawFactor: number;
  /** Share of its highest clock that every chip is locked to; `chip` then has the peaks of that clock. */
  readonly clock: number;
  /** Power cap of every chip [W]; Infinity without one. */
  readonly cap: Watts;
}

/** Tokens of each writing sequence that go through a step. */
export const verifiedTokens = ({ draftTokens }: Plan): number => 1 + draftTokens;

export const replicaChips = (plan: Plan): number => chipsOf(plan.layout);

/** Zipf skew of expert popularity that measured serving suggests. */
export const DEFAULT_SKEW = 0.5;
/** Experts in one box need no balancer; dealt wider the hottest group carries 1.15 of the mean with a balancer (EPLB), 1.05–1.25, and 1.5 without, 1.2–2.0 (estimates). */
export const defaultImbalance = ({ expert }: Layout, balanced = true): number =>
  expert <= 8 ? 1 : balanced ? 1.15 : 1.5;
/** Spread of a sequence's context over its mean in the two simulated cases below. */
const CONTEXT_SPREAD = 1.2;
const SEQUENCES_PER_RANK = 64;
/** Slowest of `data` attention ranks over the mean, 1 + z(data)·1.2/√64: meets simulated 1.2 at 8 ranks of 64 sequences (1.6 at 8 of 8, where it is too kind). */
export const defaultStraggler = ({ data }: Layout): number =>
  1 + (expectedMaximum(data) * CONTEXT_SPREAD) / Math.sqrt(SEQUENCES_PER_RANK);
/** Acceptance of one draft of multi-token prediction: 0.85–0.90 for the second token by DeepSeek's own report, 0.7 where others served it (CloudMatrix, arXiv 2506.12708). */
export const DEFAULT_ACCEPTANCE = 0.7;
/** Share of memory an engine fills. */
export const DEFAULT_MEMORY_SHARE = 0.9;
/** Memory for activations of an 8,192-token step; 1.7 GB for 2,048 (chosen on the RTX 4090 check of docs/model.md). */
export const DEFAULT_RESERVE = 3.5e9;

/** A plan with every choice at its default. */
export const plainPlan = (
  chip: Chip,
  model: Model,
  framework: Framework,
  layout: Layout = { tensor: 1, data: 1, expert: 1 },
  choices: Partial<Omit<Plan, 'chip' | 'model' | 'framework' | 'layout'>> = {},
): Plan => ({
  chip,
  model,
  layout,
  framework,
  precision: model.native,
  keyValuePrecision: 'bf16',
  skew: DEFAULT_SKEW,
  tunedExperts: false,
  expertImbalance: defaultImbalance(layout),
  straggler: defaultStraggler(layout),
  overlap: 0,
  draftTokens: 0,
  acceptance: DEFAULT_ACCEPTANCE,
  memoryShare: DEFAULT_MEMORY_SHARE,
  reserve: DEFAULT_RESERVE,
  maturity: 1,
  drawFactor: 1,
  clock: 1,
  cap: Number.POSITIVE_INFINITY,
  ...choices,
});
