/** Real vLLM runs, request by request: the arrivals are replayed through the scheduler. */

import { quantile } from 'simple-statistics';
import { findFramework } from '../../compute/frameworks.js';
import type { Layout } from '../../compute/layout.js';
import { plainPlan } from '../../compute/plan.js';
import type { Aggregate, Comparison, MeasuredSet, Verdict } from '../comparison.js';
import { isSkip } from '../comparison.js';
import { groupBy } from '../grouping.js';
import { measuredChip, measuredModel } from '../names.js';
import { replayed } from '../serving-run.js';
import { number, type Row, text } from '../table.js';
import { skip } from './kernel-row.js';

/** As the runs were started: their logs never show more than 128 sequences on a rank; vLLM's token budget on these cards. */
const MOST_SEQUENCES = 128;
const TOKEN_BUDGET = 2048;
/** Activations of a 2,048-token step [B]. */
const RESERVE = 1.7e9;
/** The published layouts: one card each, and the mixture of experts on two, attention side by side. */
const layoutFor = (isMoe: boolean): Layout =>
  isMoe ? { tensor: 1, data: 2, expert: 2 } : { tensor: 1, data: 1, expert: 1 };

const compareRun = (run: string, rows: readonly Row[]): readonly Verdict[] => {
  const every = (reason: string): readonly Verdict[] => rows.map((row) => skip(row, reason));
  const at = run.indexOf('/');
  const chip = measuredChip(run.slice(0, at));
  if (chip === undefined) return every(`chip ${run.slice(0, at)} is not in the catalogue`);
  const model = measuredModel(run.slice(at + 1));
  if (model === undefined) return every(`model ${run.slice(at + 1)} is not in the catalogue`);
  const isMoe = model.feedForward.some((layer) => layer.bank !== undefined);
  const plan = plainPlan(chip, model, findFramework('unknown'), layoutFor(isMoe), { reserve: RESERVE });
  const inOrder = [...rows].sort((a, b) => a.number('arrival_s') - b.number('arrival_s'));
  const served = replayed(
    plan,
    { prefill: 'chunked', maxBatch: MOST_SEQUENCES * plan.layout.data, tokenBudget: TOKEN_BUDGET },
    inOrder.map((row) => ({ at: row.number('arrival_s'), prompt: row.number('isl'), output: row.number('osl') })),
  );
  if (typeof served === 'string') return every('the plan does not serve these requests by our reckoning');
  return served.flatMap(({ number: place, ttft, e2e, output }): readonly Comparison[] => {
    const row = inOrder[place]!;
    const shared = {
      line: row.line,
      chip: run.slice(0, at),
      model: run.slice(at + 1),
      framework: 'vllm',
      label: `${run} ${row.text('request_id')}`,
      configuration: run,
    };
    return [
      { ...shared, measure: 'ttft_ms', predicted: ttft * 1e3, measured: row.number('ttft_s') * 1e3 },
      ...(output > 1
        ? [
            {
              ...shared,
              measure: 'tpot_ms' as const,
              predicted: ((e2e - ttft) / (output - 1)) * 1e3,
              measured: row.number('tpot_ms'),
            },
          ]
        : []),
      { ...shared, measure: 'e2e_s', predicted: e2e, measured: row.number('e2e_s') },
    ];
  });
};

const STATISTICS = {
  mean: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
  p50: (values: readonly number[]) => quantile([...values], 0.5),
  p95: (values: readonly number[]) => quantile([...values], 0.95),
  p99: (values: readonly number[]) => quantile([...values], 0.99),
} as const;

const aggregatesOf = (verdicts: readonly Verdict[]): readonly Aggregate[] => {
  const compared = verdicts.filter((verdict): verdict is Comparison => !isSkip(verdict));
  return [...groupBy(compared, ({ configuration }) => configuration)].flatMap(([run, ofRun]) =>
    [...groupBy(ofRun, ({ measure }) => measure)].flatMap(([measure, own]) =>
      (Object.keys(STATISTICS) as (keyof typeof STATISTICS)[]).map((statistic) => ({
        run,
        measure,
        statistic,
        predicted: STATISTICS[statistic](own.map(({ predicted }) => predicted)),
        measured: STATISTICS[statistic](own.map(({ measured }) => measured)),
      })),
    ),
  );
};

export const replaySet: MeasuredSet = {
  file: 'llmservingsim_requests',
  doc: 'Real vLLM runs replayed request by request (LLMServingSim examples).',
  columns: [...text('run', 'request_id'), ...number('arrival_s', 'isl', 'osl', 'ttft_s', 'e2e_s', 'tpot_ms')],
  compare: (rows) => [...groupBy(rows, (row) => row.text('run'))].flatMap(([run, own]) => compareRun(run, own)),
  aggregate: aggregatesOf,
};
