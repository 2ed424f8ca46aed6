/** Everything a group of replicas knows, as typed columns with one row per replica: allocated once, no object per request or step. */

import type { Prefixes } from '../../demand/prefixes.js';
import { BATCHINGS } from '../schedulers/batching.js';
import { ORDERS, type QueueOrder } from '../schedulers/orders.js';
import { PREFILLS } from '../schedulers/prefills.js';
import { CostTable } from './cost-table.js';
import { Fleet } from './fleet.js';
import { PrefixCache } from './prefix-cache.js';
import {
  BATCH,
  DEPTH,
  FREE_BLOCKS,
  FRONT,
  HEAD,
  HELD,
  MOST_WINDOWS,
  PARTIAL,
  PLAN_END,
  READ_COUNT,
  READ_HEAD,
  READ_TAIL,
  RESIDUES,
  TAIL,
  YOUNGEST,
} from './record.js';
import { ARRIVAL, GENERATED, NONE, OUTPUT, Requests, WINDOW } from './requests.js';
import { Sink } from './sink.js';
import type { GroupSpec } from './spec.js';
import { Speculation } from './speculation.js';
import { Waiting } from './waiting.js';

/** Tokens, or strides of them, in a KV block. */
export const BLOCK = 16;
export const BLOCK_BITS = 4;
export const blocksFor = (tokens: number): number => (tokens + BLOCK - 1) >>> BLOCK_BITS;

/** Fields of a slot in `slots`, at `slot << 2`: its request, its stored tokens less the depth, and its neighbours in age. */
export const ROW_OF = 0;
export const BASE = 1;
export const OLDER = 2;
export const YOUNGER = 3;

/** What a replica is doing until the end of its plan. */
export const Plan = {
  /** Nothing to do: the end is Infinity until somebody arrives. */
  idle: 0,
  /** An open static batch waits for company. */
  wait: 1,
  /** `planSteps` decode steps. */
  decode: 2,
  /** One step that reads prompts, beside decoding when chunked. */
  mixed: 3,
  /** The plan has ended and the next is not yet made. */
  none: 4,
} as const;

/** A front end that hands requests over the instant they come. */
const AT_ONCE = { fixed: 0, steps: 0 };

export interface EngineOptions {
  /** Most decode steps in a segment: 1 steps one iteration at a time. */
  readonly stepLimit?: number;
  /** Decode steps after which the step counter starts again from a small number. */
  readonly rebaseAfter?: number;
  /** Runs the coupled engine even where replicas are independent. */
  readonly coupled?: boolean;
  /** Counts the energy of a step as it is drawn, rather than when the step ends: what a meter reads at a stop. */
  readonly metered?: boolean;
}

/** How often rare things happened, so that a test can prove that it met them. */
export interface Occurrences {
  preemptions: number;
  capChanges: number;
  /** Requests that a replica lost and another, or itself later, took over. */
  retries: number;
  pieceCuts: number;
  windowCrossings: number;
  rebases: number;
  segments: number;
  /** Prompts whose beginning was in memory already, and blocks of such beginnings that were given up. */
  cacheHits: number;
  evictions: number;
}

export class GroupState {
  readonly replicas: number;
  readonly windowTicks: number;
  /** Batch limit: a step cannot decode more sequences than its token budget. */
  readonly maxBatch: number;
  readonly tokenBudget: number;
  readonly chunked: boolean;
  /** Whether a batch is closed until all its sequences end. */
  readonly gated: boolean;
  /** Whether answers are held until the batch ends. */
  readonly holds: boolean;
  readonly maxWait: number;
  /** Whether replicas only read prompts. */
  readonly handsOver: boolean;
  readonly capacity: number;
  readonly fixedBlocks: number;
  readonly maxContext: number;
  readonly longestOutput: number;
  readonly longestPrompt: number;
  /** A request's place in an ordered queue. */
  readonly orderKey: QueueOrder['key'];
  readonly stepLimit: number;
  readonly rebaseAfter: number;
  readonly keyBits: number;
  readonly slotMask: number;
  /** Attention windows of the model; the first is infinite. */
  readonly windows: number;
  /** Drafts that steps verify; undefined where a step writes one token. */
  readonly speculation: Speculation | undefined;
  /** Tokens that a step writes for a sequence on average, and tokens of it that it verifies. */
  readonly stride: number;
  readonly verified: number;
  /** Attention windows in tokens: prompts are read by them. */
  readonly tokenWindows: readonly number[];

