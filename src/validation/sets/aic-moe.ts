/** Mixture-of-experts layers timed one by one, under even and skewed routing. */
import type { Chip } from '../../compute/chips/chip.js';
import { type ExpertLoad, expertWork } from '../../compute/kernels/moe.js';
import type { ExpertBank } from '../../compute/models/feed-forward/feed-forward.js';
import { type FormatName, weightRates } from '../../compute/precision.js';
import type { KernelCase } from '../calibration/kernels.js';
import { isSkip, type MeasuredSet, type Skip, type Verdict } from '../comparison.js';
import { number, type Row, text } from '../table.js';
import { measuredLoad } from './expert-routing.js';
import { chipOf, isMissing, onSheet, positive, skip, timed } from './kernel-row.js';

/** Formats of the table: block fp8 has a scale per 128 × 128 weights, plain fp8 one per tensor. */
const FORMATS: Readonly<Record<string, readonly [FormatName, 'block' | 'tensor']>> = {
  bfloat16: ['bf16', 'block'],
  fp8: ['fp8', 'tensor'],
  fp8_block: ['fp8', 'block'],
  nvfp4: ['nvfp4', 'block'],
  w4a16_mxfp4: ['mxfp4', 'block'],
  int4_wo: ['int4', 'block'],
};

/** One row, ready for any curve of its chip and format. */
export interface ExpertCase {
  readonly chip: Chip;
  readonly format: FormatName;
  readonly scale: 'block' | 'tensor';
  readonly bank: ExpertBank;
  /** Ranks that split each expert. */
  readonly split: number;
  readonly load: ExpertLoad;
}

export const readExperts = (row: Row): ExpertCase | Skip => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const dtype = row.text('dtype');
  if (!Object.hasOwn(FORMATS, dtype)) return skip(row, `no curve for ${dtype} experts`);
  if (!positive(row, 'tokens', 'hidden', 'inter', 'topk', 'experts', 'tp', 'ep'))
    return skip(row, 'a size that is not positive');
  const [experts, topK, ranks] = [row.number('experts'), row.number('topk'), row.number('ep')];
  if (topK > experts || ranks > experts || experts > 1e5) return skip(row, 'more experts asked for than there are');
  const distribution = row.text('distribution');
  const load = measuredLoad(distribution, row.number('tokens'), topK, experts, ranks);
  if (load === undefined) return skip(row, `no routing called ${distribution}`);
  const [format, scale] = FORMATS[dtype]!;
  return {
    chip,
    format,
    scale,
    bank: { experts, topK, input: row.number('hidden'), width: row.number('inter'), matrices: 3 },
    split: row.number('tp'),
    load,
  };
};

const verdict = (row: Row): Verdict => {
  const found = readExperts(row);
  return isMissing(found) ? found : verdictOf(row, found);
};

const verdictOf = (row: Row, found: ExpertCase): Verdict => {
  const { chip, format, scale, bank, split, load } = found;
  const rates = weightRates(format, chip, scale);
  return timed(row, {
    seconds: rates.experts.launch + expertWork(bank, rates, chip.bandwidth.value, split)(load),
    microseconds: row.number('latency_us'),
    label: `experts, ${row.text('tokens')} tokens, ${bank.topK} of ${bank.experts} of ${bank.input} × ${bank.width}, TP${split} EP${row.text('ep')}, ${row.text('distribution')}, ${row.text('dtype')}`,
    framework: row.text('framework'),
  });
};

/** Share of bandwidth, share of peak, launch of the layer [µs]. */
export const EXPERTS_FORM = { low: [0.05, 0.02, 1], high: [1, 1, 120], start: [0.75, 0.35, 40] };

/** Rows that can be compared, each under any curve. */
export const expertCases = (rows: readonly Row[]): readonly KernelCase[] =>
  rows.flatMap((row) => {
    const found = readExperts(row);
    if (isMissing(found)) return [];
    const compared = verdictOf(row, found);
    if (isSkip(compared)) return [];
    const { chip, format, scale, bank, split, load } = found;
    const { rates, bandwidth } = onSheet(chip, weightRates(format, chip, scale));
    return [
      {
        chip: chip.kernels.curves,
        format: format === 'fp8' ? `fp8${scale === 'block' ? 'Block' : 'Tensor'}` : format,
        configuration: compared.configuration,
        measured: compared.measured * 1e-6,
        predicted: compared.predicted * 1e-6,
        under: ([memory, compute, launch]) =>
          launch! * 1e-6 +
          expertWork(
            bank,
            { ...rates, experts: { memory: memory!, compute: compute!, launch: 0 } },
            bandwidth,
            split,
          )(load),
      },
    ];
  });

export const expertsSet: MeasuredSet = {
  file: 'aic_op_moe',
  doc: 'Mixture-of-experts layers on their slowest rank, timed alone (ai-dynamo/aiconfigurator kernel tables).',
  columns: [
    ...text('chip', 'framework', 'dtype', 'distribution'),
    ...number('tokens', 'hidden', 'inter', 'topk', 'experts', 'tp', 'ep', 'latency_us'),
  ],
  compare: (rows) => rows.map(verdict),
};
