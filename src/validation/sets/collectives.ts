/** Collectives timed one by one: all-reduce of serving frameworks, NCCL, and the exchange of experts' tokens. */
import type { Chip } from '../../compute/chips/chip.js';
import type { AllReduceStack } from '../../compute/curves/collectives.js';
import { allReduce, allToAll, boxLink } from '../../compute/kernels/collectives.js';
import { type Kernel, Tally } from '../../compute/kernels/tally.js';
import type { MeasuredSet, Verdict } from '../comparison.js';
import { number, type Row, text } from '../table.js';
import { chipOf, isMissing, positive, skip, timed } from './kernel-row.js';

const secondsOf = (kernel: Kernel, tokens: number): number => {
  const tally = new Tally();
  kernel({ tokens, groupTokens: tokens, rows: tokens }, tally);
  return tally.work + tally.launch;
};

const STACKS: Readonly<Record<string, AllReduceStack>> = { vllm: 'vllm', sglang: 'sglang', trtllm: 'tensorrt' };

const reduced = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  const stack = STACKS[row.text('framework')];
  if (stack === undefined) return skip(row, `no curve for ${row.text('framework')}`);
  if (row.text('kernel_source').endsWith('eager'))
    return skip(row, 'launched by the host one by one, as serving engines no longer do');
  if (!positive(row, 'num_gpus', 'msg_elems') || row.number('num_gpus') < 2)
    return skip(row, 'a size that is not positive');
  return timed(row, {
    seconds: secondsOf(allReduce(chip, stack, row.number('num_gpus'), 1, row.number('msg_elems')), 1),
    microseconds: row.number('latency_us'),
    framework: row.text('framework'),
    label: `all-reduce of ${row.number('msg_elems')} elements over ${row.number('num_gpus')}`,
  });
};

export const allReduceSet: MeasuredSet = {
  file: 'aic_op_allreduce',
  doc: 'All-reduce kernels of serving frameworks (ai-dynamo/aiconfigurator kernel tables).',
  columns: [...text('chip', 'framework', 'kernel_source'), ...number('num_gpus', 'msg_elems', 'latency_us')],
  compare: (rows) => rows.map(reduced),
};

/** NCCL's launch and hand-shake for 2, 4 and 8 chips [s], rounded from the table itself. */
const HOPPER = { 2: 7e-6, 4: 11e-6, 8: 17e-6 };
const OTHERS = { 2: 12e-6, 4: 16e-6, 8: 25e-6 };
const latencyOf = (chip: Chip, ranks: number): number | undefined =>
  ((chip.kernels.curves === 'h100' || chip.kernels.curves === 'h200' ? HOPPER : OTHERS) as Record<number, number>)[
    ranks
  ];
/** Share of the link it reaches with large messages. */
const NCCL_SHARE = 0.7;
/** Bytes a chip sends for each byte of its message, over (n − 1)/n. */
const TRAFFIC: Readonly<Record<string, number>> = { all_reduce: 2, all_gather: 1, reduce_scatter: 1, alltoall: 1 };
const BYTES: Readonly<Record<string, number>> = { half: 2, int8: 1 };

const library = (row: Row): Verdict => {
  const chip: Chip | Verdict = chipOf(row);
  if (isMissing(chip)) return chip;
  const [ranks, operation] = [row.number('num_gpus'), row.text('op_name')];
  const [latency, traffic, bytes] = [latencyOf(chip, ranks), TRAFFIC[operation], BYTES[row.text('dtype')]];
  if (latency === undefined || traffic === undefined || bytes === undefined || !positive(row, 'msg_elems'))
    return skip(row, `no curve for ${operation} of ${row.text('dtype')} over ${ranks} chips`);
  const sent = traffic * bytes * row.number('msg_elems') * ((ranks - 1) / ranks);
  return timed(row, {
    seconds: latency + sent / (NCCL_SHARE * boxLink(chip).bandwidth),
    microseconds: row.number('latency_us'),
    framework: 'nccl',
    label: `${operation} of ${row.number('msg_elems')} ${row.text('dtype')} over ${ranks}`,
  });
};

export const ncclSet: MeasuredSet = {
  file: 'aic_op_nccl',
  doc: 'NCCL collectives (ai-dynamo/aiconfigurator kernel tables); no step of the model uses them.',
  columns: [...text('chip', 'op_name', 'dtype'), ...number('num_gpus', 'msg_elems', 'latency_us')],
  compare: (rows) => rows.map(library),
};

/** Boxes of the profiled topologies. */
const TOPOLOGIES: Readonly<Record<string, string>> = { a100_dgx: 'a100', h100_dgx: 'h100' };

const profiled = (row: Row): Verdict => {
  const name = TOPOLOGIES[row.text('topo')];
  if (name === undefined) return skip(row, `no chip of the catalogue in ${row.text('topo')}`);
  const chip = chipOf(row, name);
  if (isMissing(chip)) return chip;
  const ranks = row.number('n_workers');
  const latency = latencyOf(chip, ranks);
  if (row.text('op') !== 'all_reduce' || row.number('devices_per_node') !== ranks || latency === undefined)
    return skip(row, 'only all-reduce inside one box is compared');
  const sent = 2 * row.number('size_bytes') * ((ranks - 1) / ranks);
  return timed(row, {
    seconds: latency + sent / (NCCL_SHARE * boxLink(chip).bandwidth),
    microseconds: row.number('latency_ms') * 1e3,
    framework: 'nccl',
    label: `all-reduce of ${row.number('size_bytes')} B over ${ranks}`,
    chip: name,
  });
};

export const vidurNetworkSet: MeasuredSet = {
  file: 'vidur_network',
  doc: 'Collectives of 2023 (microsoft/vidur profiles); no step of the model uses them.',
  columns: [...text('topo', 'op'), ...number('n_workers', 'devices_per_node', 'size_bytes', 'latency_ms')],
  compare: (rows) => rows.map(profiled),
};

/** Ranks of one box in the table. */
const BOX = 8;

const exchanged = (row: Row): Verdict => {
  const chip = chipOf(row);
  if (isMissing(chip)) return chip;
  if (!positive(row, 'node_num', 'hidden', 'tokens', 'topk')) return skip(row, 'a size that is not positive');
  const ranks = BOX * row.number('node_num');
  const kernel = allToAll(
    chip,
    { tensor: 1, data: ranks, expert: ranks },
    1,
    row.number('hidden'),
    row.number('topk'),
    1,
  );
  return timed(row, {
    seconds: secondsOf(kernel, row.number('tokens')),
    microseconds: row.number('dispatch_us') + row.number('combine_us'),
    framework: 'sglang',
    label: `expert exchange of ${row.number('tokens')} × ${row.number('hidden')}, top ${row.number('topk')}`,
  });
};

export const exchangeSet: MeasuredSet = {
  file: 'aic_op_deepep_ll',
  doc: 'Dispatch and combine of experts’ tokens by DeepEP low-latency kernels, together (ai-dynamo/aiconfigurator kernel tables).',
  columns: [...text('chip'), ...number('node_num', 'hidden', 'tokens', 'topk', 'dispatch_us', 'combine_us')],
  compare: (rows) => rows.map(exchanged),
};
