/** Physics of one forward pass: the additive step model the engine drives, and the same step explained kernel by kernel.
 *
 *   step = maturity·(Σ work + λ·Σ launch floors) + host + q·rows        (docs/model.md, the step)
 *
 *  then whatever runs side by side (`concurrency.ts`). λ, host and q belong to the framework, maturity to framework, model and format; rows are the tokens sampled on one attention rank. Decode and prefill share one pass over the weights. */
import type { Tier } from '../schema/fact.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import { chargeAll, concurrencyOf, microBatches } from './concurrency.js';
import { cappedChip, chipDraw, idleDraw } from './draw.js';
import { planTier } from './evidence.js';
import { coreTimes, type Term } from './kernels/attention.js';
import { stagesOf } from './layout.js';
import { PARTS, type Part, type PartName, partsOf } from './parts.js';
import { type Plan, replicaChips, verifiedTokens } from './plan.js';
import { widePeak } from './precision.js';
import type { Batch, Cost, StepModel, Sum } from './step-model.js';

interface Windowed {
  readonly window: number;
  decode: Term;
  pair: Term;
  pairPerLength: Term;
}

const NOTHING: Term = { work: 0, floor: 0, compute: 0, memory: 0 };
const plus = (sum: Term, times: number, term: Term): Term => ({
  work: sum.work + times * term.work,
  floor: sum.floor + times * term.floor,
  compute: sum.compute + times * term.compute,
  memory: sum.memory + times * term.memory,
});

/** Attention of all layers, gathered by window: time per unit of the replica's sums, on its slowest rank. */
const attentionOf = (plan: Plan) => {
  const { chip, model, layout } = plan;
  const peak = widePeak(chip) ?? Number.NaN;
  const share = plan.straggler / layout.data;
  const windows: Windowed[] = [
    { window: Number.POSITIVE_INFINITY, decode: NOTHING, pair: NOTHING, pairPerLength: NOTHING },
  ];
  let decodeLaunch = 0;
  let prefillLaunch = 0;
  for (const { layers, cores } of model.mixers) {
    for (const core of cores(layout.tensor)) {
      const times = coreTimes(core, chip, peak, plan.keyValuePrecision, plan.draftTokens);
      let entry = windows.find(({ window }) => window === core.window);
      if (entry === undefined) {
        entry = { window: core.window, decode: NOTHING, pair: NOTHING, pairPerLength: NOTHING };
        windows.push(entry);
      }
      entry.decode = plus(entry.decode, layers * share, times.decode);
      entry.pair = plus(entry.pair, layers * share, times.pair);
      entry.pairPerLength = plus(entry.pairPerLength, layers * share, times.pairPerLength);
      decodeLaunch += layers * times.decodeLaunch;
      prefillLaunch += layers * times.prefillLaunch;
    }
  }
  return { windows, decodeLaunch, prefillLaunch };
};

const costOf = ({ work, compute, memory }: Term, maturity: number, passes: number): Cost => ({
  seconds: passes * maturity * work,
  compute: passes * compute,
  memory: passes * memory,
});
const launchCost = (seconds: number): Cost => ({ seconds, compute: 0, memory: 0 });
const ZERO: Cost = launchCost(0);

/** Rows of the replica's step that cost a data rank the bookkeeping of one sequence: one per data rank, and drafts come free. */
const rowsPerSequence = (plan: Plan): number => plan.layout.data * verifiedTokens(plan);

/** Each draft runs one more layer, from the hidden state of the last: (L + γ)/L of the step, of reading too, since the drafting layer has its own cache. */
const withDrafting = ({ model, draftTokens }: Plan): number => 1 + draftTokens / model.layers;

/** Kernel times of a plan with the framework's launch factor and its maturity applied [s]. */
const kernelSeconds = (plan: Plan): ((work: number, launch: number) => number) => {
  const maturity = withDrafting(plan) * plan.maturity;
  const launchFactor = maturity * plan.framework.launchFactor.value;
  return (work, launch) => maturity * work + launchFactor * launch;
};

