/** Compressed attention (DeepSeek-V4): one key-value vector per `ratio` tokens beside a short window of plain ones. */
import { defaulting, fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import type { Core, Mixer } from './mixer.js';

export interface CompressedShape {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
  readonly queryLatent: number;
  /** Groups of the output projection, and the latent of each. */
  readonly outputGroups: number;
  readonly outputLatent: number;
  readonly window: number;
  /** Tokens behind one compressed entry; absent in layers that keep only their window. */
  readonly ratio?: number | undefined;
  /** Size of the one-byte index key of every compressed entry, where a layer selects among them. */
  readonly indexSize?: number | undefined;
}

/** Keys and values are one shared vector of `headSize` elements. Bytes follow our reading of the published compression ratios; the time of the core is grouped-query
 *  attention over the compressed entries, an estimate no measurement supports yet. */
export const compressed = (shape: CompressedShape): Mixer => {
  const { layers, heads, headSize, queryLatent, outputGroups, outputLatent, window, ratio, indexSize = 0 } = shape;
  const entryBytes = (bytes: number): number => headSize * bytes + indexSize;
  const core = (tensor: number, seen: number, share: number, launches: 0 | 1): Core => {
    const flop = ((4 * heads * headSize) / tensor) * share;
    return {
      curves: 'grouped',
      window: seen,
      bytes: (bytes) => (seen === window ? headSize * bytes : entryBytes(bytes) * share),
      decodeFlop: flop,
      prefillFlop: flop,
      launches,
    };
  };
  return {
    kind: 'compressed',
    layers,
    heads,
    uncalibrated: true,
    matrices: (hidden, tensor) => [
      { columns: queryLatent + headSize, inner: hidden },
      { columns: (heads * headSize) / tensor, inner: queryLatent },
      { columns: outputLatent, inner: (heads * headSize) / tensor },
      { columns: hidden, inner: (outputGroups * outputLatent) / tensor },
    ],
    cores: (tensor) => [
      core(tensor, window, 1, 1),
      ...(ratio === undefined ? [] : [core(tensor, Number.POSITIVE_INFINITY, 1 / ratio, 0)]),
    ],
    growingBytes: (bytes) => (ratio === undefined ? 0 : entryBytes(bytes) / ratio),
    constantBytes: (bytes) => window * headSize * bytes,
    stateTraffic: () => 0,
  };
};

export const compressedEntry = entry({
  kind: 'compressed',
  doc: 'Compressed attention: one key-value vector for several tokens beside a short window.',
  fields: fields({
    layers: size('Layers of this kind.'),
    heads: size('Heads.'),
    headSize: size('Size of a head, and of the shared key-value vector.'),
    queryLatent: size('Size of the query latent.'),
    outputGroups: size('Groups of the output projection.'),
    outputLatent: size('Latent of each output group.'),
    window: size('Plain tokens a layer keeps.'),
    ratio: size('Tokens behind one compressed entry; absent in layers that keep only their window.').optional(),
    indexSize: defaulting(
      size('Size of the one-byte index key of an entry.', { min: 0 }),
      0,
      'no selection among entries',
    ),
  }),
  make: (shape) => compressed(shape),
});
