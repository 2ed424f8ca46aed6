/** Prompts read on one set of chips, tokens written on another: what a caller sees when a fixed number of requests is in flight. */
import { growingBytes } from '../compute/models/model.js';
import type { Plan } from '../compute/plan.js';
import { explainStep } from '../compute/step.js';
import { batchOf } from './batch.js';

export interface Split {
  readonly prefill: Plan;
  readonly decode: Plan;
  readonly prefillWorkers: number;
  readonly decodeWorkers: number;
}

/** Share of the network port a transfer of keys and values reaches (docs/model.md, collectives). */
const PORT_SHARE = 0.8;
/** Halvings of the interval in which the rate is sought: to one part in 2^40. */
const HALVINGS = 40;

/** TTFT and TPOT [s]. The rate solves Little's law, in flight = rate · (TTFT + output·TPOT); prompts queue as in M/D/c (Sakasegawa 1977:
 *  wait = service/(2c) · ρ^(√(2(c+1)) − 1)/(1 − ρ)), c the ranks that read; the cache then moves over each chip's network port, streaming behind the reading but for the last layer. */
export const disaggregated = (
  { prefill, decode, prefillWorkers, decodeWorkers }: Split,
  inFlight: number,
  prompt: number,
  output: number,
): { readonly ttft: number; readonly tpot: number } => {
  const ranks = prefill.layout.data;
  const service = explainStep(prefill, batchOf(prefill, 0, 0, ranks, prompt)).seconds;
  const servers = prefillWorkers * ranks;
  const element = prefill.keyValuePrecision === 'fp8' ? 1 : 2;
  const cache = (prompt * growingBytes(prefill.model, element, 1)) / prefill.model.layers;
  const moving = cache / (PORT_SHARE * (prefill.chip.scaleOut || prefill.chip.host) * prefill.layout.tensor);
  const { fixed, steps } = prefill.framework.frontEnd;
  const at = (rate: number) => {
    const load = (rate * service) / servers;
    const wait = (service / (2 * servers)) * (load ** (Math.sqrt(2 * (servers + 1)) - 1) / (1 - load));
    let sequences = inFlight;
    let tpot = 0;
    for (let round = 0; round < 8; round++) {
      tpot = explainStep(decode, batchOf(decode, Math.max(1, sequences / decodeWorkers), prompt + output / 2)).seconds;
      sequences = Math.min(inFlight, rate * output * tpot);
    }
    return { ttft: service + wait + moving + fixed.value + steps.value * tpot, tpot };
  };
  let low = 0;
  let high = servers / service;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const rate = (low + high) / 2;
    const { ttft, tpot } = at(rate);
    if (rate * (ttft + output * tpot) > inFlight) high = rate;
    else low = rate;
  }
  return at(low);
};
