/** Linear and state-space layers: a constant 32-bit state per sequence instead of keys and values. */
import { fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import type { Mixer } from './mixer.js';

const BYTES_PER_STATE_ELEMENT = 4;

export interface LinearShape {
  readonly layers: number;
  /** State heads: tensor parallelism must divide them. */
  readonly heads: number;
  /** Elements of the state of one sequence in one layer. */
  readonly stateElements: number;
  /** Projected columns of all input and output projections together; with `hidden` rows each they are the layer's parameters. */
  readonly columns: number;
}

/** Projections count as one GEMM; every step reads and writes the state of each sequence (docs/model.md, linear layers; no measurement of these kernels is public). */
const linear = (kind: string, { layers, heads, stateElements, columns }: LinearShape): Mixer => ({
  kind,
  layers,
  heads,
  uncalibrated: true,
  matrices: (hidden, tensor) => [{ columns: columns / tensor, inner: hidden }],
  cores: () => [],
  growingBytes: () => 0,
  constantBytes: (_bytes, tensor) => (BYTES_PER_STATE_ELEMENT * stateElements) / tensor,
  stateTraffic: (tensor) => (2 * BYTES_PER_STATE_ELEMENT * stateElements) / tensor,
});

/** Gated DeltaNet: queries and keys of `keyHeads`, values, gate and output of `valueHeads`, two scalars per value head. */
export const gatedDeltaNet = ({
  layers,
  keyHeads,
  valueHeads,
  headSize,
}: {
  layers: number;
  keyHeads: number;
  valueHeads: number;
  headSize: number;
}): Mixer =>
  linear('gated delta net', {
    layers,
    heads: keyHeads,
    stateElements: valueHeads * headSize * headSize,
    columns: 2 * keyHeads * headSize + 3 * valueHeads * headSize + 2 * valueHeads,
  });

/** Kimi delta attention: queries, keys, values, gate and output of the same width. */
export const kimiDelta = ({ layers, heads, headSize }: { layers: number; heads: number; headSize: number }): Mixer =>
  linear('kimi delta attention', {
    layers,
    heads,
    stateElements: heads * headSize * headSize,
    columns: 5 * heads * headSize,
  });

/** Mamba-2: input projection to twice the inner width, keys and queries of each group, one step per head; output projection back. */
export const mamba2 = ({
  layers,
  heads,
  groups,
  inner,
  state,
}: {
  layers: number;
  heads: number;
  groups: number;
  inner: number;
  state: number;
}): Mixer =>
  linear('mamba-2', { layers, heads, stateElements: inner * state, columns: 3 * inner + 2 * groups * state + heads });

const layers = size('Layers of this kind.');

export const gatedDeltaNetEntry = entry({
  kind: 'gated-delta-net',
  doc: 'Gated DeltaNet: a constant state per value head.',
  fields: fields({
    layers,
    keyHeads: size('Query and key heads.'),
    valueHeads: size('Value heads.'),
    headSize: size('Size of a head.'),
  }),
  make: gatedDeltaNet,
});

export const kimiDeltaEntry = entry({
  kind: 'kimi-delta',
  doc: 'Kimi delta attention: a constant state per head.',
  fields: fields({ layers, heads: size('Heads.'), headSize: size('Size of a head.') }),
  make: kimiDelta,
});

export const mamba2Entry = entry({
  kind: 'mamba-2',
  doc: 'Mamba-2: a constant state-space memory.',
  fields: fields({
    layers,
    heads: size('State heads.'),
    groups: size('Groups that share keys and queries.'),
    inner: size('Inner width.'),
    state: size('State size per inner channel.'),
  }),
  make: mamba2,
});
