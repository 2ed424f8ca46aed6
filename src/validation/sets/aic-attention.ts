/** Attention cores timed one by one: grouped-query decoding and reading, and latent attention in both phases. */
import type { Chip } from '../../compute/chips/chip.js';
import { type CoreTimes, coreTimes, type KeyValuePrecision } from '../../compute/kernels/attention.js';
import { grouped } from '../../compute/models/mixers/grouped.js';
import { latent } from '../../compute/models/mixers/latent.js';
import type { Mixer } from '../../compute/models/mixers/mixer.js';
import { weightRates, widePeak } from '../../compute/precision.js';
import type { KernelCase } from '../calibration/kernels.js';
import { isSkip, type MeasuredSet, type Skip, type Verdict } from '../comparison.js';
import { type Column, number, type Row, text } from '../table.js';
import { chipOf, isMissing, onSheet, positive, skip, timed } from './kernel-row.js';

/** Element types of keys and values in these tables. */
const KEY_VALUES: Readonly<Record<string, KeyValuePrecision>> = { bfloat16: 'bf16', float16: 'bf16', fp8: 'fp8' };

const times = (mixer: Mixer, chip: Chip, precision: KeyValuePrecision): CoreTimes =>
  coreTimes(mixer.cores(1)[0]!, chip, widePeak(chip) ?? Number.NaN, precision, 0);

const decodeSeconds = ({ decode, decodeLaunch }: CoreTimes, batch: number, context: number): number =>
  decodeLaunch + batch * context * decode.work;

/** `prefix` tokens of each prompt are in the cache already. */
const prefillSeconds = (core: CoreTimes, batch: number, chunk: number, prefix: number): number => {
  const pairs = batch * chunk * (prefix + chunk / 2);
  return core.prefillLaunch + pairs * core.pair.work + (pairs / (prefix + chunk)) * core.pairPerLength.work;
};

const precisionOf = (row: Row): KeyValuePrecision | Skip => {
  const name = row.text('kv_dtype');
  return Object.hasOwn(KEY_VALUES, name) ? KEY_VALUES[name]! : skip(row, `no curve for keys and values in ${name}`);
};

const groupedMixer = (row: Row): Mixer =>
  grouped({
    layers: 1,
    heads: row.number('heads'),
    keyValueHeads: row.number('kv_heads'),
    headSize: row.number('head_dim'),
  });
const groupedLabel = (row: Row): string =>
  `${row.text('heads')}/${row.text('kv_heads')} heads of ${row.text('head_dim')}, ${row.text('kv_dtype')}`;

/** A kernel whose time is a launch and √((bytes/share)² + (arithmetic/share)²): share of bandwidth, share of peak, launch [µs]. */
export const DECODE_FORM = { low: [0.02, 0.02, 1], high: [1, 1, 80], start: [0.75, 0.5, 20] };
/** A kernel whose time is a launch and arithmetic/share·(1 + l½/l): share of peak, l½, launch [µs]. */
export const PREFILL_FORM = { low: [0.02, 1, 1], high: [1, 6000, 200], start: [0.5, 900, 20] };

/** A decoding core of one layer under any curve. */
const decodeUnder = (mixer: Mixer, chip: Chip, bytes: number, read: number) => {
  const core = mixer.cores(1)[0]!;
  const sheet = onSheet(chip, weightRates('bf16', chip));
  const [memory, compute] = [(read * core.bytes(bytes)) / sheet.bandwidth, (read * core.decodeFlop) / sheet.rates.peak];
  return ([memoryShare, computeShare, launch]: readonly number[]): number =>
    launch! * 1e-6 + Math.hypot(memory / memoryShare!, compute / computeShare!);
};

/** A reading core of one layer under any curve; `chunk` tokens of each prompt after `prefix`. */
const prefillUnder = (mixer: Mixer, chip: Chip, batch: number, chunk: number, prefix: number) => {
  const pairs = batch * chunk * (prefix + chunk / 2);
  const arithmetic = (pairs * mixer.cores(1)[0]!.prefillFlop) / onSheet(chip, weightRates('bf16', chip)).rates.peak;
  return ([share, half, launch]: readonly number[]): number =>
    launch! * 1e-6 + (arithmetic / share!) * (1 + half! / (prefix + chunk));
};

/** A row that can be compared, under any curve. */
const caseOf = (row: Row, compared: Verdict, format: string, under: KernelCase['under']): readonly KernelCase[] => {
  const chip = chipOf(row);
  if (isMissing(chip) || isSkip(compared)) return [];
  const { configuration, measured, predicted } = compared;
  return [
    {
      chip: chip.kernels.curves,
      format,
      configuration,
      measured: measured * 1e-6,
      predicted: predicted * 1e-6,
      under,
    },
  ];
};

const ELEMENT = { bf16: 2, fp8: 1 } as const;

export const decodeCases = (rows: readonly Row[]): readonly KernelCase[] =>
  rows.flatMap((row) => {
    const [chip, precision] = [chipOf(row), precisionOf(row)];
    if (isMissing(chip) || typeof precision !== 'string') return [];
    const read = row.number('batch') * row.number('ctx');
    const under = decodeUnder(groupedMixer(row), chip, ELEMENT[precision], read);
    return caseOf(row, decodeVerdict(row), precision, under);
  });

