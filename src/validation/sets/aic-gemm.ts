/** Dense matrix multiplications timed one by one. */
import type { Chip } from '../../compute/chips/chip.js';
import type { GemmRow } from '../../compute/curves/gemm.js';
import { gemm } from '../../compute/kernels/gemm.js';
import { Tally } from '../../compute/kernels/tally.js';
import { type FormatName, type Rates, weightRates } from '../../compute/precision.js';
import type { KernelCase } from '../calibration/kernels.js';
import { isSkip, type MeasuredSet, type Skip, type Verdict } from '../comparison.js';
import { number, type Row, text } from '../table.js';
import { chipOf, isMissing, onSheet, positive, skip, timed } from './kernel-row.js';

/** Formats of the table, and the rows of the curves that describe them; `sq` is SmoothQuant, 8 bits on both sides. */
const FORMATS: Readonly<Record<string, readonly [FormatName, GemmRow]>> = {
  bfloat16: ['bf16', 'bf16'],
  fp8: ['fp8', 'fp8'],
  fp8_block: ['fp8-block', 'fp8Block'],
  nvfp4: ['nvfp4', 'nvfp4'],
  sq: ['int8', 'int8'],
  int8_wo: ['int8-weights', 'wide8'],
  int4_wo: ['int4-weights', 'wide4'],
};

interface GemmCase {
  readonly chip: Chip;
  readonly format: FormatName;
  readonly row: GemmRow;
  readonly rows: number;
  readonly matrix: { readonly columns: number; readonly inner: number };
}

const read = (row: Row): GemmCase | Skip => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const dtype = row.text('dtype');
  if (!Object.hasOwn(FORMATS, dtype)) return skip(row, `no curve for ${dtype} weights`);
  if (dtype === 'fp8_block' && row.text('framework') === 'vllm')
    return skip(row, 'fp8_block under vLLM takes 60 to 190 µs whatever the shape: the host launched it');
  if (!positive(row, 'm', 'n', 'k')) return skip(row, 'a size that is not positive');
  const [format, curve] = FORMATS[dtype]!;
  return {
    chip,
    format,
    row: curve,
    rows: row.number('m'),
    matrix: { columns: row.number('n'), inner: row.number('k') },
  };
};

const seconds = ({ matrix, rows }: GemmCase, rates: Rates, bandwidth: number): number => {
  const tally = new Tally();
  gemm(matrix, 1, rates, bandwidth, () => rows)({ tokens: rows, groupTokens: rows, rows }, tally);
  return tally.work + tally.launch;
};

const verdict = (row: Row): Verdict => {
  const found = read(row);
  if (isMissing(found)) return found;
  return timed(row, {
    seconds: seconds(found, weightRates(found.format, found.chip), found.chip.bandwidth.value),
    microseconds: row.number('latency_us'),
    label: `GEMM ${row.text('m')} × ${row.text('n')} × ${row.text('k')} ${row.text('dtype')}`,
    framework: row.text('framework'),
  });
};

/** Share of bandwidth, share of peak, launch [µs], half-saturation rows and columns. */
export const GEMM_FORM = { low: [0.1, 0.02, 0.1, 1, 1], high: [1, 1, 60, 400, 6000], start: [0.75, 0.6, 8, 60, 400] };

/** Rows that can be compared, each under any curve. */
export const gemmCases = (rows: readonly Row[]): readonly KernelCase[] =>
  rows.flatMap((row) => {
    const found = read(row);
    const compared = verdict(row);
    if (isMissing(found) || isSkip(compared)) return [];
    const { rates, bandwidth } = onSheet(found.chip, weightRates(found.format, found.chip));
    const under = ([memory, compute, launch, halfRows, halfColumns]: readonly number[]): number =>
      seconds(
        found,
        {
          ...rates,
          gemm: {
            memory: memory!,
            compute: compute!,
            launch: launch! * 1e-6,
            halfRows: halfRows!,
            halfColumns: halfColumns!,
          },
        },
        bandwidth,
      );
    return [
      {
        chip: found.chip.kernels.curves,
        format: found.row,
        configuration: compared.configuration,
        measured: compared.measured * 1e-6,
        predicted: compared.predicted * 1e-6,
        under,
      },
    ];
  });

export const gemmSet: MeasuredSet = {
  file: 'aic_op_gemm',
  doc: 'Dense matrix multiplications timed one by one (ai-dynamo/aiconfigurator kernel tables).',
  columns: [...text('chip', 'framework', 'dtype'), ...number('m', 'n', 'k', 'latency_us')],
  compare: (rows) => rows.map(verdict),
};
