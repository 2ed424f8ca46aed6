/** Dense matrix multiplications timed one by one. */
import type { Chip } from '../../compute/chips/chip.js';
import { gemm } from '../../compute/kernels/gemm.js';
import { Tally } from '../../compute/kernels/tally.js';
import { type Rates, weightRates } from '../../compute/precision.js';
import type { MeasuredSet, Verdict } from '../comparison.js';
import { number, type Row, text } from '../table.js';
import { chipOf, isMissing, positive, skip, timed } from './kernel-row.js';

/** Weight formats of the table that the step model has a curve for. */
const FORMATS = { bfloat16: 'bf16', fp8: 'fp8', nvfp4: 'nvfp4' } as const;

const seconds = (row: Row, chip: Chip, rates: Rates): number => {
  const tally = new Tally();
  const m = row.number('m');
  gemm(
    { columns: row.number('n'), inner: row.number('k') },
    1,
    rates,
    chip.bandwidth.value,
    () => m,
  )({ tokens: m, groupTokens: m, rows: m }, tally);
  return tally.work + tally.launch;
};

const verdict = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const dtype = row.text('dtype');
  if (!Object.hasOwn(FORMATS, dtype)) return skip(row, `no curve for ${dtype} weights`);
  if (!positive(row, 'm', 'n', 'k')) return skip(row, 'a size that is not positive');
  return timed(row, {
    seconds: seconds(row, chip, weightRates(FORMATS[dtype as keyof typeof FORMATS], chip)),
    microseconds: row.number('latency_us'),
    label: `GEMM ${row.text('m')} × ${row.text('n')} × ${row.text('k')} ${dtype}`,
    framework: row.text('framework'),
  });
};

export const gemmSet: MeasuredSet = {
  file: 'aic_op_gemm',
  doc: 'Dense matrix multiplications timed one by one (ai-dynamo/aiconfigurator kernel tables).',
  columns: [...text('chip', 'framework', 'dtype'), ...number('m', 'n', 'k', 'latency_us')],
  compare: (rows) => rows.map(verdict),
};