/** Host time of a step [s]: every stage of a pipeline has a host of its own, which works once a micro-batch. */
const hostSeconds = (plan: Plan, tokens: number): number =>
  withDrafting(plan) * stagesOf(plan.layout) * microBatches(plan, tokens) * plan.framework.host.value;

/** What turns the sum of a plan's costs into its step. */
const concurrencyFor = (plan: Plan, parts: readonly Part[], attention: ReturnType<typeof attentionOf>) => {
  const seconds = kernelSeconds(plan);
  return concurrencyOf(plan, parts, seconds, {
    decode: seconds(0, attention.decodeLaunch),
    prefill: seconds(0, attention.prefillLaunch),
  });
};

/** The step model of a plan that `planProblems` finds nothing wrong with. */
export const stepModel = (plan: Plan): StepModel => {
  const { chip, framework, maturity } = plan;
  const parts = partsOf(plan);
  const attention = attentionOf(plan);
  const seconds = kernelSeconds(plan);
  const host = stagesOf(plan.layout) * framework.host.value;
  const passes = withDrafting(plan);
  const perSequence = passes * framework.perSequence.value;
  const sharers = rowsPerSequence(plan);
  const chips = replicaChips(plan);
  const draw = (computeShare: number, memoryShare: number): Watts =>
    chips * chipDraw(chip, computeShare, memoryShare, plan);
  const concurrent = concurrencyFor(plan, parts, attention);
  return {
    chips,
    windows: attention.windows.map(({ window }) => window),
    rest: (tokens, rows) => {
      if (tokens <= 0) return ZERO;
      const { work, launch, compute, memory } = chargeAll(plan, parts, tokens, rows);
      return {
        seconds: seconds(work, launch) + hostSeconds(plan, tokens) + (perSequence * rows) / sharers,
        compute: passes * compute,
        memory: passes * memory,
      };
    },
    ...(concurrent === undefined ? {} : { concurrent }),
    ...(plan.draftTokens > 0 ? { speculation: { drafts: plan.draftTokens, acceptance: plan.acceptance } } : {}),
    attention: attention.windows.map(({ decode }) => costOf(decode, maturity, passes)),
    decodeFloor: launchCost(seconds(0, attention.decodeLaunch)),
    prefillPair: attention.windows.map(({ pair }) => costOf(pair, maturity, passes)),
    prefillPairPerLength: attention.windows.map(({ pairPerLength }) => costOf(pairPerLength, maturity, passes)),
    prefillFloor: launchCost(seconds(0, attention.prefillLaunch)),
    floor: (batch) => {
      const verified = batch.decode * verifiedTokens(plan);
      const tokens = verified + batch.prefill;
      const { windows } = attention;
      let floor = chargeAll(plan, parts, tokens, verified + batch.finished).floor;
      for (let j = 0; j < windows.length; j++)
        floor += windows[j]!.decode.floor * batch.contexts[j]! + windows[j]!.pair.floor * batch.pairs[j]!;
      return (Math.min(1, maturity) * floor) / microBatches(plan, tokens);
    },
    draw,
    idle: chips * idleDraw(chip),
    peak: chips * chip.power.limit.value,
    capped: (step, cap) => {
      if (step.seconds <= 0) return { seconds: 0, joules: 0 };
      const watts = chipDraw(chip, step.compute / step.seconds, step.memory / step.seconds, plan);
      const { seconds, joules } = cappedChip(chip, watts, step.seconds, Math.min(host, step.seconds), cap / chips);
      return { seconds, joules: chips * joules };
    },
  };
};

