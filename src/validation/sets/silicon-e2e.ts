/** Serving runs end to end: a fixed number of requests in flight, time to the first token and per token. */
import type { Layout } from '../../compute/layout.js';
import { maturityOf } from '../../compute/maturity.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import type { PrecisionName } from '../../compute/precision.js';
import { asRunBy } from '../../compute/recipe.js';
import type { MeasuredSet, Skip, Verdict } from '../comparison.js';
import { disaggregated } from '../disaggregated.js';
import { type Load, type Times, timesUnder } from '../load.js';
import { measuredChip, measuredFramework, measuredModel } from '../names.js';
import { maybe, type Row, text } from '../table.js';
import { isMissing, skip } from './kernel-row.js';

/** InferenceX draws each length evenly from 0.8 to 1 of what the row states. */
const DRAWN = 0.2;
const spreadOf = (row: Row): number => (row.text('source').includes('inferencex') ? DRAWN : 0);

/** Who ran the servers. */
const publisherOf = (row: Row): string => {
  const source = row.text('source');
  return source.slice(source.lastIndexOf('/') + 1);
};

/** No first token can wait longer than all prompts in flight take to be read, were the engine serving: twice that and a second leaves room for the model's own error.
 *  Rows beyond it (SGLang of November 2025: 7–9 s whatever the load) show something else, such as kernels compiled during the run. */
const longestWait = ({ reading }: Times, inFlight: number): number => 2 * inFlight * reading + 1;

/** Weight formats of the table. */
const PRECISIONS: Readonly<Record<string, PrecisionName>> = { bf16: 'bf16', fp8: 'fp8', fp4: 'nvfp4', int4: 'int4' };

const layoutOf = (row: Row): Layout => {
  const or = (column: string): number => (row.number(column) >= 1 ? row.number(column) : 1);
  return { tensor: or('tp'), data: or('attn_dp'), expert: or('moe_ep') };
};

/** What multiplies the time of a framework's kernels for a model in a format. */
export type MaturityRule = typeof maturityOf;

/** Times of a plan under a load, or why it cannot run. */
export type Predictor = (plan: Plan, load: Load) => Times | string;

/** The plan of a row on a layout, or why there is none. */
const planOf = (row: Row, layout: Layout, maturity: MaturityRule): Plan | Skip => {
  const chip = measuredChip(row.text('chip'));
  if (chip === undefined) return skip(row, `chip ${row.text('chip')} is not in the catalogue`);
  const model = measuredModel(row.text('model'));
  if (model === undefined) return skip(row, `model ${row.text('model')} is not in the catalogue`);
  const known = measuredFramework(row.text('framework'));
  if (known === undefined) return skip(row, `framework ${row.text('framework')} has no constants`);
  const framework = asRunBy(publisherOf(row), known);
  const stated = PRECISIONS[row.text('precision')];
  if (stated === undefined) return skip(row, `precision ${row.text('precision')} has no kernels here`);
  const isWeightOnly = model.native === 'mxfp4';
  const precision = isWeightOnly ? 'mxfp4' : stated;
  const keyValuePrecision = isWeightOnly || precision === 'bf16' || precision === 'int4' ? 'bf16' : 'fp8';
  return plainPlan(chip, model, framework, layout, {
    precision,
    keyValuePrecision,
    maturity: maturity(framework.name, model.id, precision),
  });
};

const configurationOf = (row: Row): string =>
  [
    'chip',
    'model',
    'precision',
    'framework',
    'isl',
    'osl',
    'concurrency',
    'tp',
    'attn_dp',
    'moe_tp',
    'moe_ep',
    'source',
  ]
    .map((column) => row.text(column) || row.number(column))
    .join(' ');