  readonly table: CostTable;
  readonly requests: Requests;
  readonly waiting: Waiting;
  readonly sink: Sink;
  readonly fleet: Fleet;
  /** Beginnings of prompts that are kept; undefined where none are. */
  readonly prefix: PrefixCache | undefined;
  readonly occurrences: Occurrences = {
    preemptions: 0,
    capChanges: 0,
    retries: 0,
    pieceCuts: 0,
    windowCrossings: 0,
    rebases: 0,
    segments: 0,
    cacheHits: 0,
    evictions: 0,
  };

  /** Number of the window being run. */
  window = 0;
  /** Cap changes of this window: local ticks and power states, in order of time. */
  readonly capTimes: number[] = [];
  readonly capStates: number[] = [];

  /** The replicas' records (`record.ts`), and the same buffer as whole numbers. */
  readonly doubles: Float64Array;
  readonly ints: Int32Array;
  /** Sequences of the batch, four fields each. */
  readonly slots: Int32Array;
  readonly freeSlots: Int32Array;
  /** Heap of finish steps; its size is the batch. */
  readonly finishes: Int32Array;
  /** Heaps of the steps at which a sequence outgrows a finite window. */
  readonly crossings: Int32Array;
  readonly crossingCount: Int32Array;

  /** Sums over the chunks of the step being planned. */
  readonly chunks: { tokens: number; finished: number; pairs: Float64Array; pairsPerLength: Float64Array };
  /** Called at the instant a request with an owner ends. */
  onOwnerEnd: ((owner: number, ticks: number, output: number) => void) | undefined;

