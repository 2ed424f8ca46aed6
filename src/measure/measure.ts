/** A measured number as it is published: value, unit, interval, definition, tier. */
import type { Tier } from '../schema/fact.js';

export interface Measure {
  /** Dotted name, stable across versions: `tokens.output`, `cost.fullTco.perOutputToken`, `chat.ttft.p95`. */
  readonly name: string;
  /** null when it does not exist (no requests, overload): `why` says why. */
  readonly value: number | null;
  /** Canonical unit as printed in JSON: `s`, `W`, `J`, `USD`, `token`, `USD/token`, `1`. */
  readonly unit: string;
  /** 95% interval from sampled replicas, or null with the reason in `why`. */
  readonly interval: readonly [number, number] | null;
  /** 95% interval from step times and draws moved within their bands; only with `uncertainty: model`, null where some of those days have no such number. */
  readonly modelInterval?: readonly [number, number] | null;
  readonly definition: string;
  readonly tier: Tier;
  readonly why?: string;
}

export type { Verdict } from '../serving/verdict.js';
