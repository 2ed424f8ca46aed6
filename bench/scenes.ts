/** The scenes that the bench times: how many replicas, how loaded, how routed. */

import { TICKS_PER_SECOND } from '../src/demand/request.js';
import { capacity } from '../src/serving/capacity.js';
import type { GroupSpec, RouterKind } from '../src/serving/pool/spec.js';
import { syntheticStep } from '../test/serving/synthetic-step.js';
import { demandOf, type Kind, meanWork } from './demand.js';

export const LOADS = { light: 0.1, busy: 0.75, saturated: 1.1 } as const;
export type Load = keyof typeof LOADS;

export interface Scene {
  readonly name: string;
  readonly spec: GroupSpec;
  readonly kind: Kind;
  /** Requests per second of the group. */
  readonly rate: number;
  readonly windows: number;
}

const WINDOW_SECONDS = 60;
const step = syntheticStep();
/** 8 × 80 GB less the weights of a 70B model in bf16, at 320 KB a token: 100,000 blocks would be 1.6 M tokens; half that is a common case. */
const memory = { blocks: 50_000, fixedBlocks: 0, maxContext: 32_768 };
const scheduler = {
  batching: 'continuous',
  prefill: 'chunked',
  order: 'first-come',
  maxBatch: 256,
  tokenBudget: 2048,
  maxWait: 0,
} as const;

/** A scene with about `requests` requests. */
export const scene = (replicas: number, load: Load, kind: Kind, router: RouterKind, requests: number): Scene => {
  const rate = replicas * LOADS[load] * capacity(step, memory, scheduler, meanWork(kind));
  return {
    name: `${replicas} × ${kind}, ${load}, ${router}`,
    spec: {
      replicas,
      step,
      memory,
      scheduler,
      router,
      windowTicks: WINDOW_SECONDS * TICKS_PER_SECOND,
      seed: 1,
      firstReplica: 0,
    },
    kind,
    rate,
    windows: Math.max(3, Math.ceil(requests / rate / WINDOW_SECONDS)),
  };
};

export const demandFor = ({ kind, rate, spec }: Scene) => demandOf(kind, rate, spec.windowTicks);
