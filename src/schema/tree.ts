/** A parsed file as a tree that remembers where every value was written, so that layers can be merged and mistakes still be located. */

export interface Place {
  readonly file: string;
  /** From 1; 0 for values given on the command line. */
  readonly line: number;
  readonly column: number;
}

export type Scalar = string | number | boolean | null;

export type Tree = ScalarTree | ListTree | MapTree;
export interface ScalarTree {
  readonly value: Scalar;
  readonly at: Place;
}
export interface ListTree {
  readonly items: readonly Tree[];
  readonly at: Place;
}
export interface MapTree {
  readonly entries: ReadonlyMap<string, { readonly keyAt: Place; readonly tree: Tree }>;
  readonly at: Place;
}

export type Path = readonly (string | number)[];

/** Keys that could reach a prototype; refused wherever a user may choose a key. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** The tree as plain data. */
export const plain = (tree: Tree): unknown => {
  if ('items' in tree) return tree.items.map(plain);
  if ('entries' in tree)
    return Object.fromEntries([...tree.entries].map(([key, { tree: value }]) => [key, plain(value)]));
  return tree.value;
};

const child = (tree: Tree, step: string | number): Tree | undefined => {
  if ('items' in tree && typeof step === 'number') return tree.items[step];
  if ('entries' in tree) return tree.entries.get(String(step))?.tree;
  return undefined;
};

/** The value at a path, or undefined. */
export const valueAt = (tree: Tree, path: Path): Tree | undefined =>
  path.reduce<Tree | undefined>((here, step) => here && child(here, step), tree);

/** Where the value at a path was written; the key itself for its last step when `key` is set; the nearest parent when it does not exist. */
export const placeAt = (tree: Tree, path: Path, key = false): Place => {
  let here = tree;
  for (const [index, step] of path.entries()) {
    const entry = 'entries' in here ? here.entries.get(String(step)) : undefined;
    if (key && entry !== undefined && index === path.length - 1) return entry.keyAt;
    const next = child(here, step);
    if (next === undefined) return here.at;
    here = next;
  }
  return here.at;
};

export const isNothing = (tree: Tree): boolean => 'value' in tree && tree.value === null;

/** The `name` of a block, by which layers and `--set` find it in a list. */
export const nameOf = (tree: Tree): string | undefined => {
  const name = valueAt(tree, ['name']);
  return name !== undefined && 'value' in name && typeof name.value === 'string' ? name.value : undefined;
};
