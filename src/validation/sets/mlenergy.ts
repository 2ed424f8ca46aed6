/** Steady serving with measured GPU watts: tokens per second, watts and joules per output token at the measured running batch. */
import { findFramework } from '../../compute/frameworks.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import { planProblems } from '../../compute/plan-problems.js';
import type { PrecisionName } from '../../compute/precision.js';
import { type SteadyStep, steadyStep } from '../batch.js';
import type { Comparison, MeasuredSet, Skip, Verdict } from '../comparison.js';
import { measuredChip, measuredModel } from '../names.js';
import { number, type Row, text } from '../table.js';
import { isMissing, skip } from './kernel-row.js';

const PRECISIONS: Readonly<Record<string, PrecisionName>> = { bfloat16: 'bf16', fp8: 'fp8', mxfp4: 'mxfp4' };

/** Prompt lengths are not published; means of the tasks, assumed: questions, code to fill in, chat turns [token]. */
const PROMPTS: Readonly<Record<string, number>> = { gpqa: 250, 'sourcegraph-fim': 1000 };
const PLAIN_PROMPT = 400;

/** Why a row says nothing about the model of a step. */
const reasonAgainst = (row: Row): string | undefined => {
  const task = row.text('task');
  if (task === 'image-chat' || task === 'video-chat')
    return 'an encoder of images or video runs on the same chips, which the model does not have';
  if (task === 'gpqa' && row.text('chip') === 'B200')
    return 'the host sets the pace: 33 ms a step at batch 8, whatever the model';
  return undefined;
};

const planOf = (row: Row): Plan | ReturnType<typeof skip> => {
  const reason = reasonAgainst(row);
  if (reason !== undefined) return skip(row, reason);
  const chip = measuredChip(row.text('chip'));
  if (chip === undefined) return skip(row, `chip ${row.text('chip')} is not in the catalogue`);
  const model = measuredModel(row.text('model'));
  if (model === undefined) return skip(row, `model ${row.text('model')} is not in the catalogue`);
  const precision = PRECISIONS[row.text('precision')];
  if (precision === undefined) return skip(row, `precision ${row.text('precision')} has no kernels here`);
  const chips = row.number('n_chips');
  const isMoe = model.feedForward.some((layer) => layer.bank !== undefined);
  const plan = plainPlan(
    chip,
    model,
    findFramework('vllm-2025'),
    { tensor: chips, data: 1, expert: isMoe ? Math.max(1, row.number('ep')) : 1 },
    { precision },
  );
  const [problem] = planProblems(plan);
  return problem === undefined ? plan : skip(row, 'the plan does not fit its chips by our reckoning');
};

/** A row with its plan and its mean step. */
export interface PoweredRow {
  readonly row: Row;
  readonly plan: Plan;
  readonly sequences: number;
  readonly step: SteadyStep;
}

export const readPowered = (row: Row): PoweredRow | Skip => {
  const plan = planOf(row);
  if (isMissing(plan)) return plan;
  const sequences = row.number('avg_batch');
  const prompt = PROMPTS[row.text('task')] ?? PLAIN_PROMPT;
  if (!(sequences > 0 && row.number('avg_osl') > 0))
    return skip(row, 'the batch or the output length is not above zero');
  return { row, plan, sequences, step: steadyStep(plan, { sequences, prompt, output: row.number('avg_osl') }) };
};

function* compareRow(row: Row): Generator<Verdict> {
  const found = readPowered(row);
  if (isMissing(found)) {
    yield found;
    return;
  }
  const { sequences, step } = found;
  const shared = {
    line: row.line,
    chip: row.text('chip'),
    model: row.text('model'),
    framework: 'vllm',
    label: `${row.text('model')} ${row.text('task')}, batch ${Math.round(sequences)} on ${row.number('n_chips')} × ${row.text('chip')}`,
    configuration:
      ['task', 'model', 'precision', 'chip'].map((column) => row.text(column)).join(' ') +
      ` ${row.number('n_chips')} ${row.number('max_num_seqs')}`,
  };
  const figures: readonly Pick<Comparison, 'measure' | 'predicted' | 'measured'>[] = [
    { measure: 'tokens_per_s', predicted: sequences / step.seconds, measured: row.number('out_tok_s') },
    {
      measure: 'power_w',
      predicted: step.joules / step.seconds / row.number('n_chips'),
      measured: row.number('power_w_per_gpu'),
    },
    { measure: 'j_per_tok', predicted: step.joules / sequences, measured: row.number('j_per_tok') },
  ];
  for (const figure of figures) yield { ...shared, ...figure };
}

export const mlEnergySet: MeasuredSet = {
  file: 'mlenergy_v3_llm',
  doc: 'Steady serving by vLLM with measured GPU power (ML.ENERGY benchmark v3).',
  columns: [
    ...text('task', 'model', 'precision', 'chip'),
    ...number('n_chips', 'ep', 'avg_batch', 'avg_osl', 'out_tok_s', 'power_w_per_gpu', 'j_per_tok', 'max_num_seqs'),
  ],
  *compare(rows) {
    for (const row of rows) yield* compareRow(row);
  },
};
