/** Who caused which cost: writing tokens bears the decode-only step, reading a chunk of a prompt bears its increment, idle time stays apart. */
import type { Dollars, Joules, Ratio, Seconds } from '../units/quantity.js';
import type { BoundaryCode } from './boundary.js';

/** Time and energy of one pool by what caused them, all replicas together. */
export interface Phases {
  /** Steps as if they had no chunks, and the energy of them. */
  readonly decode: { readonly seconds: Seconds; readonly joules: Joules };
  /** What chunks of prompts added to those steps. */
  readonly prefill: { readonly seconds: Seconds; readonly joules: Joules };
  /** Replicas with nothing to do. */
  readonly idle: { readonly seconds: Seconds; readonly joules: Joules };
}

export interface PoolCost {
  readonly phases: Phases;
  /** What the pool's joules cost, shared by joules. */
  readonly electricity: Dollars;
  /** What the pool's capacity costs (chips, building, operations), shared by time. */
  readonly capacity: Dollars;
}

export interface Tokens {
  readonly output: number;
  /** Prompt tokens read for the first time. */
  readonly input: number;
}

export interface TypedCost {
  readonly boundary: BoundaryCode;
  readonly output: { readonly dollars: Dollars; readonly perToken: number | null };
  readonly input: { readonly dollars: Dollars; readonly perToken: number | null };
  /** Not caused by any token: empty replicas and the fixed losses of the hall. */
  readonly common: Dollars;
}

/** Cost of one pool by phase [USD]: dollars_phase = electricity · joules share + capacity · time share. They add up to the pool's cost. */
export const poolCostByPhase = ({ phases, electricity, capacity }: PoolCost) => {
  const { decode, prefill, idle } = phases;
  const joules = decode.joules + prefill.joules + idle.joules;
  const seconds = decode.seconds + prefill.seconds + idle.seconds;
  const share = (part: number, whole: number): Ratio => (whole === 0 ? 0 : part / whole);
  const bear = (phase: { seconds: Seconds; joules: Joules }) =>
    electricity * share(phase.joules, joules) + capacity * share(phase.seconds, seconds);
  const writing = bear(decode);
  const reading = bear(prefill);
  return { decode: writing, prefill: reading, idle: electricity + capacity - writing - reading };
};

/** Cost by token type over all pools; `shared` is cost that belongs to no pool, such as the fixed losses of the hall [USD]. */
export const costByType = (
  boundary: BoundaryCode,
  pools: readonly PoolCost[],
  shared: Dollars,
  tokens: Tokens,
): TypedCost => {
  const costs = pools.map(poolCostByPhase);
  const output = costs.reduce((total, cost) => total + cost.decode, 0);
  const input = costs.reduce((total, cost) => total + cost.prefill, 0);
  return {
    boundary,
    output: { dollars: output, perToken: tokens.output > 0 ? output / tokens.output : null },
    input: { dollars: input, perToken: tokens.input > 0 ? input / tokens.input : null },
    common: costs.reduce((total, cost) => total + cost.idle, 0) + shared,
  };
};
