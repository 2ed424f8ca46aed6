/** Any shelf for `list`, `show` and `explain`: its entries tell their own fields, defaults and reasons. */
import type { Item, Kind, Row } from './kind.js';

interface FieldFacts {
  readonly description?: string;
  readonly default?: unknown;
  readonly source?: string;
  readonly examples?: readonly unknown[];
}

interface AnyField {
  meta(): unknown;
}

interface AnyEntry {
  readonly kind: string;
  readonly doc: string;
  readonly fields: { readonly shape: Readonly<Record<string, AnyField>> };
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const fieldRow = ([label, field]: [string, AnyField]): Row => {
  const facts = (field.meta() ?? {}) as FieldFacts;
  const example = facts.examples?.[0];
  const required = example === undefined ? 'required' : `required, such as ${written(example)}`;
  return {
    label,
    value: 'default' in facts ? `${written(facts.default)} by default` : required,
    ...(facts.description === undefined ? {} : { note: facts.description }),
    ...(facts.source === undefined ? {} : { source: facts.source }),
  };
};

const item = (entry: AnyEntry): Item => {
  const fields = Object.entries(entry.fields.shape).filter(([label]) => label !== 'kind');
  return {
    name: entry.kind,
    aliases: [],
    doc: entry.doc,
    columns: { doc: entry.doc },
    rows: fields.map(fieldRow),
    data: {
      kind: entry.kind,
      doc: entry.doc,
      fields: Object.fromEntries(fields.map(([label, field]) => [label, field.meta()])),
    },
  };
};

export const shelfItems = (entries: readonly AnyEntry[]): readonly Item[] => entries.map(item);

export const shelfKind = (many: string, one: string, doc: string, load: () => Promise<readonly AnyEntry[]>): Kind => ({
  many,
  one,
  doc,
  items: async () => shelfItems(await load()),
});
