/** Time to the first token and per token under a fixed number of requests in flight, from the engine. */
import { withFrontEnd } from '../compute/frameworks.js';
import type { Plan } from '../compute/plan.js';
import { explainStep } from '../compute/step.js';
import { threefry, uniform } from '../kernel/keyed.js';
import { batchOf } from './batch.js';
import { closedLoop, type Lengths, type Scheduling, type Served } from './serving-run.js';

export interface Load {
  readonly inFlight: number;
  readonly prompt: number;
  readonly output: number;
  /** Lengths are drawn evenly from 1 − spread to 1 of what is stated. */
  readonly spread: number;
}

export interface Times {
  /** Means over requests [s]. */
  readonly ttft: number;
  readonly tpot: number;
  /** One step that writes a token for every request in flight [s]. */
  readonly step: number;
  /** One prompt read alone [s]. */
  readonly reading: number;
}

/** Requests simulated: ten rounds of the callers, as the published runs send. */
const ROUNDS = 10;
const FEWEST = 40;
const MOST = 3000;
/** Callers with equal requests fall out of step all the same where prompts are read beside decoding: as if their answers differed as widely as InferenceX draws them.
 *  Any share from 0.1 to 0.8 gives the same error of TTFT within half a point; none at all, a third more. */
const OUT_OF_STEP = 0.2;

/** How each framework fills a step by default: SGLang reads whole prompts between decode steps, the others cut prompts to 8,192 tokens beside decoding. */
const schedulingOf = ({ framework }: Plan): Scheduling => ({
  prefill: framework.name === 'sglang' ? 'first' : 'chunked',
  maxBatch: 4096,
  tokenBudget: 8192,
});

const lengthsOf = ({ prompt, output, spread }: Load, drift: number, count: number): readonly Lengths[] => {
  const words = new Uint32Array(2);
  const draw = (nominal: number, share: number, word: number): number =>
    Math.max(1, Math.round(nominal * (1 - share * uniform(word))));
  return Array.from({ length: count }, (_, number) => {
    threefry(1, 2, number, 0, words);
    return {
      prompt: draw(prompt, spread, words[0]!),
      output: draw(output * (1 + drift / 2), spread + drift, words[1]!),
    };
  });
};

const mean = (served: readonly Served[], of: (one: Served) => number): number =>
  served.reduce((sum, one) => sum + of(one), 0) / served.length;

/** The same where no front end makes a request wait: what waits are fitted against. */
export const timesWithoutWait = (plan: Plan, load: Load): Times | string =>
  timesUnder({ ...plan, framework: withFrontEnd(plan.framework, 0, 0) }, load);

/** Means over the run; a sentence where the plan cannot serve it. `tpot` is NaN where every answer is one token. */
export const timesUnder = (plan: Plan, load: Load): Times | string => {
  const scheduling = schedulingOf(plan);
  const drift = load.spread === 0 && scheduling.prefill === 'chunked' ? OUT_OF_STEP : 0;
  const count = Math.min(Math.max(MOST, load.inFlight), Math.max(FEWEST, ROUNDS * load.inFlight));
  const served = closedLoop(plan, scheduling, load.inFlight, lengthsOf(load, drift, count));
  if (typeof served === 'string') return served;
  const drawn = 1 - load.spread / 2;
  return {
    step: explainStep(plan, batchOf(plan, load.inFlight, drawn * (load.prompt + load.output / 2))).seconds,
    reading: explainStep(plan, batchOf(plan, 0, 0, 1, drawn * load.prompt)).seconds,
    ttft: mean(served, ({ ttft }) => ttft),
    tpot: mean(
      served.filter(({ output }) => output > 1),
      ({ ttft, e2e, output }) => (e2e - ttft) / (output - 1),
    ),
  };
};
