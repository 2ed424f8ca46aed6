/** The shelf of prefill disciplines: how prompts are read beside decoding. */
import type { SchedulerSpec } from '../pool/spec.js';

export interface Prefill {
  readonly kind: SchedulerSpec['prefill'];
  readonly doc: string;
  /** Whether prompts are cut to the token budget and read beside decoding. */
  readonly cuts: boolean;
}

export const PREFILLS = [
  { kind: 'chunked', doc: 'prompts are read in pieces beside decoding, within the token budget of a step', cuts: true },
  { kind: 'first', doc: 'whole prompts are read in steps of their own, before decoding goes on', cuts: false },
] as const satisfies readonly Prefill[];