const aggregated = (
  row: Row,
  known: Map<string, Times | string>,
  maturity: MaturityRule,
  predict: Predictor,
): readonly Verdict[] => {
  if (row.text('mode') !== 'agg') return [];
  if (row.text('quality').startsWith('suspect')) return [skip(row, `upstream marks the row ${row.text('quality')}`)];
  if (row.number('pp') > 1) return [skip(row, 'pipelines of several stages are not predicted')];
  const inFlight = Math.round(row.number('concurrency'));
  if (!(inFlight >= 1 && row.number('isl') >= 1 && row.number('osl') >= 1))
    return [skip(row, 'lengths or concurrency are not stated')];
  const plan = planOf(row, layoutOf(row), maturity);
  if (isMissing(plan)) return [plan];
  const configuration = configurationOf(row);
  let times = known.get(configuration);
  if (times === undefined) {
    times = predict(plan, { inFlight, prompt: row.number('isl'), output: row.number('osl'), spread: spreadOf(row) });
    known.set(configuration, times);
  }
  if (typeof times === 'string') return [skip(row, 'the plan does not fit its chips by our reckoning')];
  const { line } = row;
  const shared = {
    line,
    chip: row.text('chip'),
    model: row.text('model'),
    framework: row.text('framework'),
    label: row.text('id') || configuration,
    configuration,
    subject: {
      framework: plan.framework.name,
      model: plan.model.id,
      precision: plan.precision,
      publisher: publisherOf(row),
    },
    inFlight,
    step: times.step * 1e3,
  };
  return [
    { ...shared, measure: 'tpot_ms', predicted: times.tpot * 1e3, measured: row.number('tpot_ms') },
    row.number('ttft_ms') > 1e3 * longestWait(times, inFlight)
      ? skip(row, 'ttft_ms is over twice what reading every prompt in flight takes: the engine was not serving')
      : { ...shared, measure: 'ttft_ms', predicted: times.ttft * 1e3, measured: row.number('ttft_ms') },
  ];
};

const PART = 'disagg';

const disaggregatedRow = (row: Row): readonly Verdict[] => {
  if (row.text('mode') !== 'disagg') return [];
  const skipped = (reason: string): readonly Verdict[] => [{ ...skip(row, reason), part: PART }];
  if (row.text('quality').startsWith('suspect')) return skipped(`upstream marks the row ${row.text('quality')}`);
  const needed = ['concurrency', 'isl', 'osl', 'p_workers', 'p_tp', 'd_workers', 'd_tp'] as const;
  if (!needed.every((column) => row.number(column) >= 1)) return skipped('the workers of either side are not stated');
  const sideOf = (side: 'p' | 'd'): Plan | Skip => {
    const [tensor, data] = [row.number(`${side}_tp`), Math.max(1, row.number(`${side}_dp`) || 1)];
    return planOf(row, { tensor, data, expert: Math.max(1, row.number(`${side}_ep`) || 1) }, maturityOf);
  };
  const [prefill, decode] = [sideOf('p'), sideOf('d')];
  if (isMissing(prefill)) return [{ ...prefill, part: PART }];
  if (isMissing(decode)) return [{ ...decode, part: PART }];
  const drawn = 1 - spreadOf(row) / 2;
  const { ttft, tpot } = disaggregated(
    { prefill, decode, prefillWorkers: row.number('p_workers'), decodeWorkers: row.number('d_workers') },
    row.number('concurrency'),
    row.number('isl') * drawn,
    row.number('osl') * drawn,
  );
  const shared = {
    line: row.line,
    chip: row.text('chip'),
    model: row.text('model'),
    framework: row.text('framework'),
    label: row.text('id') || `disaggregated ${row.text('model')} on ${row.text('chip')}`,
    configuration: `${configurationOf(row)} ${needed.map((column) => row.number(column)).join(' ')}`,
    part: PART,
  };
  return [
    { ...shared, measure: 'tpot_ms', predicted: tpot * 1e3, measured: row.number('tpot_ms') },
    { ...shared, measure: 'ttft_ms', predicted: ttft * 1e3, measured: row.number('ttft_ms') },
  ];
};

/** Aggregated rows under any maturities: what the calibrator fits, and what is judged with the shipped ones. */
export const compareAggregated = (
  rows: readonly Row[],
  maturity: MaturityRule,
  predict: Predictor = timesUnder,
): readonly Verdict[] => {
  const known = new Map<string, Times | string>();
  return rows.flatMap((row) => aggregated(row, known, maturity, predict));
};

export const siliconSet: MeasuredSet = {
  file: 'aic_silicon_e2e',
  doc: 'Serving runs with a fixed number of requests in flight (SemiAnalysis InferenceX and NVIDIA runs in ai-dynamo/aiconfigurator).',
  columns: [
    ...text('source', 'chip', 'model', 'precision', 'framework', 'mode', 'quality'),
    ...maybe('isl', 'osl', 'concurrency', 'tp', 'pp', 'attn_dp', 'moe_tp', 'moe_ep', 'ttft_ms', 'tpot_ms'),
    ...maybe('p_workers', 'p_tp', 'p_dp', 'p_ep', 'd_workers', 'd_tp', 'd_dp', 'd_ep'),
  ],
  compare: (rows) => [...compareAggregated(rows, maturityOf), ...rows.flatMap(disaggregatedRow)],
};
