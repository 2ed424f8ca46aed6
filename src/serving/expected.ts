/** What requests wait for at a load below saturation: a closed form that sorts plans, not one that replaces a simulation. */
import { type StepModel, verifiedBy } from '../compute/step-model.js';
import type { Seconds } from '../units/quantity.js';
import { fullBatch, type Work, writtenBy } from './capacity.js';
import { promptPairs, stepCost } from './pool/cost-table.js';
import type { MemorySpec, SchedulerSpec } from './pool/spec.js';

/** Mean work of the requests of a replica, and how many come a second. */
export interface Load {
  readonly work: Work;
  readonly rate: number;
}

export interface Expected {
  /** Mean sequences in the batch. */
  readonly batch: number;
  /** Mean time between the tokens of an answer, and to the first one. */
  readonly tpot: Seconds;
  readonly ttft: Seconds;
}

const ROUNDS = 200;
const CLOSE = 1e-4;

/**
 * The steady state of a continuous batch: with n = (output − 1)/w steps of a request, λ requests a second and T the mean step,
 *
 *   b = λ·n·T (Little),   c = λ·prompt·T,   T = t(b, c)   ⇒   tpot = T/w,   ttft = T/2 + ⌈prompt/(budget − b)⌉·t(b, chunk) + ρ·s/(2(1 − ρ))
 *
 * where s is what reading a prompt adds and ρ = λ·s the share of time that goes to reading (M/D/1). Means of mean requests: tails and spread are left to the
 * simulation. null where the batch that Little's law asks for does not fit.
 */
export const expectedAt = (
  step: StepModel,
  memory: MemorySpec,
  scheduler: SchedulerSpec,
  { work, rate }: Load,
): Expected | null => {
  const written = writtenBy(step);
  const decodes = Math.max(work.output - 1, 0) / written;
  const most = fullBatch(step, memory, scheduler, work);
  if (most < 1) return null;
  const seconds = (batch: number, prefill: number): Seconds => stepSeconds(step, work, batch, prefill);
  let length = seconds(1, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const batch = rate * decodes * length;
    if (batch > most) return null;
    const next = seconds(Math.max(1, batch), Math.min(rate * work.prompt * length, scheduler.tokenBudget));
    if (Math.abs(next - length) < CLOSE * length) break;
    length = next;
  }
  const batch = Math.max(1, rate * decodes * length);
  const room = Math.max(1, scheduler.tokenBudget - batch * verifiedBy(step));
  const pieces = Math.ceil(work.prompt / room);
  const reading = seconds(batch, work.prompt / pieces);
  const added = pieces * (reading - seconds(batch, 0));
  const busy = rate * added;
  if (busy >= 1) return null;
  return {
    batch,
    tpot: length / written,
    ttft: length / 2 + pieces * reading + (busy * added) / (2 * (1 - busy)),
  };
};

/** A step of `batch` sequences at the mean context that also reads `prefill` tokens of mean prompts. */
const stepSeconds = (step: StepModel, { prompt, output }: Work, batch: number, prefill: number): Seconds => {
  const { windows } = step;
  const decode = Math.round(batch);
  const share = prefill / prompt;
  const pairs = windows.map((window) => share * promptPairs(0, prompt, window));
  return stepCost(step, {
    decode,
    contexts: windows.map((window) => decode * Math.min(prompt + output / 2, window)),
    prefill: Math.round(prefill),
    chunks: prefill >= 0.5 ? 1 : 0,
    pairs,
    pairsPerLength: pairs.map((each) => each / prompt),
    finished: Math.round(share),
  }).seconds;
};
