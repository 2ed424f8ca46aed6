/** Multi-head latent attention (MLA), with the lightning indexer of sparse attention (DSA) and the gated variant without rotary part. */
import { defaulting, fields, flag } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { size } from '../size.js';
import type { Core, Matrix, Mixer } from './mixer.js';

export interface LatentShape {
  readonly layers: number;
  readonly heads: number;
  /** Size of the query latent; 0 where queries are projected directly. */
  readonly queryLatent: number;
  readonly latent: number;
  readonly nopeSize: number;
  readonly ropeSize: number;
  readonly valueSize: number;
  /** The output is gated by a projection of its own size. */
  readonly gated?: boolean | undefined;
  /** Sparse attention: an indexer reads every index key and the core only the best `top` tokens. */
  readonly indexer?: { readonly top: number; readonly heads: number; readonly size: number } | undefined;
}

/** The latent of a token is one vector shared by all heads, so every tensor rank holds all of it. Decoding absorbs the up-projections: 2·heads·(2·latent + rope) FLOP
 *  per token of context; reading expands them: 2·heads·(nope + rope + value). Index keys take one byte an element (docs/model.md, latent attention). */
export const latent = (shape: LatentShape): Mixer => {
  const { layers, heads, queryLatent, nopeSize, ropeSize, valueSize, indexer } = shape;
  const cached = shape.latent + ropeSize;
  const held = (bytes: number): number => cached * bytes + (indexer?.size ?? 0);
  return {
    kind: indexer === undefined ? 'latent' : 'sparse latent',
    layers,
    heads,
    uncalibrated: indexer !== undefined || shape.gated === true,
    matrices: (hidden, tensor) => {
      const queries = (heads * (nopeSize + ropeSize)) / tensor;
      const matrices: Matrix[] =
        queryLatent > 0
          ? [
              { columns: queryLatent + cached, inner: hidden },
              { columns: queries, inner: queryLatent },
            ]
          : [{ columns: cached + queries, inner: hidden }];
      matrices.push(
        { columns: hidden, inner: (heads * valueSize) / tensor },
        { columns: shape.latent, inner: (heads * (nopeSize + valueSize)) / tensor, wide: true },
      );
      if (shape.gated) matrices.push({ columns: (heads * valueSize) / tensor, inner: hidden });
      if (indexer !== undefined) {
        matrices.push(
          { columns: indexer.heads * indexer.size, inner: queryLatent },
          { columns: indexer.size + indexer.heads, inner: hidden },
        );
      }
      return matrices;
    },
    cores: (tensor) => {
      const core: Core = {
        curves: 'latent',
        window: indexer?.top ?? Number.POSITIVE_INFINITY,
        bytes: (bytes) => cached * bytes,
        decodeFlop: (2 * heads * (2 * shape.latent + ropeSize)) / tensor,
        prefillFlop: (2 * heads * (nopeSize + ropeSize + valueSize)) / tensor,
        launches: 1,
      };
      if (indexer === undefined) return [core];
      const flop = 2 * indexer.heads * indexer.size;
      return [
        core,
        {
          curves: 'latent',
          window: Number.POSITIVE_INFINITY,
          bytes: () => indexer.size,
          decodeFlop: flop,
          prefillFlop: flop,
          launches: 1,
        },
      ];
    },
    growingBytes: (bytes) => held(bytes),
    constantBytes: () => 0,
    stateTraffic: () => 0,
  };
};

export const latentEntry = entry({
  kind: 'latent',
  doc: 'Multi-head latent attention, with an indexer where it is sparse.',
  fields: fields({
    layers: size('Layers of this kind.'),
    heads: size('Heads.'),
    queryLatent: size('Size of the query latent; 0 where queries are projected directly.', { min: 0 }),
    latent: size('Size of the key-value latent.'),
    nopeSize: size('Size of the part of a head without position.'),
    ropeSize: size('Size of the rotary part, shared by all heads.'),
    valueSize: size('Size of a value head.'),
    gated: defaulting(flag('The output is gated by a projection of its own size.'), false, 'most models have no gate'),
    indexer: fields({
      top: size('Tokens the core reads.'),
      heads: size('Index heads.'),
      size: size('Size of an index key.'),
    })
      .meta({ description: 'Sparse attention: an indexer reads all index keys, the core only the best tokens.' })
      .optional(),
  }),
  make: (shape) => latent(shape),
});
