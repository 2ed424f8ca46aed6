/** The effective scenario: every leaf that a run used, as written or by default, and where it came from. */
import type { Field } from './field.js';
import { pathText } from './issue.js';
import { type Path, type Scalar, type Tree, valueAt } from './tree.js';

export interface EffectiveLeaf {
  readonly path: string;
  readonly value: Scalar;
  readonly source: 'file' | 'set' | 'default';
  /** Why the default is what it is. */
  readonly reason?: string;
}

type Inner = Field & { readonly _zod: { readonly def: Record<string, unknown> & { readonly type: string } } };

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
    if (def.type === 'union' && here !== undefined && 'entries' in here) {
      const kind = valueAt(here, ['kind']);
      const option = (def.options as Inner[]).find(
        (one) => kindOf(one) !== undefined && kind !== undefined && 'value' in kind && kindOf(one) === kind.value,
      );
      if (option !== undefined) {
        walk(option, path, given, reason);
        return;
      }
    }
    if (def.type === 'array' && here !== undefined && 'items' in here) {
      for (const index of here.items.keys()) walk(def.element as Inner, [...path, index], undefined, reason);
      return;
    }
    if (here !== undefined) written(here, path);
    else if (given !== undefined) assumed(given, path, reason);
  };

  walk(field as Inner, [], undefined, undefined);
  return leaves;
};

const kindOf = (option: Inner): unknown => {
  const kind = (option._zod.def.shape as Record<string, Inner> | undefined)?.kind;
  return kind?._zod.def.type === 'literal' ? (kind._zod.def.values as unknown[])[0] : undefined;
};
