/** Whether a promise was kept, judged at the worse end of its interval, and what state a run ended in. */
import type { PoolResult, PromiseResult, RunResult } from '../measure/result.js';
import { pastLimit } from './numbers.js';

/** `unsure`: the interval contains the limit · `untested`: nothing was observed, or waiting times have no meaning. */
export type Judgement = 'kept' | 'missed' | 'unsure' | 'untested';

export const judge = ({ reached, limit, kept }: PromiseResult): Judgement => {
  if (reached === null || kept === null) return 'untested';
  if (reached.interval === null) return kept ? 'kept' : 'missed';
  const [low, high] = reached.interval;
  return high <= limit ? 'kept' : low > limit ? 'missed' : 'unsure';
};

export const JUDGEMENT_WORDS: Readonly<Record<Judgement, { readonly mark: string; readonly word: string }>> = {
  kept: { mark: '✓', word: 'kept' },
  missed: { mark: '✗', word: 'missed' },
  unsure: { mark: '?', word: 'cannot tell' },
  untested: { mark: '—', word: 'not tested' },
};

/** Words of the trade for what a promise is about. */
export const PROMISE_WORDS: Readonly<
  Record<PromiseResult['measure'], { readonly name: string; readonly heading: string }>
> = {
  ttft: { name: 'first token', heading: 'Time to first token' },
  tpot: { name: 'between tokens', heading: 'Between two tokens' },
  e2e: { name: 'whole answer', heading: 'Whole answer' },
};

export const percentileName = (percentile: number): string => `p${Number((percentile * 100).toPrecision(4))}`;

/** How far past its limit, in the limit's unit; null unless past it. */
export const missedBy = (promise: PromiseResult): string | null =>
  promise.reached !== null && promise.reached.value > promise.limit
    ? pastLimit(promise.reached.value, promise.limit)
    : null;

/** Pools whose plan cannot work at all: the model does not fit, or nothing can be served. */
export const impossiblePools = (result: RunResult): readonly PoolResult[] =>
  result.pools.filter((pool) => pool.trouble !== null && (pool.capacity === 0 || pool.verdict !== 'OVERLOADED'));

export const overloadedPools = (result: RunResult): readonly PoolResult[] =>
  result.pools.filter((pool) => pool.verdict === 'OVERLOADED' && !impossiblePools(result).includes(pool));

export type State = 'impossible' | 'overloaded' | 'backlogged' | 'silent' | 'steady';

/** What happened, the worst first; `silent` is a run that wrote no token. */
export const stateOf = (result: RunResult): State =>
  impossiblePools(result).length > 0
    ? 'impossible'
    : result.verdict === 'OVERLOADED'
      ? 'overloaded'
      : result.chain.tokens.written === 0
        ? 'silent'
        : result.verdict === 'BACKLOGGED'
          ? 'backlogged'
          : 'steady';
