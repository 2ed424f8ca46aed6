/** Shelves: interchangeable things, each with its kind, its doc, its fields and its maker. */
import { z } from 'zod';
import { type Field, fields, type Output } from './field.js';
import type { Issue } from './issue.js';

export interface Entry<Kind extends string, Shape extends z.ZodRawShape, Args extends readonly unknown[], Made> {
  readonly kind: Kind;
  readonly doc: string;
  readonly fields: z.ZodObject<Shape & { kind: z.ZodLiteral<Kind> }>;
  readonly make: (values: z.output<z.ZodObject<Shape>>, ...args: Args) => Made;
  readonly check?: (values: z.output<z.ZodObject<Shape>>) => readonly Issue[];
}

/** One thing on a shelf. `make` receives the parsed fields, then whatever the shelf hands to all its makers. */
export const entry = <
  Kind extends string,
  Shape extends z.ZodRawShape,
  Args extends readonly unknown[],
  Made,
>(definition: {
  readonly kind: Kind;
  readonly doc: string;
  readonly fields: z.ZodObject<Shape>;
  readonly make: (values: z.output<z.ZodObject<Shape>>, ...args: Args) => Made;
  /** What no single field can tell: paths are inside the block. */
  readonly check?: (values: z.output<z.ZodObject<Shape>>) => readonly Issue[];
}): Entry<Kind, Shape, Args, Made> => ({
  ...definition,
  fields: fields({
    kind: z.literal(definition.kind).meta({ description: definition.doc }),
    ...definition.fields.shape,
  }) as never,
});

// biome-ignore lint/suspicious/noExplicitAny: a shelf holds entries of many shapes; `make` keeps each one's own types
type AnyEntry = Entry<string, any, any, any>;

/** The field that accepts any entry of a shelf, told apart by `kind`. */
export const shelfField = <const Entries extends readonly [AnyEntry, ...AnyEntry[]]>(entries: Entries, doc: string) => {
  const kinds = entries.map((item) => item.kind).join(', ');
  return z
    .discriminatedUnion(
      'kind',
      entries.map((item) => item.fields) as unknown as readonly [
        Entries[number]['fields'],
        ...Entries[number]['fields'][],
      ],
      {
        error: ({ code }) =>
          code === 'invalid_union'
            ? `one of ${kinds}`
            : code === 'invalid_type'
              ? `a block with a kind (one of ${kinds})`
              : undefined,
      },
    )
    .meta({ description: doc });
};

/** Makes the thing that a parsed shelf value describes. */
export const makeFrom = <Made>(
  entries: readonly AnyEntry[],
  value: { readonly kind: string },
  ...args: readonly unknown[]
): Made => {
  const found = entries.find((item) => item.kind === value.kind);
  if (found === undefined) throw new Error(`no entry of kind ${value.kind}`);
  return found.make(value, ...args) as Made;
};

/** What is wrong between the fields of a parsed shelf value. */
export const checkFrom = (entries: readonly AnyEntry[], value: { readonly kind: string }): readonly Issue[] =>
  entries.find((item) => item.kind === value.kind)?.check?.(value) ?? [];

export type ShelfValue<F extends Field> = Output<F>;
