/** Batches of equal sequences, for tables that state a batch and no arrivals. */

import type { Plan } from '../compute/plan.js';
import { type Explanation, explainStep, stepModel } from '../compute/step.js';
import type { Batch } from '../compute/step-model.js';
import { promptPairs } from '../serving/pool/cost-table.js';

/** One step that writes a token for each of `sequences` of a context, beside prompts of `prompt` tokens read whole. */
export const batchOf = (plan: Plan, sequences: number, context: number, prompts = 0, prompt = 0): Batch => {
  const { windows } = stepModel(plan);
  const pairs = windows.map((window) => (prompts > 0 ? prompts * promptPairs(0, prompt, window) : 0));
  return {
    decode: sequences,
    contexts: windows.map((window) => sequences * Math.min(context, window)),
    prefill: prompts * prompt,
    chunks: prompts,
    pairs,
    pairsPerLength: pairs.map((count) => (prompt > 0 ? count / prompt : 0)),
    finished: prompts,
  };
};

export interface SteadyStep {
  /** [s] for one token of each sequence, its share of reading new prompts included. */
  readonly seconds: number;
  /** Of the whole replica [J]. */
  readonly joules: number;
  /** Peak-rate shares of its time, 0–1. */
  readonly computeShare: number;
  readonly memoryShare: number;
}

/** The mean step where every sequence that ends is followed by another: sequences/output prompts are read in a step, each for what it adds to a step that also writes. */
export const steadyStep = (
  plan: Plan,
  { sequences, prompt, output }: { readonly sequences: number; readonly prompt: number; readonly output: number },
): SteadyStep => {
  const context = prompt + output / 2;
  const writing = explainStep(plan, batchOf(plan, sequences, context));
  const perStep = sequences / output;
  /** At high turnover several prompts share a step, and its launches. */
  const together = Math.max(1, Math.ceil(perStep));
  const reading: Explanation = explainStep(plan, batchOf(plan, sequences, context, together, prompt));
  const share = perStep / together;
  const mix = (of: (step: Explanation) => number): number => of(writing) + share * (of(reading) - of(writing));
  const seconds = mix((step) => step.seconds);
  return {
    seconds,
    joules: mix((step) => step.joules),
    computeShare: mix((step) => step.computeShare * step.seconds) / seconds,
    memoryShare: mix((step) => step.memoryShare * step.seconds) / seconds,
  };
};
