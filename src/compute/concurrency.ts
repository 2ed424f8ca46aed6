/** What runs at the same time in a step: communication behind computation, and the stages of a pipeline behind each other (docs/model.md, side by side). */
import { boxLink, network } from './kernels/collectives.js';
import { Tally } from './kernels/tally.js';
import { chipsOf, stageImbalance, stagesOf } from './layout.js';
import { charge, loadOf, type Part, type PartName } from './parts.js';
import { type Plan, verifiedTokens } from './plan.js';
import type { StepLoad, Sum } from './step-model.js';

/** Latency of handing activations to the next stage [s] (assumed: one launch and one transfer; 5–20 µs). */
const HOP_LATENCY = 10e-6;
/** Bytes per element of activations in flight. */
const ELEMENT = 2;

/** Parts that move activations between chips. */
const COMMUNICATION: readonly PartName[] = ['all-reduce', 'all-to-all'];

/** Micro-batches that a step of so many tokens is cut into: one per stage, as far as every data rank has a sequence, with its drafts, for each. A share of one counts as that share. */
export const microBatches = (plan: Plan, tokens: number): number =>
  Math.max(1, Math.min(stagesOf(plan.layout), tokens / plan.layout.data / verifiedTokens(plan)));

/** Work of the context-free parts over all micro-batches of a step, one after the other. */
export const chargeAll = (plan: Plan, parts: readonly Part[], tokens: number, rows: number): Tally => {
  if (stagesOf(plan.layout) === 1) return charge(parts, loadOf(plan, tokens, rows));
  const total = new Tally();
  const batches = microBatches(plan, tokens);
  const batch = loadOf(plan, tokens / batches, 0);
  const bulk = parts.filter(({ name }) => name !== 'head');
  total.add(charge(bulk, { ...batch, rows: rows / batches / plan.layout.data }), batches);
  /** The head sees sampled rows alone; its micro-batches are those that have any. */
  const sampling = microBatches(plan, rows);
  const head = parts.filter(({ name }) => name === 'head');
  total.add(charge(head, loadOf(plan, 1, rows / sampling)), sampling);
  return total;
};

/** Link between the chips of one stage and those of the next [B/s]: the scale-up link while all stages share a box, else the network port. */
const stageLink = ({ chip, layout }: Plan): number => {
  const { bandwidth, domain } = boxLink(chip);
  return chipsOf(layout) <= domain ? bandwidth : network(chip);
};

/**
 * Overlap: X communicates, R does the rest; two halves of the batch in turn take max(X, R) + (1 − ω)·min(X, R).
 *
 * Pipeline of p stages and m micro-batches, Σ the time of one micro-batch through all layers and κ the largest stage over the mean:
 *
 *   a step that writes       max(Σ + (p−1)·hop, m·κ·Σ/p)             every micro-batch comes round once; below p micro-batches stages wait
 *   a step of prompts alone  (m + p − 1)·κ·Σ/p + (p−1)·hop          the pipeline fills and drains
 *   hop = 10 µs + tokens of a micro-batch and rank · hidden · 2 B / link
 *
 * Undefined where neither is asked for. Launch floors of attention fall due once a micro-batch.
 */
export const concurrencyOf = (
  plan: Plan,
  parts: readonly Part[],
  seconds: (work: number, launch: number) => number,
  floors: { readonly decode: number; readonly prefill: number },
): ((sum: Sum, load: StepLoad) => void) | undefined => {
  const { overlap, layout, model } = plan;
  const stages = stagesOf(layout);
  const verified = verifiedTokens(plan);
  const moving = parts.filter(({ name }) => COMMUNICATION.includes(name));
  if (stages === 1 && (overlap === 0 || moving.length === 0)) return undefined;
  const uneven = stageImbalance(model.layers, stages);
  const perToken = (ELEMENT * model.hidden) / stageLink(plan);
  return (sum, { decode, prefill, finished }) => {
    const tokens = decode * verified + prefill;
    const batches = microBatches(plan, tokens);
    if (batches > 1)
      sum.seconds += (batches - 1) * ((decode > 0 ? floors.decode : 0) + (prefill > 0 ? floors.prefill : 0));
    if (overlap > 0) {
      const { work, launch } = chargeAll(plan, moving, tokens, decode * verified + finished);
      const exchange = Math.min(sum.seconds, seconds(work, launch));
      sum.seconds -= overlap * Math.min(exchange, sum.seconds - exchange);
    }
    if (stages === 1) return;
    const through = sum.seconds / batches;
    const hops = (stages - 1) * (HOP_LATENCY + Math.max(1, tokens / batches / layout.data) * perToken);
    const stage = (uneven * through) / stages;
    sum.seconds = decode > 0 ? Math.max(through + hops, batches * stage) : (batches + stages - 1) * stage + hops;
    sum.compute /= stages;
    sum.memory /= stages;
  };
};
