/** Who caused which cost: writing tokens bears the decode-only step, reading a chunk of a prompt bears its increment, idle time stays apart. */
import type { Dollars, Joules, Ratio, Seconds } from '../units/quantity.js';
import type { BoundaryCode } from './boundary.js';

/** Shares the price of an interval's site energy among those who drew it: each bears its joules times the marginal PUE.
 *  What is left, the fixed losses of the hall, is caused by nobody: `shared`. They add up to `dollars`. */
export const electricityByDraw = (
  dollars: Dollars,
  siteJoules: Joules,
  marginalPue: Ratio,
  draws: readonly Joules[],
): { readonly dollars: readonly Dollars[]; readonly shared: Dollars } => {
  const perJoule = siteJoules === 0 ? 0 : (dollars * marginalPue) / siteJoules;
  const shares = draws.map((joules) => joules * perJoule);
  return { dollars: shares, shared: shares.reduce((rest, share) => rest - share, dollars) };
};

/** One cause of a pool's cost, all its replicas together. */
export interface Phase {
  readonly seconds: Seconds;
  /** What the energy of chips and servers in this phase cost. */
  readonly electricity: Dollars;
}

export interface PoolCost {
  /** Steps as if they had no chunks of prompts. */
  readonly decode: Phase;
  /** What chunks added to those steps. */
  readonly prefill: Phase;
  /** Share of `prefill` that is attention to tokens found in memory; 0 where nothing is kept. */
  readonly cached?: Ratio;
  /** Replicas with nothing to do. */
  readonly idle: Phase;
  /** What the pool’s capacity costs inside the boundary (chips, building, operations), shared by time. */
  readonly capacity: Dollars;
}

export interface Tokens {
  readonly output: number;
  /** Prompt tokens read for the first time. */
  readonly input: number;
  /** Prompt tokens found in memory; absent where nothing is kept. */
  readonly cached?: number;
}

export interface TypedCost {
  readonly boundary: BoundaryCode;
  readonly output: { readonly dollars: Dollars; readonly perToken: number | null };
  readonly input: { readonly dollars: Dollars; readonly perToken: number | null };
  /** Tokens found in memory bear the attention that others spend on them; null where nothing is kept. */
  readonly cached: { readonly dollars: Dollars; readonly perToken: number | null } | null;
  /** Not caused by any token: empty replicas and the fixed losses of the hall. */
  readonly common: Dollars;
}

/** Cost of one pool by phase [USD]: electricity_phase + capacity · seconds_phase / seconds. They add up to the pool's cost. */
export const poolCostByPhase = ({ decode, prefill, idle, capacity }: PoolCost) => {
  const seconds = decode.seconds + prefill.seconds + idle.seconds;
  const bear = (phase: Phase): Dollars =>
    phase.electricity + (seconds === 0 ? 0 : capacity * (phase.seconds / seconds));
  const writing = bear(decode);
  const reading = bear(prefill);
  const whole = decode.electricity + prefill.electricity + idle.electricity + capacity;
  return { decode: writing, prefill: reading, idle: whole - writing - reading };
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
  const found = costs.reduce((total, cost, row) => total + cost.prefill * (pools[row]!.cached ?? 0), 0);
  const input = costs.reduce((total, cost) => total + cost.prefill, 0) - found;
  return {
    boundary,
    output: { dollars: output, perToken: tokens.output > 0 ? output / tokens.output : null },
    input: { dollars: input, perToken: tokens.input > 0 ? input / tokens.input : null },
    cached:
      tokens.cached === undefined
        ? null
        : { dollars: found, perToken: tokens.cached > 0 ? found / tokens.cached : null },
    common: costs.reduce((total, cost) => total + cost.idle, 0) + shared,
  };
};
