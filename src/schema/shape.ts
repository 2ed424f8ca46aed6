/** What a field is made of, with wrappers taken off: the blocks, lists and records that a value at some place may be. */
import type { Field } from './field.js';

/** A field seen from inside. */
export type Inner = Field & { readonly _zod: { readonly def: Record<string, unknown> & { readonly type: string } } };

export const keysOf = (block: Inner): readonly string[] =>
  block._zod.def.type === 'object' ? Object.keys(block._zod.def.shape as object) : [];

/** The alternatives that a field allows, unions within unions laid flat, narrowed to the blocks of a `kind` where one matches. */
export const blocksOf = (field: Inner, kind: unknown): Inner[] => {
  const { def } = field._zod;
  if (def.type === 'union') {
    const options = (def.options as Inner[]).flatMap((option) => blocksOf(option, kind));
    const named = options.filter((option) => kind !== undefined && kindOf(option) === kind);
    return named.length > 0 ? named : options;
  }
  const wrapped = (def.innerType ?? (def.type === 'pipe' ? def.in : undefined)) as Inner | undefined;
  return wrapped === undefined ? [field] : blocksOf(wrapped, kind);
};

const kindOf = (block: Inner): unknown => {
  const kind = (block._zod.def.shape as Record<string, Inner> | undefined)?.kind;
  return kind?._zod.def.type === 'literal' ? (kind._zod.def.values as unknown[])[0] : undefined;
};
