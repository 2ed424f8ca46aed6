/** How a model is spread over the chips of one replica: tensor, data(-attention), expert and pipeline degrees. */
import type { Model } from './models/model.js';

export interface Layout {
  /** Chips that share every matrix. */
  readonly tensor: number;
  /** Attention ranks side by side: each holds its own sequences. For a model without experts these are copies that step together. */
  readonly data: number;
  /** Groups the experts are dealt to. */
  readonly expert: number;
  /** Stages that hold a run of layers each, every one on tensor × data chips; one where absent. */
  readonly pipeline?: number;
}

export const stagesOf = ({ pipeline = 1 }: Layout): number => pipeline;
/** Chips that hold one stage. */
export const stageChips = ({ tensor, data }: Layout): number => tensor * data;
export const chipsOf = (layout: Layout): number => stagesOf(layout) * stageChips(layout);
/** The largest stage over the mean one, layers being whole. */
export const stageImbalance = (layers: number, stages: number): number =>
  (Math.ceil(layers / stages) * stages) / layers;
/** Ranks that split one expert. */
export const expertSplit = ({ tensor, data, expert }: Layout): number => (tensor * data) / expert;

const divides = (divisor: number, whole: number): boolean => whole % divisor === 0;

/** Why a layout does not suit a model, in sentences; empty if it does. */
export const layoutProblems = (layout: Layout, model: Model): readonly string[] => {
  const { tensor, data, expert } = layout;
  const problems: string[] = [];
  const pipeline = stagesOf(layout);
  for (const [name, degree] of Object.entries({ tensor, data, expert, pipeline })) {
    if (!(Number.isInteger(degree) && degree >= 1))
      problems.push(`The ${name} degree must be a whole number of at least 1, not ${degree}.`);
  }
  if (problems.length > 0) return problems;
  if (pipeline > model.layers) {
    problems.push(`${model.name} has ${model.layers} layers, too few for ${pipeline} pipeline stages.`);
  }
  for (const { heads } of model.mixers) {
    if (divides(tensor, heads)) continue;
    problems.push(
      `${model.name} has layers of ${heads} heads, which ${tensor} tensor ranks cannot share evenly; use a tensor degree that divides ${heads}.`,
    );
    break;
  }
  const bank = model.feedForward.find((layer) => layer.bank !== undefined)?.bank;
  if (bank === undefined) {
    if (expert > 1) problems.push(`${model.name} has no experts to spread over ${expert} groups; set expert to 1.`);
    return problems;
  }
  if (!divides(expert, tensor * data)) {
    problems.push(
      `${expert} expert groups do not divide the ${tensor * data} chips of ${pipeline > 1 ? 'a stage' : 'the replica'} (tensor ${tensor} × data ${data}).`,
    );
  } else if (!divides(expertSplit(layout), bank.width)) {
    problems.push(
      `Experts of ${model.name} are ${bank.width} wide, which ${expertSplit(layout)} ranks cannot share evenly; raise expert.`,
    );
  }
  if (!divides(expert, bank.experts)) {
    problems.push(`${model.name} has ${bank.experts} experts per layer, which ${expert} groups cannot share evenly.`);
  }
  return problems;
};
