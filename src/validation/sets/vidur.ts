/** Layers timed in parts: the four dense multiplications of a layer, and everything between them. */
import type { Chip } from '../../compute/chips/chip.js';
import { gemm } from '../../compute/kernels/gemm.js';
import { elementwise } from '../../compute/kernels/overhead.js';
import { type Kernel, Tally } from '../../compute/kernels/tally.js';
import { weightRates } from '../../compute/precision.js';
import type { MeasuredSet, Verdict } from '../comparison.js';
import { number, type Row, text } from '../table.js';
import { chipOf, isMissing, positive, skip, timed } from './kernel-row.js';

/** Phi-2's feed-forward has no gate; those of the others have two matrices in one multiplication. */
const UNGATED = /phi-2/;

const kernelsOf = (row: Row, chip: Chip): readonly Kernel[] => {
  const [tensor, hidden] = [row.number('tp'), row.number('n_layer_dim')];
  const [heads, groups, width] = [row.number('n_head'), row.number('n_kv_head'), row.number('ffn')];
  const size = hidden / heads;
  const up = (UNGATED.test(row.text('model')) ? 1 : 2) * width;
  const rates = weightRates('bf16', chip);
  return [
    { columns: ((heads + 2 * Math.max(groups, tensor)) * size) / tensor, inner: hidden },
    { columns: hidden, inner: hidden / tensor },
    { columns: up / tensor, inner: hidden },
    { columns: hidden, inner: width / tensor },
  ].map((matrix) => gemm(matrix, 1, rates, chip.bandwidth.value, ({ tokens }) => tokens));
};

const secondsOf = (kernels: readonly Kernel[], tokens: number): number => {
  const tally = new Tally();
  for (const kernel of kernels) kernel({ tokens, groupTokens: tokens, rows: tokens }, tally);
  return tally.work + tally.launch;
};

const compareRow = (row: Row): readonly Verdict[] => {
  const chip = chipOf(row);
  if (isMissing(chip)) return [chip];
  if (!positive(row, 'tp', 'n_layer_dim', 'n_head', 'n_kv_head', 'ffn', 'tokens'))
    return [skip(row, 'a size that is not positive')];
  const tokens = row.number('tokens');
  const shared = { model: row.text('model'), framework: 'profile' };
  const what = `a layer of ${row.text('model')}, tensor ${row.number('tp')}, ${tokens} tokens`;
  const rest = elementwise(1, row.number('n_layer_dim'), row.number('ffn') / row.number('tp'), chip.bandwidth.value);
  return [
    timed(row, {
      ...shared,
      seconds: secondsOf(kernelsOf(row, chip), tokens),
      microseconds: row.number('linear_ms') * 1e3,
      label: `multiplications of ${what}`,
    }),
    timed(row, {
      ...shared,
      seconds: secondsOf([rest], tokens),
      microseconds: row.number('other_ms') * 1e3,
      label: `everything else in ${what}`,
    }),
  ];
};

export const vidurLayerSet: MeasuredSet = {
  file: 'vidur_layer_linear',
  doc: 'Layers of dense models in 16 bits (microsoft/vidur profiles).',
  columns: [
    ...text('chip', 'model'),
    ...number('tp', 'n_layer_dim', 'n_head', 'n_kv_head', 'ffn', 'tokens', 'linear_ms', 'other_ms'),
  ],
  compare: (rows) => rows.flatMap(compareRow),
};