export const prefillCases = (rows: readonly Row[]): readonly KernelCase[] =>
  rows.flatMap((row) => {
    const chip = chipOf(row);
    if (isMissing(chip)) return [];
    const sizes = [row.number('batch'), row.number('isl'), row.number('step')] as const;
    /** One curve for both formats of keys and values, as the step has it. */
    return caseOf(row, prefillVerdict(row), 'reading', prefillUnder(groupedMixer(row), chip, ...sizes));
  });

const decodeVerdict = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const precision = precisionOf(row);
  if (typeof precision !== 'string') return precision;
  if (!positive(row, 'batch', 'ctx', 'heads', 'kv_heads', 'head_dim')) return skip(row, 'a size that is not positive');
  return timed(row, {
    seconds: decodeSeconds(times(groupedMixer(row), chip, precision), row.number('batch'), row.number('ctx')),
    microseconds: row.number('latency_us'),
    label: `decode attention, ${row.text('batch')} × ${row.text('ctx')}, ${groupedLabel(row)}`,
    framework: row.text('framework'),
  });
};

const prefillVerdict = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const precision = precisionOf(row);
  if (typeof precision !== 'string') return precision;
  if (!positive(row, 'batch', 'isl', 'heads', 'kv_heads', 'head_dim') || row.number('step') < 0)
    return skip(row, 'a size that is not positive');
  const core = times(groupedMixer(row), chip, precision);
  return timed(row, {
    seconds: prefillSeconds(core, row.number('batch'), row.number('isl'), row.number('step')),
    microseconds: row.number('latency_us'),
    label: `prefill attention, ${row.text('batch')} × ${row.text('isl')} after ${row.text('step')}, ${groupedLabel(row)}`,
    framework: row.text('framework'),
  });
};

/** The latent attention of DeepSeek-V3, which the table measures; only the heads on a rank vary. */
const latentMixer = (heads: number): Mixer =>
  latent({ layers: 1, heads, queryLatent: 1536, latent: 512, nopeSize: 128, ropeSize: 64, valueSize: 128 });

/** Chips on which the table timed a kernel without tensor-core paths of its own. */
const ABSORBED: ReadonlySet<string> = new Set(['h100', 'h200', 'rtxPro6000']);

export const latentCases = (rows: readonly Row[], phase: 'decode' | 'prefill'): readonly KernelCase[] =>
  rows
    .filter((row) => row.text('phase') === phase)
    .flatMap((row) => {
      const [chip, precision] = [chipOf(row), precisionOf(row)];
      if (isMissing(chip) || typeof precision !== 'string') return [];
      const mixer = latentMixer(row.number('heads'));
      const batch = row.number('batch');
      return phase === 'decode'
        ? caseOf(
            row,
            latentVerdict(row),
            precision,
            decodeUnder(mixer, chip, ELEMENT[precision], batch * row.number('ctx')),
          )
        : caseOf(
            row,
            latentVerdict(row),
            'reading',
            prefillUnder(mixer, chip, batch, row.number('isl'), row.number('step')),
          );
    });

const latentVerdict = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const precision = precisionOf(row);
  if (typeof precision !== 'string') return precision;
  const phase = row.text('phase');
  if (phase !== 'decode' && phase !== 'prefill') return skip(row, `no phase called ${phase}`);
  if (ABSORBED.has(chip.kernels.curves) && phase === 'prefill')
    return skip(row, 'prompts read in absorbed form, 3.4 times the arithmetic, as serving engines do not');
  if (ABSORBED.has(chip.kernels.curves) && precision === 'fp8')
    return skip(row, 'an 8-bit latent at 6 to 8 % of bandwidth on Hopper, where serving engines keep 16 bits');
  if (!positive(row, 'batch', 'heads', phase === 'decode' ? 'ctx' : 'isl') || row.number('step') < 0)
    return skip(row, 'a size that is not positive');
  const core = times(latentMixer(row.number('heads')), chip, precision);
  const batch = row.number('batch');
  return timed(row, {
    seconds:
      phase === 'decode'
        ? decodeSeconds(core, batch, row.number('ctx'))
        : prefillSeconds(core, batch, row.number('isl'), row.number('step')),
    microseconds: row.number('latency_us'),
    label: `latent ${phase}, ${row.text('batch')} × ${row.text('ctx')}, ${row.text('heads')} heads, ${row.text('kv_dtype')}`,
    framework: row.text('framework'),
  });
};

const SOURCE = '(ai-dynamo/aiconfigurator kernel tables)';
const COMMON: readonly Column[] = [...text('chip', 'framework', 'kv_dtype'), ...number('batch', 'latency_us')];
const HEADS = number('heads', 'kv_heads', 'head_dim');

export const decodeAttentionSet: MeasuredSet = {
  file: 'aic_op_attn_decode',
  doc: `Grouped-query attention of one layer while decoding, timed alone ${SOURCE}.`,
  columns: [...COMMON, ...HEADS, ...number('ctx')],
  compare: (rows) => rows.map(decodeVerdict),
};

export const prefillAttentionSet: MeasuredSet = {
  file: 'aic_op_attn_prefill',
  doc: `Grouped-query attention of one layer while reading prompts, timed alone ${SOURCE}.`,
  columns: [...COMMON, ...HEADS, ...number('isl', 'step')],
  compare: (rows) => rows.map(prefillVerdict),
};

export const latentAttentionSet: MeasuredSet = {
  file: 'aic_op_mla',
  doc: `Latent attention of one layer in both phases, timed alone ${SOURCE}.`,
  columns: [...COMMON, ...text('phase'), ...number('heads', 'ctx', 'isl', 'step')],
  compare: (rows) => rows.map(latentVerdict),
};
