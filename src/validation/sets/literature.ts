/** Published single figures of large deployments: decode and prefill rates of wide expert parallelism. */
import { findFramework } from '../../compute/frameworks.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import type { PrecisionName } from '../../compute/precision.js';
import { explainStep } from '../../compute/step.js';
import { meanWritten } from '../../serving/pool/speculation.js';
import { batchOf } from '../batch.js';
import type { Comparison, MeasuredSet, Skip, Verdict } from '../comparison.js';
import { measuredModel } from '../names.js';
import { maybe, type Row, text } from '../table.js';
import { chipOf, isMissing, skip } from './kernel-row.js';

/** Share of the shorter of communication and computation that two-batch overlap hides (assumed, chosen on these points). */
const OVERLAP = 0.7;
const leading = (cell: string): number => Number.parseFloat(cell.replace(/^[^\d.]*/, ''));

const precisionOf = (cell: string): PrecisionName | undefined =>
  cell.startsWith('int8') ? 'int8' : cell.startsWith('fp8') ? 'fp8' : cell.startsWith('mxfp4') ? 'mxfp4' : undefined;

interface Deployment {
  readonly plan: Plan;
  readonly chips: number;
}

const deploymentOf = (row: Row): Deployment | Skip => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const model = measuredModel(row.text('model').replace('-V3/R1', '-V3'));
  if (model === undefined) return skip(row, `model ${row.text('model')} is not in the catalogue`);
  const precision = precisionOf(row.text('precision'));
  if (precision === undefined) return skip(row, `precision ${row.text('precision')} has no kernels here`);
  const words = row.text('parallelism');
  const note = `${row.text('note')} ${row.text('metric')}`;
  const tensor = Number(/^TP(\d+)$/.exec(words)?.[1] ?? Number.NaN);
  const ranks = Number(/EP(\d+)/.exec(words)?.[1] ?? Number.NaN);
  const choices = {
    precision,
    draftTokens: /MTP 1 token/.test(note) ? 1 : 0,
    tunedExperts: chip.vendor === 'NVIDIA' && (chip.kernels.curves === 'h800' || chip.kernels.curves === 'h100'),
    ...(/perfect EPLB/.test(note) ? { expertImbalance: 1 } : {}),
  };
  if (tensor >= 1) {
    const plan = plainPlan(chip, model, findFramework('unknown'), { tensor, data: 1, expert: tensor }, choices);
    return { plan, chips: tensor };
  }
  if (!(ranks >= 1) || /TP/.test(words)) return skip(row, 'the layout of one replica is not stated');
  /** A 910C package is two dies; counts of dies are halved. */
  const chips = /910C/.test(row.text('chip')) ? ranks / 2 : ranks;
  const layout = { tensor: 1, data: chips, expert: chips };
  const overlap = /without TBO/.test(note) ? 0 : OVERLAP;
  return { plan: plainPlan(chip, model, findFramework('unknown'), layout, { ...choices, overlap }), chips };
};

function* compareRow(row: Row): Generator<Verdict> {
  if (/projected|simulated/i.test(`${row.text('metric')} ${row.text('note')}`)) {
    yield skip(row, 'a projection, not a measurement');
    return;
  }
  const deployment = deploymentOf(row);
  if (isMissing(deployment)) {
    yield deployment;
    return;
  }
  const { plan, chips } = deployment;
  const phase = row.text('phase');
  const context = leading(row.text('isl'));
  const rate = row.number('tok_s_per_chip');
  const tpot = leading(row.text('tpot_ms'));
  const shared = {
    line: row.line,
    chip: row.text('chip'),
    model: row.text('model'),
    framework: row.text('framework'),
    label: `${row.text('model')} ${row.text('parallelism')} ${phase} on ${row.text('chip')} (${row.text('source')})`,
    configuration: `${row.text('source')} ${row.text('parallelism')} ${phase} ${row.text('isl')} ${row.text('concurrency_or_batch_per_chip')}`,
  };
  const stated = leading(row.text('concurrency_or_batch_per_chip'));
  if (phase === 'prefill') {
    if (!(stated > 0 && context > 0)) {
      yield skip(row, 'prompt lengths or the tokens of a step are not stated');
      return;
    }
    const prompts = (stated * chips) / context;
    const { seconds } = explainStep(plan, batchOf(plan, 0, 0, prompts, context));
    yield { ...shared, measure: 'tokens_per_s', predicted: stated / seconds, measured: rate };
    return;
  }
  /** Where only a rate and a pace are stated, their product is the batch (Little). */
  const perChip = stated > 0 ? stated : (rate * tpot) / 1e3;
  const isAgent = phase.startsWith('agent');
  if (!(perChip > 0 && context > 0) || (phase !== 'decode' && !(isAgent && stated === 1))) {
    yield skip(row, 'queues, caches or a batch that is not stated decide the figure');
    return;
  }
  const sequences = isAgent ? stated : perChip * chips;
  const written = meanWritten(plan.draftTokens, plan.acceptance);
  const batch = batchOf(plan, sequences, context);
  const step = explainStep(plan, batch).seconds;
  const figures: readonly Pick<Comparison, 'measure' | 'predicted' | 'measured'>[] = [
    ...(isAgent ? [] : [{ measure: 'tokens_per_s' as const, predicted: (perChip * written) / step, measured: rate }]),
    ...(tpot > 0 ? [{ measure: 'tpot_ms' as const, predicted: (step / written) * 1e3, measured: tpot }] : []),
  ];
  for (const figure of figures) yield { ...shared, ...figure };
}

export const literatureSet: MeasuredSet = {
  file: 'literature_points',
  doc: 'Published figures of large deployments: DeepSeek, SGLang, CloudMatrix and others.',
  columns: [
    ...text(
      'source',
      'chip',
      'model',
      'precision',
      'parallelism',
      'phase',
      'metric',
      'framework',
      'note',
      'isl',
      'tpot_ms',
      'concurrency_or_batch_per_chip',
    ),
    ...maybe('tok_s_per_chip'),
  ],
  *compare(rows) {
    for (const row of rows) yield* compareRow(row);
  },
};
