/** Dense matrix multiplications timed one by one. */
import type { Chip } from '../../compute/chips/chip.js';
import { gemm } from '../../compute/kernels/gemm.js';
import { Tally } from '../../compute/kernels/tally.js';
import { type Rates, weightRates } from '../../compute/precision.js';
import type { MeasuredSet, Verdict } from '../comparison.js';
import { measuredChip } from '../names.js';
import { number, type Row, text } from '../table.js';

/** Weight formats of the table that the step model has a curve for. */
const FORMATS = { bfloat16: 'bf16', fp8: 'fp8', nvfp4: 'nvfp4' } as const;

const microseconds = (row: Row, chip: Chip, rates: Rates): number => {
  const tally = new Tally();
  const m = row.number('m');
  gemm(
    { columns: row.number('n'), inner: row.number('k') },
    1,
    rates,
    chip.bandwidth.value,
    () => m,
  )({ tokens: m, groupTokens: m, rows: m }, tally);
  return (tally.work + tally.launch) * 1e6;
};

const verdict = (row: Row): Verdict => {
  const { line } = row;
  const framework = row.text('framework');
  const dtype = row.text('dtype');
  const chip = measuredChip(row.text('chip'));
  if (chip === undefined) return { line, skipped: `chip ${row.text('chip')} is not in the catalogue` };
  if (!Object.hasOwn(FORMATS, dtype)) return { line, skipped: `no curve for ${dtype} weights` };
  const shape = `${row.text('m')} × ${row.text('n')} × ${row.text('k')} ${dtype}`;
  return {
    line,
    measure: 'latency_us',
    predicted: microseconds(row, chip, weightRates(FORMATS[dtype as keyof typeof FORMATS], chip)),
    measured: row.number('latency_us'),
    chip: row.text('chip'),
    model: '',
    framework,
    label: `GEMM ${shape} on ${row.text('chip')}`,
    configuration: `${row.text('chip')} ${shape}`,
  };
};

export const gemmSet: MeasuredSet = {
  file: 'aic_op_gemm',
  doc: 'Dense matrix multiplications timed one by one (ai-dynamo/aiconfigurator kernel tables).',
  columns: [...text('chip', 'framework', 'dtype'), ...number('m', 'n', 'k', 'latency_us')],
  compare: (rows) => rows.map(verdict),
};
