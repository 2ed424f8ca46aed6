/** The effective scenario: every leaf that a run used, as written or by default, and where it came from. */
import type { Field } from './field.js';
import { pathText } from './issue.js';
import { blocksOf, type Inner, keysOf } from './shape.js';
import { type Path, type Scalar, type Tree, valueAt } from './tree.js';

export interface EffectiveLeaf {
  readonly path: string;
  readonly value: Scalar;
  readonly source: 'file' | 'set' | 'default';
  /** Why the default is what it is. */
  readonly reason?: string;
}

/** Walks the field and the tree together. Optional fields that were left out do not appear. */
export const effective = (field: Field, tree: Tree): EffectiveLeaf[] => {
  const leaves: EffectiveLeaf[] = [];

  const written = (here: Tree, path: Path): void => {
    if ('items' in here) for (const [index, item] of here.items.entries()) written(item, [...path, index]);
    else if ('entries' in here) for (const [key, { tree: value }] of here.entries) written(value, [...path, key]);
    else leaves.push({ path: pathText(path), value: here.value, source: here.at.line > 0 ? 'file' : 'set' });
  };

  const assumed = (value: unknown, path: Path, reason: string | undefined): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) assumed(item, [...path, index], reason);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) assumed(item, [...path, key], reason);
    else
      leaves.push({
        path: pathText(path),
        value: value as Scalar,
        source: 'default',
        ...(reason === undefined ? {} : { reason }),
      });
  };

  /** `given` is the default that stands in where the file says nothing. */
  const walk = (at: Inner, path: Path, given: unknown, reason: string | undefined): void => {
    const { def } = at._zod;
    if (def.type === 'prefault') {
      const own = (at.meta?.() as { source?: string; default?: unknown } | undefined) ?? {};
      const here =
        valueAt(tree, path) === undefined && given === undefined
          ? (own.default ?? (def.defaultValue as unknown))
          : given;
      walk(def.innerType as Inner, path, here, own.source ?? reason);
      return;
    }
    if (def.type === 'optional' || def.type === 'nullable' || def.type === 'readonly') {
      walk(def.innerType as Inner, path, given, reason);
      return;
    }
    if (def.type === 'pipe') {
      walk(def.in as Inner, path, given, reason);
      return;
    }
    const here = valueAt(tree, path);
    if (
      def.type === 'object' &&
      (here === undefined ? typeof given === 'object' && given !== null : 'entries' in here)
    ) {
      for (const [key, next] of Object.entries(def.shape as Record<string, Inner>)) {
        walk(next, [...path, key], here === undefined ? (given as Record<string, unknown>)[key] : undefined, reason);
      }
      return;
    }
    if (def.type === 'union') {
      const keys = here === undefined ? keysGiven(given) : 'entries' in here ? [...here.entries.keys()] : [];
      const kind = here === undefined ? kindGiven(given) : scalarAt(here, 'kind');
      const block = blocksOf(at, kind).find((one) => keys.length > 0 && keys.every((key) => keysOf(one).includes(key)));
      if (block !== undefined) {
        walk(block, path, given, reason);
        return;
      }
    }
    if (def.type === 'array' && (here === undefined ? Array.isArray(given) : 'items' in here)) {
      const items = here === undefined ? (given as readonly unknown[]) : [];
      const count = here !== undefined && 'items' in here ? here.items.length : items.length;
      for (let index = 0; index < count; index++) walk(def.element as Inner, [...path, index], items[index], reason);
      return;
    }
    if (def.type === 'record' && here !== undefined && 'entries' in here) {
      for (const key of here.entries.keys()) walk(def.valueType as Inner, [...path, key], undefined, reason);
      return;
    }
    if (here !== undefined) written(here, path);
    else if (given !== undefined) assumed(given, path, reason);
  };

  walk(field as Inner, [], undefined, undefined);
  return leaves;
};

const scalarAt = (tree: Tree, key: string): unknown => {
  const found = valueAt(tree, [key]);
  return found !== undefined && 'value' in found ? found.value : undefined;
};

const keysGiven = (given: unknown): readonly string[] =>
  typeof given === 'object' && given !== null ? Object.keys(given) : [];

const kindGiven = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'kind' in given ? given.kind : undefined;
