/** Attention cores timed one by one: grouped-query decoding and reading, and latent attention in both phases. */
import type { Chip } from '../../compute/chips/chip.js';
import { type CoreTimes, coreTimes, type KeyValuePrecision } from '../../compute/kernels/attention.js';
import { grouped } from '../../compute/models/mixers/grouped.js';
import { latent } from '../../compute/models/mixers/latent.js';
import type { Mixer } from '../../compute/models/mixers/mixer.js';
import { widePeak } from '../../compute/precision.js';
import type { MeasuredSet, Skip, Verdict } from '../comparison.js';
import { type Column, number, type Row, text } from '../table.js';
import { chipOf, isMissing, positive, skip, timed } from './kernel-row.js';

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

const latentVerdict = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const precision = precisionOf(row);
  if (typeof precision !== 'string') return precision;
  const phase = row.text('phase');
  if (phase !== 'decode' && phase !== 'prefill') return skip(row, `no phase called ${phase}`);
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
