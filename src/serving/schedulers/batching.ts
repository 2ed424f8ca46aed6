/** The shelf of batching disciplines: when sequences may join a batch, and when answers go out. */
import type { SchedulerSpec } from '../pool/spec.js';

export interface Batching {
  readonly kind: SchedulerSpec['batching'];
  readonly doc: string;
  /** Whether a batch is closed until all its sequences end. */
  readonly closes: boolean;
  /** Whether a batch waits to be full, and answers are held until it ends. */
  readonly holds: boolean;
}

export const BATCHINGS = [
  { kind: 'continuous', doc: 'sequences join and leave at any step', closes: false, holds: false },
  {
    kind: 'request',
    doc: 'a batch forms from what waits and is closed until all its sequences end',
    closes: true,
    holds: false,
  },
  {
    kind: 'static',
    doc: 'as request, but waits for a full batch (or maxWait), and hands its answers out together at the end',
    closes: true,
    holds: true,
  },
] as const satisfies readonly Batching[];
