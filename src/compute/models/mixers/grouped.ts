/** Grouped-query attention in its variants: multi-head, gated output, shared keys and values, and windowed or chunked layers. */
import { defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import type { Mixer } from './mixer.js';

export interface GroupedShape {
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Size of a query and key head. */
  readonly headSize: number;
  /** Size of a value head where it differs. */
  readonly valueSize?: number | undefined;
  /** Tokens a layer looks back, by sliding window or chunk; unlimited if absent. */
  readonly window?: number | undefined;
  /** The output is gated by a second projection of the size of the queries. */
  readonly gated?: boolean | undefined;
  /** Values are the keys: one projection and one copy in the cache. */
  readonly keysAreValues?: boolean | undefined;
}

/** Per rank: query, key and value projection in one GEMM, output projection in another; key-value heads are replicated once tensor exceeds them.
 *  Core: 2·heads·(h + v) FLOP and (h + v)·kv-heads elements (h where values are the keys) per token of context (docs/model.md, attention). */
export const grouped = (shape: GroupedShape): Mixer => {
  const { layers, heads, keyValueHeads, headSize, window = Number.POSITIVE_INFINITY } = shape;
  const valueSize = shape.valueSize ?? headSize;
  const heldHeads = (tensor: number): number => Math.max(1, keyValueHeads / tensor);
  const cached = headSize + (shape.keysAreValues ? 0 : valueSize);
  const bytesPerToken = (bytes: number, tensor: number): number => heldHeads(tensor) * cached * bytes;
  return {
    kind: window === Number.POSITIVE_INFINITY ? 'grouped-query' : 'windowed grouped-query',
    layers,
    heads,
    uncalibrated: false,
    matrices: (hidden, tensor) => [
      {
        columns: ((shape.gated ? 2 : 1) * heads * headSize) / tensor + heldHeads(tensor) * cached,
        inner: hidden,
      },
      { columns: hidden, inner: (heads * valueSize) / tensor },
    ],
    cores: (tensor) => {
      const flop = (2 * heads * (headSize + valueSize)) / tensor;
      return [
        {
          curves: 'grouped',
          window,
          bytes: (bytes) => bytesPerToken(bytes, tensor),
          decodeFlop: flop,
          prefillFlop: flop,
          launches: 1,
        },
      ];
    },
    growingBytes: (bytes, tensor) => (window === Number.POSITIVE_INFINITY ? bytesPerToken(bytes, tensor) : 0),
    constantBytes: (bytes, tensor) => (window === Number.POSITIVE_INFINITY ? 0 : window * bytesPerToken(bytes, tensor)),
    stateTraffic: () => 0,
  };
};

export const groupedEntry = entry({
  kind: 'grouped',
  doc: 'Grouped-query or multi-head attention, plain or with a window.',
  fields: fields({
    layers: size('Layers of this kind.'),
    heads: size('Query heads.'),
    keyValueHeads: size('Key and value heads; as many as query heads in multi-head attention.'),
    headSize: size('Size of a query and key head.'),
    valueSize: size('Size of a value head, where it differs.').optional(),
    window: size('Tokens a layer looks back; unlimited if absent.').optional(),
    gated: defaulting(
      flag('The output is gated by a projection as wide as the queries.'),
      false,
      'most models have no gate',
    ),
    keysAreValues: defaulting(flag('Values are projected once together with keys.'), false, 'most models project both'),
  }),
  make: (shape) => grouped(shape),
});