  constructor(
    readonly spec: GroupSpec,
    options: EngineOptions,
    prefixes?: Prefixes,
  ) {
    const { scheduler, memory, replicas } = spec;
    this.replicas = replicas;
    this.windowTicks = spec.windowTicks;
    this.speculation =
      spec.step.speculation === undefined ? undefined : new Speculation(spec.step.speculation, spec.seed);
    this.stride = this.speculation?.stride ?? 1;
    this.verified = this.speculation?.verified ?? 1;
    this.tokenWindows = spec.step.windows;
    this.maxBatch = Math.max(1, Math.min(scheduler.maxBatch, Math.floor(scheduler.tokenBudget / this.verified)));
    this.tokenBudget = scheduler.tokenBudget;
    this.chunked = PREFILLS.find(({ kind }) => kind === scheduler.prefill)!.cuts;
    const batching = BATCHINGS.find(({ kind }) => kind === scheduler.batching)!;
    this.gated = batching.closes;
    this.holds = batching.holds;
    this.maxWait = scheduler.maxWait;
    this.handsOver = spec.handsOver === true;
    this.capacity = Math.floor(memory.blocks / this.stride);
    this.fixedBlocks = Math.ceil(memory.fixedBlocks / this.stride);
    this.maxContext = memory.maxContext;
    this.keyBits = Math.max(1, Math.ceil(Math.log2(this.maxBatch)));
    this.slotMask = 2 ** this.keyBits - 1;
    this.stepLimit = options.stepLimit ?? 2 ** 30;
    const keySteps = 2 ** (31 - this.keyBits);
    this.rebaseAfter = Math.min(options.rebaseAfter ?? keySteps / 2, keySteps / 2);
    this.longestOutput = keySteps / 2 - BLOCK;
    this.windows = spec.step.windows.length;
    this.table = new CostTable(spec.step, this.maxBatch, spec.windowTicks);
    this.table.powerState(Number.POSITIVE_INFINITY);
    this.longestPrompt = this.chunked ? memory.maxContext : this.table.longestPrompt(memory.maxContext);
    this.orderKey = ORDERS.find(({ kind }) => kind === scheduler.order)!.key;
    this.requests = new Requests(this.speculation !== undefined);
    this.fleet = new Fleet(replicas, spec.seed);
    this.prefix =
      spec.prefixCache === undefined || prefixes === undefined
        ? undefined
        : new PrefixCache(replicas, prefixes, this.requests, spec.prefixCache.blocks);
    this.sink = new Sink(replicas, spec.firstReplica, this.requests, spec.frontEnd ?? AT_ONCE, this.handsOver);
    if (this.windows > MOST_WINDOWS)
      throw new RangeError(`${this.windows} attention windows: expected at most ${MOST_WINDOWS}`);
    this.doubles = new Float64Array(replicas << 6);
    this.ints = new Int32Array(this.doubles.buffer);
    this.waiting = new Waiting(this.requests, this.ints, this.orderKey !== undefined);
    for (let r = 0; r < replicas; r++) {
      for (const field of [YOUNGEST, READ_HEAD, READ_TAIL, PARTIAL, HELD, FRONT, HEAD, TAIL]) {
        this.ints[(r << 7) + field] = NONE;
      }
      this.ints[(r << 7) + FREE_BLOCKS] = this.capacity;
      this.doubles[(r << 6) + PLAN_END] = Number.POSITIVE_INFINITY;
    }
    const slots = replicas * this.maxBatch;
    const ints = (length: number, value = 0) => new Int32Array(length).fill(value);
    this.slots = ints(4 * slots);
    this.freeSlots = ints(slots);
    for (let slot = 0; slot < slots; slot++) this.freeSlots[slot] = slot % this.maxBatch;
    this.finishes = ints(slots);
    this.crossings = ints(slots * (this.windows - 1));
    this.crossingCount = ints(replicas * (this.windows - 1));
    this.chunks = {
      tokens: 0,
      finished: 0,
      pairs: new Float64Array(this.windows),
      pairsPerLength: new Float64Array(this.windows),
    };
    this.onOwnerEnd = undefined;
  }

  /** Sequences that hold a place in the batch: decoding, ending their prompt in this step, or read in part. */
  members(replica: number): number {
    return (
      this.ints[(replica << 7) + BATCH]! +
      this.ints[(replica << 7) + READ_COUNT]! +
      (this.ints[(replica << 7) + PARTIAL] === NONE ? 0 : 1)
    );
  }

  /** What the cache of so many tokens takes, in the unit of blocks: tokens, or strides where drafts are verified. */
  stored(tokens: number): number {
    return this.speculation === undefined ? tokens : this.speculation.strides(tokens);
  }

  /** Steps that a request whose prompt has been read still takes. */
  stepsLeft(row: number): number {
    const { requests } = this;
    if (this.handsOver) return 0;
    return this.speculation === undefined
      ? requests.ints[(row << 4) + OUTPUT]! - requests.ints[(row << 4) + GENERATED]!
      : requests.steps[row]!;
  }

  /** Blocks that the batch needs at its next step. */
  blocksDue(replica: number): number {
    return this.ints[(replica << 7) + RESIDUES + (-this.ints[(replica << 7) + DEPTH]! & (BLOCK - 1))]!;
  }

  /** Ticks from a request's arrival to local time `now` of the present window. */
  sinceArrival(row: number, now: number): number {
    const { requests } = this;
    return (
      now -
      requests.doubles[(row << 3) + ARRIVAL]! +
      (this.window - requests.ints[(row << 4) + WINDOW]!) * this.windowTicks
    );
  }
}
