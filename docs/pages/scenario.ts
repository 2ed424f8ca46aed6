/** The reference of a scenario file: every field with its path, meaning, what it wants and its default with the reason. */
import type { FieldSchema } from '../../src/cli/field-page.js';
import { DIMENSIONS } from '../../src/units/dimensions.js';
import { code, page, table } from './markdown.js';

/** Longer lists of names are in the catalogue. */
const NAMES_SHOWN = 16;

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Alternatives of a field, nested ones opened. */
const alternatives = (schema: FieldSchema): readonly FieldSchema[] => {
  const inner = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return inner === undefined ? [schema] : inner.flatMap(alternatives);
};

interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
}

const limits = ({ minimum, maximum }: Limits): string => {
  const isOpen = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER;
  if (minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER) return isOpen ? '' : ` up to ${maximum}`;
  return isOpen ? ` from ${minimum}` : ` from ${minimum} to ${maximum}`;
};

const wish = (schema: FieldSchema): string => {
  if (schema.const !== undefined) return code(written(schema.const));
  if (schema.enum !== undefined)
    return schema.enum.length > NAMES_SHOWN
      ? `a name, such as ${code(written(schema.enum[0]))} ([all](catalogue.md))`
      : schema.enum.map((one) => code(written(one))).join(', ');
  if (schema.dimension !== undefined) {
    const { name, example } = DIMENSIONS[schema.dimension];
    return `${name} with its unit, such as ${code(written(schema.examples?.[0] ?? example))}`;
  }
  if (schema.properties?.kind?.const !== undefined) return code(written(schema.properties.kind.const));
  if (schema.items !== undefined) return `a list: ${wishes(schema.items)}`;
  if (schema.type === 'object') return 'a block';
  if (schema.type === 'integer') return `a whole number${limits(schema as Limits)}`;
  if (schema.type === 'number') return `a number${limits(schema as Limits)}`;
  if (schema.type === 'boolean') return '`true` or `false`';
  return schema.examples === undefined ? 'text' : `text, such as ${code(written(schema.examples[0]))}`;
};

/** A share is a number or text with a percent sign. */
const isShare = (schema: FieldSchema): boolean =>
  schema.anyOf?.length === 2 && schema.anyOf[0]?.type === 'number' && schema.anyOf[1]?.type === 'string';

const wishes = (schema: FieldSchema): string =>
  isShare(schema)
    ? 'a share, such as `0.6` or `60%`'
    : [...new Set(alternatives(schema).map((one) => wish(one)))].join(' or ');

const meaning = (schema: FieldSchema): string =>
  schema.description ?? alternatives(schema).find(({ description }) => description !== undefined)?.description ?? '';

const fallback = (schema: FieldSchema, isRequired: boolean): string => {
  if (schema.default === undefined) return isRequired ? '**must be stated**' : '';
  return `${code(written(schema.default))}${schema.source === undefined ? '' : ` — ${schema.source}`}`;
};

/** The table of a block. */
const fieldTable = ({ properties = {}, required = [] }: FieldSchema): string =>
  table(
    ['field', 'what it says', 'wants', 'default — because'],
    Object.entries(properties)
      .filter(([name]) => name !== 'kind')
      .map(([name, field]) => [code(name), meaning(field), wishes(field), fallback(field, required.includes(name))]),
  );

/** What may stand at a path: blocks there, or inside the list or the names there. */
interface Place {
  readonly path: string;
  readonly schema: FieldSchema;
}

const placesOf = ({ path, schema }: Place): readonly Place[] =>
  alternatives(schema).flatMap((one): readonly Place[] => {
    if (one.items !== undefined) return placesOf({ path: `${path}[]`, schema: one.items });
    if (typeof one.additionalProperties === 'object')
      return placesOf({ path: `${path}.NAME`, schema: one.additionalProperties });
    return one.properties === undefined ? [] : [{ path, schema: one }];
  });

const section = ({ path, schema }: Place): string => {
  const kind = schema.properties?.kind?.const;
  const heading = `### ${code(path)}${kind === undefined ? '' : ` with ${code(`kind: ${written(kind)}`)}`}`;
  const words = schema.properties?.kind?.description ?? schema.description ?? '';
  const hasFields = Object.keys(schema.properties ?? {}).some((name) => name !== 'kind');
  return [heading, words, hasFields ? fieldTable(schema) : 'No further fields.']
    .filter((part) => part !== '')
    .join('\n\n');
};

/** Sections of everything below, each set of alternatives told once and then pointed to. */
const sectionsOf = (field: Place, told: Map<string, string>): readonly string[] => {
  const places = placesOf(field);
  if (places.length === 0) return [];
  const content = JSON.stringify(places.map(({ schema }) => schema.properties));
  const before = told.get(content);
  if (before !== undefined) return [`### ${code(places[0]!.path)}\n\nAs ${code(before)}.`];
  told.set(content, places[0]!.path);
  return places.flatMap((place) => [
    section(place),
    ...Object.entries(place.schema.properties ?? {}).flatMap(([name, schema]) =>
      sectionsOf({ path: `${place.path}.${name}`, schema }, told),
    ),
  ]);
};

export const scenarioPage = (schema: FieldSchema): string => {
  const told = new Map<string, string>();
  return page('The scenario file', [
    'A YAML file. Quantities are text with their unit; a bare number stands where the field is a pure count or ratio. Unknown keys are refused. `[]` is each entry of a list, `NAME` a name of your own. ' +
      'The same is asked in the terminal by path: `token-factory explain fleet.layout.tensor`. What names mean is in [the catalogue](catalogue.md), the equations behind the fields in [the model](../model.md).',
    '## The whole file',
    fieldTable(schema),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const inside = sectionsOf({ path: name, schema: field }, told);
      return inside.length === 0 ? [] : [`## ${name}`, ...inside];
    }),
  ]);
};
