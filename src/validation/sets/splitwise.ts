/** A serving stack of 2023: prompt and token times of single batches, and watts where all chips of the box took part. */
import { findFramework } from '../../compute/frameworks.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import { explainStep } from '../../compute/step.js';
import { batchOf } from '../batch.js';
import type { Comparison, MeasuredSet, Verdict } from '../comparison.js';
import { measuredModel } from '../names.js';
import { maybe, number, type Row, text } from '../table.js';
import { chipOf, isMissing, skip } from './kernel-row.js';

/** The power column is a mean over the box. */
const BOX = 8;

const planOf = (row: Row): Plan | ReturnType<typeof skip> => {
  if (row.text('kind') !== 'measured') return skip(row, 'derived upstream by a constant factor, not measured');
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const model = measuredModel(row.text('model'));
  if (model === undefined) return skip(row, `model ${row.text('model')} is not in the catalogue`);
  return plainPlan(
    chip,
    model,
    findFramework('stack-2023'),
    { tensor: row.number('tp'), data: 1, expert: 1 },
    { precision: 'bf16' },
  );
};

function* compareRow(row: Row): Generator<Verdict> {
  const plan = planOf(row);
  if (isMissing(plan)) {
    yield plan;
    return;
  }
  const [batch, prompt, output] = [row.number('batch'), row.number('isl'), row.number('osl')];
  const reading = explainStep(plan, batchOf(plan, 0, 0, batch, prompt));
  const writing = explainStep(plan, batchOf(plan, batch, prompt + output / 2));
  const shared = {
    line: row.line,
    chip: row.text('chip'),
    model: row.text('model'),
    framework: row.text('framework'),
    label: `${row.text('model')}, ${batch} × ${prompt} + ${output} on ${row.number('tp')} × ${row.text('chip')}`,
    configuration:
      ['chip', 'model', 'precision'].map((column) => row.text(column)).join(' ') +
      ` ${row.number('tp')} ${batch} ${prompt} ${output}`,
  };
  const figures: Pick<Comparison, 'measure' | 'predicted' | 'measured'>[] = [
    { measure: 'ttft_ms', predicted: reading.seconds * 1e3, measured: row.number('prompt_time_ms') },
    { measure: 'tpot_ms', predicted: writing.seconds * 1e3, measured: row.number('token_time_ms') },
  ];
  const share = row.number('avg_power_frac_tdp');
  if (share > 0 && row.number('tp') === BOX) {
    const joules = reading.joules + (output - 1) * writing.joules;
    const seconds = reading.seconds + (output - 1) * writing.seconds;
    figures.push({
      measure: 'power_w',
      predicted: joules / seconds / BOX,
      measured: share * plan.chip.power.limit.value,
    });
  }
  for (const figure of figures) yield { ...shared, ...figure };
}

export const splitwiseSet: MeasuredSet = {
  file: 'splitwise_perf_power',
  doc: 'Single batches on a serving stack of 2023 (splitwise-sim).',
  columns: [
    ...text('chip', 'model', 'precision', 'framework', 'kind'),
    ...number('tp', 'isl', 'batch', 'osl', 'prompt_time_ms', 'token_time_ms'),
    ...maybe('avg_power_frac_tdp'),
  ],
  *compare(rows) {
    for (const row of rows) yield* compareRow(row);
  },
};
