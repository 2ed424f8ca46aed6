/** Promises that no chip allowed could keep, however few the requests: shorter than its data sheet allows. */
import { stepModel } from '../../compute/step.js';
import type { StepModel } from '../../compute/step-model.js';
import type { PreparedStream } from '../../demand/prepared.js';
import { arrivals } from '../../demand/request.js';
import { writtenBy } from '../../serving/capacity.js';
import { promptPairs } from '../../serving/pool/cost-table.js';
import type { Seconds } from '../../units/quantity.js';
import type { AskedModel } from './asked.js';
import type { Way } from './ways.js';

export interface TooFast {
  readonly stream: string;
  readonly measure: 'ttft' | 'tpot';
  readonly limit: Seconds;
  /** Least time that any way allowed has by its data sheet. */
  readonly floor: Seconds;
  readonly chip: string;
}

const DRAWS = 1000;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Prompt tokens that `percentile` percent of a stream's requests do not exceed. */
const promptAt = ({ lengths }: PreparedStream, percentile: number): number => {
  const rows = arrivals(DRAWS);
  for (let row = 0; row < DRAWS; row++) lengths.draw(rows, row, row, (row + 0.5) / DRAWS, (row * GOLDEN) % 1);
  const sorted = [...rows.prompt].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.floor((percentile / 100) * DRAWS) - 1)]!;
};

/** One token of one answer: weights and next to no context. */
const writing = (step: StepModel): Seconds => {
  const none = step.windows.map(() => 0);
  const batch = {
    decode: 1,
    contexts: none.map(() => 1),
    prefill: 0,
    chunks: 0,
    pairs: none,
    pairsPerLength: none,
    finished: 0,
  };
  return (step.floor?.(batch) ?? 0) / writtenBy(step);
};

const reading = (step: StepModel, prompt: number): Seconds => {
  const pairs = step.windows.map((window) => promptPairs(0, prompt, window));
  const pairsPerLength = pairs.map((each) => each / prompt);
  const contexts = pairs.map(() => 0);
  return step.floor?.({ decode: 0, contexts, prefill: prompt, chunks: 1, pairs, pairsPerLength, finished: 1 }) ?? 0;
};

/** Every promise below the floor of all ways. */
export const tooFast = (
  asked: AskedModel,
  prepared: readonly PreparedStream[],
  ways: readonly Way[],
): readonly TooFast[] => {
  const plans = [...new Map(ways.map(({ plan }) => [plan, stepModel(plan)])).entries()];
  return asked.streams.flatMap(({ name, promise }) =>
    (['ttft', 'tpot'] as const).flatMap((measure): readonly TooFast[] => {
      const limit = promise?.[measure];
      if (limit === undefined) return [];
      const prompt = promptAt(prepared.find(({ spec }) => spec.name === name)!, limit.percentile);
      const floors = plans.map(([plan, step]) => ({
        chip: plan.chip.name,
        floor: measure === 'tpot' ? writing(step) : reading(step, prompt),
      }));
      const least = floors.reduce((best, one) => (one.floor < best.floor ? one : best));
      return limit.within < least.floor ? [{ stream: name, measure, limit: limit.within, ...least }] : [];
    }),
  );
};
