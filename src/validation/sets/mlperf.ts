/** MLPerf Inference, Offline: every request is there from the start, so the batch is as large as memory lets it be. */
import type { Chip } from '../../compute/chips/chip.js';
import { type Framework, findFramework } from '../../compute/frameworks.js';
import { memoryPlan } from '../../compute/memory.js';
import type { Model } from '../../compute/models/model.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import { planProblems } from '../../compute/plan-problems.js';
import type { PrecisionName } from '../../compute/precision.js';
import { steadyStep } from '../batch.js';
import type { MeasuredSet, Verdict } from '../comparison.js';
import { measuredChip, measuredModel } from '../names.js';
import { number, type Row, text } from '../table.js';
import { skip } from './kernel-row.js';

/** Mean lengths of the benchmark's data sets, rounded from MLCommons' task descriptions; those of gpt-oss-120b are assumed [token]. */
const LENGTHS: Readonly<Record<string, { readonly prompt: number; readonly output: number }>> = {
  'llama2-70b': { prompt: 294, output: 294 },
  'llama3.1-8b': { prompt: 778, output: 73 },
  'llama3.1-405b': { prompt: 9400, output: 684 },
  'mixtral-8x7b': { prompt: 275, output: 145 },
  'deepseek-r1': { prompt: 800, output: 3880 },
  'gpt-oss-120b': { prompt: 1000, output: 1200 },
};

/** Weight formats as submitters write them; mxfp4 where the chip multiplies in 4 bits, but for models published in it. */
const PRECISIONS: Readonly<Record<string, PrecisionName>> = {
  fp4: 'nvfp4',
  mxfp4: 'nvfp4',
  fp8: 'fp8',
  fp16: 'bf16',
  bf16: 'bf16',
  int8: 'int8',
  int4: 'int4',
  uint4: 'int4',
};

/** Chips as submitters write them: the first pattern that fits. */
const CHIPS: readonly (readonly [RegExp, string])[] = [
  [/RTX PRO 6000/i, 'rtx-pro-6000'],
  [/GB300/i, 'gb300'],
  [/GB200/i, 'gb200'],
  [/B300/i, 'b300'],
  [/B200/i, 'b200'],
  [/H200/i, 'h200'],
  [/H100/i, 'h100'],
  [/L40S/i, 'l40s'],
  [/MI355X/i, 'mi355x'],
  [/MI325X/i, 'mi325x'],
  [/MI300X/i, 'mi300x'],
];

/** Most sequences of a chip that such a run keeps in flight (engines are built for so many). */
const MOST_SEQUENCES = 2048;
const DEGREES = [1, 2, 4, 8] as const;

const chipOf = (row: Row): Chip | undefined => {
  const found = CHIPS.find(([pattern]) => pattern.test(row.text('chip')));
  return found === undefined ? undefined : measuredChip(found[1]);
};

/** Output tokens per second and chip of a plan at the largest batch that fits; 0 where it does not. */
const rateOf = (plan: Plan, { prompt, output }: { readonly prompt: number; readonly output: number }): number => {
  if (planProblems(plan).length > 0) return 0;
  const chips = plan.layout.tensor * plan.layout.data;
  const fitting = Math.floor(memoryPlan(plan).tokens / (prompt + output));
  const sequences = Math.min(fitting, MOST_SEQUENCES * chips);
  return sequences < 1 ? 0 : sequences / steadyStep(plan, { sequences, prompt, output }).seconds / chips;
};

/** An offline harness hands sequences over in C++, behind the device's back: no host time per sequence. */
const offline: Framework = (() => {
  const engine = findFramework('tensorrt-llm');
  return { ...engine, perSequence: { ...engine.perSequence, value: 0 } };
})();

/** Submitters tune: the layout is the one that serves best, attention split or side by side. */
const bestRate = (
  chip: Chip,
  model: Model,
  precision: PrecisionName,
  most: number,
  lengths: (typeof LENGTHS)[string],
): number => {
  const isMoe = model.feedForward.some((layer) => layer.bank !== undefined);
  const layouts = DEGREES.filter((degree) => degree <= most).flatMap((degree) => [
    { tensor: degree, data: 1, expert: isMoe ? degree : 1 },
    ...(isMoe && degree > 1 ? [{ tensor: 1, data: degree, expert: degree }] : []),
  ]);
  const keyValuePrecision = precision === 'bf16' ? 'bf16' : 'fp8';
  return Math.max(
    ...layouts.map((layout) =>
      rateOf(plainPlan(chip, model, offline, layout, { precision, keyValuePrecision, tunedExperts: true }), lengths),
    ),
  );
};

const verdict = (row: Row): Verdict => {
  if (row.text('scenario') !== 'Offline')
    return skip(row, 'latency limits of Server and Interactive decide, and their arrivals are not published');
  const chip = chipOf(row);
  if (chip === undefined) return skip(row, `chip ${row.text('chip') || 'not named'} is not in the catalogue`);
  if (/power cap/i.test(row.text('chip'))) return skip(row, 'run under a power cap');
  const model = measuredModel(row.text('model'));
  const lengths = LENGTHS[row.text('model')];
  if (model === undefined || lengths === undefined)
    return skip(row, `model ${row.text('model')} is not in the catalogue`);
  const precision = PRECISIONS[row.text('precision').toLowerCase()];
  if (precision === undefined)
    return skip(row, `precision ${row.text('precision')} does not say how weights were kept`);
  const rate = bestRate(chip, model, model.native === 'mxfp4' ? 'mxfp4' : precision, row.number('n_chips'), lengths);
  return {
    line: row.line,
    measure: 'tokens_per_s',
    predicted: rate * row.number('n_chips'),
    measured: row.number('tokens_per_s'),
    chip: chip.name,
    model: row.text('model'),
    framework: row.text('framework').split(/[ ,]/)[0]!,
    label: `${row.text('id')} ${row.text('model')} ${row.text('precision')} on ${row.number('n_chips')} × ${chip.name}`,
    configuration: `${chip.id} ${row.text('model')} ${row.text('precision')} ${row.number('n_chips')}`,
  };
};

export const mlperfSet: MeasuredSet = {
  file: 'mlperf_v51_v60',
  doc: 'MLPerf Inference v5.1 and v6.0 (the latter via a fork), token benchmarks, Offline.',
  columns: [...text('id', 'chip', 'model', 'precision', 'scenario', 'framework'), ...number('n_chips', 'tokens_per_s')],
  compare: (rows) => rows.map(verdict),
};
