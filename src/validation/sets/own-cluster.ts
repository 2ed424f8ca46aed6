/** A user's own measurements: a layout, a load, and the two times seen there. */
import { FRAMEWORKS, type FrameworkName, findFramework } from '../../compute/frameworks.js';
import { maturityOf } from '../../compute/maturity.js';
import { type Plan, plainPlan } from '../../compute/plan.js';
import { PRECISIONS, type PrecisionName } from '../../compute/precision.js';
import { nearest } from '../../schema/suggest.js';
import type { Skip, Verdict } from '../comparison.js';
import { timesWithoutWait } from '../load.js';
import { measuredChip, measuredModel } from '../names.js';
import { type Column, maybe, number, type Row, text } from '../table.js';
import { isMissing, skip } from './kernel-row.js';

export const OWN_COLUMNS: readonly Column[] = [
  ...text('chip', 'model', 'precision', 'framework'),
  ...number('tensor', 'prompt', 'output', 'concurrency', 'tpot_ms'),
  ...maybe('data', 'expert', 'ttft_ms'),
];

const unknown = (row: Row, column: string, known: readonly string[]): Skip => {
  const found = row.text(column);
  const near = nearest(found, known);
  return skip(row, `${column} ${found} is not known${near === undefined ? '' : `; did you mean ${near}?`}`);
};

const planOf = (row: Row): Plan | Skip => {
  const chip = measuredChip(row.text('chip'));
  if (chip === undefined) return skip(row, `chip ${row.text('chip')} is not in the catalogue`);
  const model = measuredModel(row.text('model'));
  if (model === undefined) return skip(row, `model ${row.text('model')} is not in the catalogue`);
  const precision = row.text('precision') as PrecisionName;
  if (!PRECISIONS.includes(precision)) return unknown(row, 'precision', PRECISIONS);
  const framework = row.text('framework') as FrameworkName;
  if (!FRAMEWORKS.includes(framework)) return unknown(row, 'framework', FRAMEWORKS);
  const or = (column: string): number => (row.number(column) >= 1 ? row.number(column) : 1);
  return plainPlan(
    chip,
    model,
    findFramework(framework),
    { tensor: row.number('tensor'), data: or('data'), expert: or('expert') },
    { precision, maturity: maturityOf(framework, model.id, precision) },
  );
};

/** Each row beside the shipped model, served with its requests in flight and without the wait of a front end, which is to be fitted. */
export const compareOwn = (rows: readonly Row[]): readonly Verdict[] =>
  rows.flatMap((row): readonly Verdict[] => {
    if (row.lacking !== undefined) return [skip(row, `${row.lacking} is empty`)];
    const plan = planOf(row);
    if (isMissing(plan)) return [plan];
    const load = { inFlight: row.number('concurrency'), prompt: row.number('prompt'), output: row.number('output') };
    if (!Object.values(load).every((value) => Number.isInteger(value) && value >= 1))
      return [skip(row, 'prompt, output and concurrency are whole numbers of at least 1')];
    const times = timesWithoutWait(plan, { ...load, spread: 0 });
    if (typeof times === 'string') return [skip(row, times)];
    const shared = {
      line: row.line,
      chip: row.text('chip'),
      model: row.text('model'),
      framework: row.text('framework'),
      label: `line ${row.line}`,
      configuration: `line ${row.line}`,
      subject: { framework: plan.framework.name, model: plan.model.id, precision: plan.precision },
      step: times.step * 1e3,
    };
    return [
      { ...shared, measure: 'tpot_ms', predicted: times.tpot * 1e3, measured: row.number('tpot_ms') },
      ...(row.number('ttft_ms') > 0
        ? [{ ...shared, measure: 'ttft_ms' as const, predicted: times.ttft * 1e3, measured: row.number('ttft_ms') }]
        : []),
    ];
  });
