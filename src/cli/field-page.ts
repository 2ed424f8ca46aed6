/** A field of the scenario found by its path in the JSON Schema, and what it wants in words. */
import { DIMENSIONS } from '../units/dimensions.js';
import { paint, wrapped } from './layout.js';
import { scenarioSchema } from './scenario-schema.js';
import type { Terminal } from './terminal.js';

/** The part of JSON Schema that scenarios use. */
export interface FieldSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  /** The reason or source of the default. */
  readonly source?: string;
  readonly examples?: readonly unknown[];
  readonly dimension?: keyof typeof DIMENSIONS;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  readonly allOf?: readonly FieldSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, FieldSchema>>;
}

/** The schema itself and every alternative inside it, references followed. */
const alternatives = (schema: FieldSchema, root: FieldSchema): readonly FieldSchema[] => {
  const target = schema.$ref === undefined ? undefined : root.$defs?.[schema.$ref.split('/').at(-1)!];
  const inside = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(target === undefined ? [] : [target]),
  ];
  return [schema, ...inside.flatMap((one) => alternatives(one, root))];
};

/** What a list or a block of the user's own names holds. */
const contents = (schema: FieldSchema, root: FieldSchema): readonly FieldSchema[] =>
  alternatives(schema, root).flatMap((one) => [
    ...(one.items === undefined ? [] : [one.items]),
    ...(typeof one.additionalProperties === 'object' ? [one.additionalProperties] : []),
  ]);

const child = (schema: FieldSchema, step: string, root: FieldSchema): FieldSchema | null => {
  for (const one of alternatives(schema, root)) if (one.properties?.[step] !== undefined) return one.properties[step];
  return null;
};

/** One step of a path; numbers, and names of the user's own, may be left out: `fleet[0].chip` is `fleet.chip`. */
const stepInto = (schema: FieldSchema, step: string, root: FieldSchema): FieldSchema | null => {
  const direct = child(schema, step, root);
  if (direct !== null) return direct;
  const inner = contents(schema, root);
  for (const one of inner) {
    const found = child(one, step, root);
    if (found !== null) return found;
  }
  return /^\d+$/.test(step) ? (inner[0] ?? null) : null;
};

/** The field of a path such as `fleet[0].layout.tensor`, or null. */
export const fieldAt = (path: string, root: FieldSchema = scenarioSchema()): FieldSchema | null =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<FieldSchema | null>((schema, step) => schema && stepInto(schema, step, root), root);

/** Named fields directly inside a field, through lists and alternatives. */
const inside = (schema: FieldSchema, root: FieldSchema): ReadonlyMap<string, FieldSchema> => {
  const names = new Map<string, FieldSchema>();
  for (const one of [schema, ...contents(schema, root)].flatMap((part) => alternatives(part, root)))
    for (const [name, field] of Object.entries(one.properties ?? {})) if (!names.has(name)) names.set(name, field);
  return names;
};

/** Paths of all fields, down to a few levels, for suggestions. */
export const fieldNames = (root: FieldSchema = scenarioSchema()): readonly string[] => {
  const paths: string[] = [];
  const walk = (schema: FieldSchema, path: string, depth: number): void => {
    for (const [name, field] of inside(schema, root)) {
      const here = path === '' ? name : `${path}.${name}`;
      paths.push(here);
      if (depth > 1) walk(field, here, depth - 1);
    }
  };
  walk(root, '', 4);
  return paths;
};

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const describe = (schema: FieldSchema, root: FieldSchema): string =>
  schema.description ?? alternatives(schema, root).find((one) => one.description !== undefined)?.description ?? '';

/** What the field wants, its default with the reason, and the fields inside it. */
export const fieldText = (
  path: string,
  schema: FieldSchema,
  terminal: Terminal,
  root: FieldSchema = scenarioSchema(),
): string => {
  const colours = paint(terminal);
  const all = alternatives(schema, root);
  const kinds = all.flatMap((one) => one.properties?.kind?.const ?? []).map(written);
  const choices = [...new Set(all.flatMap((one) => one.enum ?? []))].map(written);
  const dimension = all.find((one) => one.dimension !== undefined)?.dimension;
  const example = all.flatMap((one) => one.examples ?? [])[0] ?? (dimension && DIMENSIONS[dimension].example);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['wants', dimension === undefined ? undefined : `${DIMENSIONS[dimension].name} with its unit`],
    ['such as', example === undefined || schema.default !== undefined ? undefined : written(example)],
    ['one of', choices.length === 0 ? undefined : choices.join(', ')],
    ['kinds', kinds.length === 0 ? undefined : kinds.join(', ')],
    ['default', schema.default === undefined ? undefined : written(schema.default)],
    ['because', schema.source],
  ];
  const line = ([label, text]: readonly [string, string | undefined]): string =>
    text === undefined ? '' : `  ${label.padEnd(9)}${wrapped(text, terminal.columns, ' '.repeat(11)).trimStart()}`;
  const fields = [...inside(schema, root)].filter(([name]) => name !== 'kind');
  const width = Math.max(0, ...fields.map(([name]) => name.length)) + 2;
  return [
    `${colours.bold(path)} · field of the scenario`,
    wrapped(describe(schema, root), terminal.columns),
    facts
      .map(line)
      .filter((text) => text !== '')
      .join('\n'),
    fields
      .map(
        ([name, field]) =>
          `  ${name.padEnd(width)}${wrapped(describe(field, root), terminal.columns, ' '.repeat(width + 2)).trimStart()}`,
      )
      .join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .replace('\n\n', '\n');
};
