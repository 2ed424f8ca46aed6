/** Physics of one forward pass: the additive step model the engine drives, and the same step explained kernel by kernel.
 *
 *   step = maturity·(Σ work + λ·Σ launch floors) + host + q·rows        (docs/model.md, the step)
 *
 *  λ, host and q belong to the framework, maturity to framework, model and format; rows are the tokens sampled on one attention rank. Decode and prefill share one pass over the weights. */
import type { Tier } from '../schema/fact.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import { cappedChip, chipDraw, idleDraw } from './draw.js';
import { planTier } from './evidence.js';
import { coreTimes, type Term } from './kernels/attention.js';
import { charge, loadOf, PARTS, type PartName, partsOf } from './parts.js';
import { type Plan, replicaChips } from './plan.js';
import { widePeak } from './precision.js';
import type { Batch, Cost, StepModel } from './step-model.js';

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

const costOf = ({ work, compute, memory }: Term, maturity: number): Cost => ({
  seconds: maturity * work,
  compute,
  memory,
});
const launchCost = (seconds: number): Cost => ({ seconds, compute: 0, memory: 0 });
const ZERO: Cost = launchCost(0);

/** Rows of the replica's step that cost a data rank the bookkeeping of one sequence: one per data rank, and drafts come free. */
const rowsPerSequence = ({ layout, draftTokens }: Plan): number => layout.data * (1 + draftTokens);

/** The step model of a plan that `planProblems` finds nothing wrong with. */
export const stepModel = (plan: Plan): StepModel => {
  const { chip, framework, maturity } = plan;
  const parts = partsOf(plan);
  const attention = attentionOf(plan);
  const launchFactor = maturity * framework.launchFactor.value;
  const host = framework.host.value;
  const perSequence = framework.perSequence.value;
  const chips = replicaChips(plan);
  const sharers = rowsPerSequence(plan);
  const draw = (computeShare: number, memoryShare: number): Watts =>
    chips * chipDraw(chip, computeShare, memoryShare, plan);
  return {
    chips,
    windows: attention.windows.map(({ window }) => window),
    rest: (tokens, rows) => {
      if (tokens <= 0) return ZERO;
      const { work, launch, compute, memory } = charge(parts, loadOf(plan, tokens, rows));
      return {
        seconds: maturity * work + launchFactor * launch + host + (perSequence * rows) / sharers,
        compute,
        memory,
      };
    },
    attention: attention.windows.map(({ decode }) => costOf(decode, maturity)),
    decodeFloor: launchCost(launchFactor * attention.decodeLaunch),
    prefillPair: attention.windows.map(({ pair }) => costOf(pair, maturity)),
    prefillPairPerLength: attention.windows.map(({ pairPerLength }) => costOf(pairPerLength, maturity)),
    prefillFloor: launchCost(launchFactor * attention.prefillLaunch),
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
  readonly name: PartName | 'decode attention' | 'prefill attention' | 'host';
  /** Time with the framework's launch factor and its maturity applied [s]. */
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
  const { framework, maturity } = plan;
  const tokens = batch.decode + batch.prefill;
  const rows = batch.decode + batch.finished;
  const launchFactor = framework.launchFactor.value;
  const load = loadOf(plan, tokens, rows);
  const kernels = partsOf(plan);
  const parts: ExplainedPart[] = [];
  const record = (name: ExplainedPart['name'], term: Term, launch: number): void => {
    const { work, floor, compute, memory } = term;
    parts.push({ name, seconds: maturity * (work + launchFactor * launch), work, launch, floor, compute, memory });
  };
  for (const name of PARTS) {
    const own = kernels.filter((part) => part.name === name);
    if (own.length === 0) continue;
    const tally = charge(own, load);
    record(name, tally, tally.launch);
  }
  const { windows, decodeLaunch, prefillLaunch } = attentionOf(plan);
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
  const host = framework.host.value + (framework.perSequence.value * rows) / rowsPerSequence(plan);
  parts.push({ name: 'host', seconds: host, work: 0, launch: 0, floor: 0, compute: 0, memory: 0 });
  const total = (of: (part: ExplainedPart) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const seconds = total((part) => part.seconds);
  const computeShare = total((part) => part.compute) / seconds;
  const memoryShare = total((part) => part.memory) / seconds;
  const watts = replicaChips(plan) * chipDraw(plan.chip, computeShare, memoryShare, plan);
  return {
    seconds,
    floor: total((part) => part.floor),
    parts,
    computeShare,
    memoryShare,
    watts,
    joules: watts * seconds,
    tier: planTier(plan),
  };
};