export interface ExplainedPart {
  readonly name: PartName | 'decode attention' | 'prefill attention' | 'host' | 'side by side';
  /** Time with the framework's launch factor and its maturity applied [s]; of all micro-batches in turn. `side by side` takes off what runs at the same time as something else. */
  readonly seconds: Seconds;
  /** Before that factor: what grows with data and arithmetic [s]. */
  readonly work: Seconds;
  /** Launch floors before the framework's factor [s]. */
  readonly launch: Seconds;
  /** Speed of light [s]. */
  readonly floor: Seconds;
  readonly compute: Seconds;
  readonly memory: Seconds;
}

export interface Explanation {
  readonly seconds: Seconds;
  /** Speed of light: what the data sheets allow at best [s]. */
  readonly floor: Seconds;
  readonly parts: readonly ExplainedPart[];
  /** Peak-rate shares of the step's time, 0–1. */
  readonly computeShare: number;
  readonly memoryShare: number;
  /** Draw and energy of the whole replica. */
  readonly watts: Watts;
  readonly joules: Joules;
  readonly tier: Tier;
}

/** One step of a plan, kernel by kernel; its total is what the step model gives for the same batch. */
export const explainStep = (plan: Plan, batch: Batch): Explanation => {
  const verified = batch.decode * verifiedTokens(plan);
  const tokens = verified + batch.prefill;
  const rows = verified + batch.finished;
  const batches = microBatches(plan, tokens);
  const kernels = partsOf(plan);
  const timed = kernelSeconds(plan);
  const passes = withDrafting(plan);
  const parts: ExplainedPart[] = [];
  const record = (name: ExplainedPart['name'], term: Term, launch: number): void => {
    const { work, floor, compute, memory } = term;
    parts.push({
      name,
      seconds: timed(work, launch),
      work,
      launch,
      floor,
      compute: passes * compute,
      memory: passes * memory,
    });
  };
  for (const name of PARTS) {
    const own = kernels.filter((part) => part.name === name);
    if (own.length === 0) continue;
    const tally = chargeAll(plan, own, tokens, rows);
    record(name, tally, tally.launch);
  }
  const attention = attentionOf(plan);
  const { windows, decodeLaunch, prefillLaunch } = attention;
  if (batch.decode > 0) {
    record(
      'decode attention',
      windows.reduce((sum, { decode }, index) => plus(sum, batch.contexts[index] ?? 0, decode), NOTHING),
      decodeLaunch,
    );
  }
  if (batch.chunks > 0) {
    const reading = windows.reduce(
      (sum, { pair, pairPerLength }, index) =>
        plus(plus(sum, batch.pairs[index] ?? 0, pair), batch.pairsPerLength[index] ?? 0, pairPerLength),
      NOTHING,
    );
    record('prefill attention', reading, prefillLaunch);
  }
  const host = hostSeconds(plan, tokens) + (passes * plan.framework.perSequence.value * rows) / rowsPerSequence(plan);
  parts.push({ ...unwritten('host'), seconds: host });
  const total = (of: (part: ExplainedPart) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const sum: Sum = {
    seconds: total((part) => part.seconds),
    compute: total((part) => part.compute),
    memory: total((part) => part.memory),
  };
  const inTurn = sum.seconds;
  const concurrent = concurrencyFor(plan, kernels, attention);
  if (concurrent !== undefined) {
    concurrent(sum, batch);
    parts.push({ ...unwritten('side by side'), seconds: sum.seconds - inTurn });
  }
  const computeShare = sum.compute / sum.seconds;
  const memoryShare = sum.memory / sum.seconds;
  const watts = replicaChips(plan) * chipDraw(plan.chip, computeShare, memoryShare, plan);
  return {
    seconds: sum.seconds,
    /** Micro-batches pass the stages of a pipeline side by side, one a stage. */
    floor: total((part) => part.floor) / batches,
    parts,
    computeShare,
    memoryShare,
    watts,
    joules: watts * sum.seconds,
    tier: planTier(plan),
  };
};

/** A part without kernels. */
const unwritten = (name: ExplainedPart['name']): ExplainedPart => ({
  name,
  seconds: 0,
  work: 0,
  launch: 0,
  floor: 0,
  compute: 0,
  memory: 0,
});
