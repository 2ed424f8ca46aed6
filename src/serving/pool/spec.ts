/** What a group of replicas is told, and the columns it hands back: the port between serving and the factory. */
import type { StepModel } from '../../compute/step-model.js';

/** How requests become batches. */
export interface SchedulerSpec {
  /** `continuous`: sequences join and leave at any step. `request`: a batch forms from what waits and is closed until all its sequences end.
   *  `static`: as `request`, but waits for a full batch (or `maxWait`), and its answers are handed out together at the end. */
  readonly batching: 'continuous' | 'request' | 'static';
  /** `first`: whole prompts are read in steps of their own, before decoding goes on. `chunked`: prompts are read in pieces beside decoding, `tokenBudget` tokens a step in all. */
  readonly prefill: 'first' | 'chunked';
  readonly order: 'first-come' | 'priority' | 'shortest-predicted';
  /** Most sequences in a batch. */
  readonly maxBatch: number;
  /** Most tokens in a step (decode + prompt). With `first`, at least one prompt is read even when it is longer. */
  readonly tokenBudget: number;
  /** Static batching waits at most this long for a full batch, in ticks. */
  readonly maxWait: number;
}

export type RouterKind = 'round-robin' | 'random' | 'least-outstanding' | 'power-of-two' | 'affinity';

export interface MemorySpec {
  /** KV blocks of 16 tokens in a replica. */
  readonly blocks: number;
  /** Blocks a sequence holds whatever its length (windowed layers, linear state). */
  readonly fixedBlocks: number;
  /** Longest prompt + output a sequence may reach; longer requests are refused. */
  readonly maxContext: number;
}

export interface GroupSpec {
  readonly replicas: number;
  readonly step: StepModel;
  readonly memory: MemorySpec;
  readonly scheduler: SchedulerSpec;
  readonly router: RouterKind;
  /** Whether replicas keep the beginnings of prompts, and the most KV blocks of a replica that these may fill; nothing is kept where absent. */
  readonly prefixCache?: { readonly blocks: number };
  /** Length of a window in ticks (at most 300 s). */
  readonly windowTicks: number;
  /** Seed of the keyed draws of this group (routing). */
  readonly seed: number;
  /** What a request waits outside the chips before its first token: fixed ticks, and decode steps of its own pace. */
  readonly frontEnd?: { readonly fixed: number; readonly steps: number };
  /** Whether replicas only read: an answer that goes on after its first token is handed over with it, and ends elsewhere. */
  readonly handsOver?: boolean;
  /** Number of the group's first replica in its pool: routing draws and records use it. */
  readonly firstReplica: number;
}

/** Counters that the engine keeps in a replica's record. */
export const ENGINE_COUNTERS = [
  'arrived', // requests
  'finished', // requests
  'refused', // requests longer than memory or context allows
  'preempted', // times a sequence lost its memory
  'promptTokens', // prompt tokens read for the first time
  'recomputedTokens', // tokens read again after a preemption
  'outputTokens', // tokens written
  'steps', // forward passes
  'decodeTicks', // time of steps as if they had no chunks
  'prefillTicks', // time added by chunks
  'idleTicks', // time with nothing to do
  'decodeJoules', // chip energy of steps as if they had no chunks
  'prefillJoules', // chip energy added by chunks
  'idleJoules', // chip energy with nothing to do
  'batchTicks', // ∫ sequences in the batch dt [tick]
  'waitingTicks', // ∫ requests waiting dt [tick]
  'blockTicks', // ∫ KV blocks held dt [tick]
] as const;

/** Counters of what seldom happens, kept apart. */
export const FLEET_COUNTERS = [
  'shed', // requests refused because the front door lets in only a share of their stream
  'retried', // times a request lost its replica and was read again
  'cachedTokens', // prompt tokens that were in memory already and were not read
  'cachedTicks', // time that the attention of what is read spends on what was in memory [tick]
  'handedOver', // requests that left with their first token, to be written elsewhere
  'darkTicks', // time out of service, with chips and servers off [tick]
] as const;

/** Counters of one replica over one window, or sums of them. Kept as columns of a Float64Array; all are extensive (they add up). */
export const COUNTERS = [...ENGINE_COUNTERS, ...FLEET_COUNTERS] as const;
export type Counter = (typeof COUNTERS)[number];
export const counterIndex = Object.fromEntries(COUNTERS.map((name, index) => [name, index])) as Record<Counter, number>;

/** Finished requests since the last drain, one row each, in an order that does not depend on how replicas are sharded. */
export interface Finished {
  count: number;
  readonly id: Float64Array;
  readonly stream: Uint8Array;
  readonly replica: Int32Array;
  readonly prompt: Int32Array;
  readonly output: Int32Array;
  /** Window and local ticks of the arrival. */
  readonly window: Int32Array;
  readonly arrival: Float64Array;
  /** Ticks from arrival to the first token, and to the last. */
  readonly firstToken: Float64Array;
  readonly lastToken: Float64Array;
  readonly preemptions: Uint8Array;
  /** 1 when the request was refused (then it has no tokens and no times). */
  readonly refused: Uint8Array;
}
