/** What calculators do: a step takes as long as its arithmetic at a constant share of peak or its bytes at a constant share of bandwidth, whichever is
 *  longer; no launches, no host, no network, no curve. Kept to show what the rest of the model is worth. */
import type { Plan } from '../compute/plan.js';
import { type Explanation, explainStep } from '../compute/step.js';
import { batchOf } from './batch.js';
import type { Comparison } from './comparison.js';
import { type ErrorSummary, summarise } from './error-summary.js';
import type { Load, Times } from './load.js';
import { compareAggregated } from './sets/silicon-e2e.js';
import type { Row } from './table.js';
import { usable } from './usable.js';

/** Shares of peak arithmetic and of peak bandwidth that are reached. */
export interface Efficiency {
  readonly compute: number;
  readonly memory: number;
}

const bound = ({ seconds, computeShare, memoryShare }: Explanation, { compute, memory }: Efficiency): number =>
  Math.max((computeShare * seconds) / compute, (memoryShare * seconds) / memory);

/** Times of a fixed number of requests in flight: a writing step, and for each answer that ends one prompt read beside it. */
export const rooflineTimes =
  (efficiency: Efficiency) =>
  (plan: Plan, { inFlight, prompt, output }: Load): Times => {
    const writing = explainStep(plan, batchOf(plan, inFlight, prompt + output / 2));
    const reading = explainStep(plan, batchOf(plan, 0, 0, 1, prompt));
    const read = bound(reading, efficiency);
    const step = bound(writing, efficiency);
    return { step, reading: read, tpot: step + (inFlight / output) * read, ttft: read };
  };

/** Shares tried: what calculators assume (0.4 to 0.8), and both sides of it, so that the best lies inside. */
const SHARES = [0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;

export interface RooflineResult {
  /** Pairs of shares tried. */
  readonly tried: number;
  readonly efficiency: Efficiency;
  readonly summary: ErrorSummary;
}

/** TPOT of serving runs by the roofline whose two constants suit these very rows best; undefined without rows. */
export const bestRoofline = (rows: readonly Row[]): RooflineResult | undefined =>
  SHARES.flatMap((compute) => SHARES.map((memory) => ({ compute, memory })))
    .flatMap((efficiency) => {
      const compared = compareAggregated(rows, () => 1, rooflineTimes(efficiency))
        .map(usable)
        .filter((verdict): verdict is Comparison => 'measure' in verdict && verdict.measure === 'tpot_ms');
      return compared.length === 0 ? [] : [{ tried: SHARES.length ** 2, efficiency, summary: summarise(compared) }];
    })
    .sort((a, b) => a.summary.median - b.summary.median)[0];
