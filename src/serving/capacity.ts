/** How many requests a second one replica can serve at most: a closed form, used to scale demand and to size a fleet. */
import { type Batch, type StepModel, verifiedBy } from '../compute/step-model.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import { promptPairs, stepCost } from './pool/cost-table.js';
import type { MemorySpec, SchedulerSpec } from './pool/spec.js';
import { meanWritten } from './pool/speculation.js';
import { BLOCK } from './pool/state.js';

/** Time and energy of one step of a batch. */
interface Spent {
  readonly seconds: Seconds;
  readonly joules: Joules;
}
type StepSpent = (batch: Batch) => Spent;

export interface Work {
  /** Mean tokens of a request. */
  readonly prompt: number;
  readonly output: number;
}

/**
 * Requests per second at saturation, when the batch is as full as places, memory and the token budget allow:
 *
 *   rate = b / (n·t(b) + b·Δ)
 *
 * b sequences in the batch, n = (output − 1)/w decode steps of a request, w the tokens a step writes (one, or more where drafts are verified), t(b) a decode step at the mean context, Δ what reading one prompt
 * adds. Prompts that fall due in the same step share it: f = b/n ends come per step, so f/(1 − e^−f) prompts share a step that reads any
 * (ends taken as a Poisson stream). Work is given by its means; spread of lengths costs closed batches (`request`, `static`) more, since
 * each lasts as long as its longest answer: for them the figure is an upper bound. Within 5% of a saturated simulation where places or the
 * budget bind; where memory binds, preemption and the longer stay of long answers take up to a tenth off.
 * `cap` holds the whole replica to so many watts.
 */
export const capacity = (
  step: StepModel,
  memory: MemorySpec,
  scheduler: SchedulerSpec,
  work: Work,
  cap: Watts = Number.POSITIVE_INFINITY,
): number => saturated(step, memory, scheduler, work, cap).rate;

/** The same, with the mean draw of the replica at that rate [W]. */
export const saturated = (
  step: StepModel,
  memory: MemorySpec,
  scheduler: SchedulerSpec,
  work: Work,
  cap: Watts = Number.POSITIVE_INFINITY,
): { readonly rate: number; readonly watts: Watts } => {
  const spent = spentBy(step, cap);
  const decodes = Math.max(work.output - 1, 0) / writtenBy(step);
  const batch = fullBatch(step, memory, scheduler, work);
  if (batch < 1) return { rate: 0, watts: step.idle };
  const together = scheduler.batching === 'continuous' ? shared(batch / Math.max(decodes, 1)) : batch;
  const perStep = Math.max(1, Math.min(together, scheduler.tokenBudget / work.prompt));
  const beside = scheduler.prefill === 'chunked' && decodes > 0 ? batch : 0;
  const decode = decodes > 0 ? decodeSpent(spent, step.windows, batch, work) : NOTHING;
  const read = promptSpent(spent, step, beside, perStep, work, scheduler);
  const total = (of: keyof Spent): number =>
    decodes * decode[of] + (batch * (read[of] - (beside > 0 ? decode[of] : 0))) / perStep;
  const seconds = total('seconds');
  return seconds < Number.POSITIVE_INFINITY
    ? { rate: batch / seconds, watts: total('joules') / seconds }
    : { rate: 0, watts: step.idle };
};

/**
 * Requests per second that a replica can write when others read the prompts: `rate = b / (n·t(b))`, with b, n and t as above and no room of the token budget for prompts.
 * Infinity where answers have one token.
 */
export const writingCapacity = (
  step: StepModel,
  memory: MemorySpec,
  scheduler: SchedulerSpec,
  work: Work,
  cap: Watts = Number.POSITIVE_INFINITY,
): number => {
  const decodes = Math.max(work.output - 1, 0) / writtenBy(step);
  const batch = fullBatch(step, memory, { ...scheduler, prefill: 'first' }, work);
  if (batch < 1) return 0;
  return batch / (decodes * decodeSpent(spentBy(step, cap), step.windows, batch, work).seconds);
};

/** Time and energy of a batch under a cap. */
const spentBy =
  (step: StepModel, cap: Watts): StepSpent =>
  (batch) => {
    const cost = stepCost(step, batch);
    if (cap < Number.POSITIVE_INFINITY) return step.capped(cost, cap);
    const { seconds, compute, memory: moving } = cost;
    return { seconds, joules: step.draw(compute / seconds, moving / seconds) * seconds };
  };

/** Mean tokens that a step writes for each sequence. */
export const writtenBy = ({ speculation }: StepModel): number =>
  speculation === undefined ? 1 : meanWritten(speculation.drafts, speculation.acceptance);

const NOTHING: Spent = { seconds: 0, joules: 0 };

/** Sequences in a full batch: places, blocks at half of the answer, and a budget that also reads the next prompts. One that fits alone is
 *  always served, however many steps its prompt takes. */
export const fullBatch = (
  step: StepModel,
  { blocks, fixedBlocks, maxContext }: MemorySpec,
  scheduler: SchedulerSpec,
  work: Work,
): number => {
  const verified = verifiedBy(step);
  if (work.prompt + work.output > maxContext) return 0;
  const held = (work.prompt + work.output / 2) / BLOCK + 0.5 + fixedBlocks;
  const byBudget =
    scheduler.prefill === 'chunked'
      ? scheduler.tokenBudget / (verified + (writtenBy(step) * work.prompt) / Math.max(work.output - 1, 1))
      : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(scheduler.maxBatch, scheduler.tokenBudget / verified, blocks / held, byBudget));
};

/** Mean number of a Poisson count, given that it is not zero. */
const shared = (mean: number): number => (mean < 1e-6 ? 1 : mean / (1 - Math.exp(-mean)));

const decodeSpent = (spent: StepSpent, windows: StepModel['windows'], batch: number, { prompt, output }: Work): Spent =>
  interpolated(batch, (decode) =>
    spent({
      decode,
      contexts: windows.map((window) => decode * Math.min(prompt + output / 2, window)),
      prefill: 0,
      chunks: 0,
      pairs: windows.map(() => 0),
      pairsPerLength: windows.map(() => 0),
      finished: 0,
    }),
  );

/** A step that reads `count` mean prompts beside `decode` sequences. */
const promptSpent = (
  spent: StepSpent,
  step: StepModel,
  decode: number,
  count: number,
  { prompt, output }: Work,
  scheduler: SchedulerSpec,
): Spent => {
  const longest =
    scheduler.prefill === 'chunked'
      ? Math.max(1, scheduler.tokenBudget - decode * verifiedBy(step))
      : Number.POSITIVE_INFINITY;
  const { windows } = step;
  const pieces = Math.max(1, (count * prompt) / longest);
  const pairs = windows.map((window) => (count * promptPairs(0, prompt, window)) / pieces);
  const one = spent({
    decode: Math.round(decode),
    contexts: windows.map((window) => decode * Math.min(prompt + output / 2, window)),
    prefill: Math.round((count * prompt) / pieces),
    chunks: 1,
    pairs,
    pairsPerLength: pairs.map((each) => each / prompt),
    finished: Math.round(count / pieces),
  });
  return { seconds: pieces * one.seconds, joules: pieces * one.joules };
};

/** Physics knows whole sequences; a mean batch lies between two of them. */
const interpolated = (at: number, value: (whole: number) => Spent): Spent => {
  const low = Math.floor(at);
  const share = at - low;
  if (share === 0) return value(low);
  const [below, above] = [value(low), value(low + 1)];
  const mixed = (of: keyof Spent): number => (1 - share) * below[of] + share * above[of];
  return { seconds: mixed('seconds'), joules: mixed('joules') };
};
