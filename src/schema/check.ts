/** Checks data against a field and says every mistake at once, each with its path, what was found, what was expected and the nearest name. */
import type { z } from 'zod';
import type { Field, Output } from './field.js';
import type { Issue } from './issue.js';
import { blocksOf, type Inner, keysOf } from './shape.js';
import { printable, shown } from './shown.js';
import { nearest } from './suggest.js';
import { FORBIDDEN_KEYS, placeAt, plain, type Tree, valueAt } from './tree.js';

export type Checked<Value> = { readonly value: Value } | { readonly issues: readonly Issue[] };

/** Checks plain data; issues carry paths but no places. */
export const check = <F extends Field>(field: F, data: unknown): Checked<Output<F>> => {
  const reserved = reservedKeys(data, []);
  if (reserved.length > 0) return { issues: reserved };
  const result = field.safeParse(data);
  if (result.success) return { value: result.data as Output<F> };
  const issues = oncePerPath(result.error.issues.flatMap((issue) => issuesOf(issue, [], data, field)));
  return { issues: withoutMisspelt(issues) };
};

const DEEPEST = 64;

/** Keys that could reach a prototype, and data that never ends, are refused before anything walks along them. */
const reservedKeys = (data: unknown, path: Issue['path']): Issue[] => {
  if (typeof data !== 'object' || data === null) return [];
  if (path.length > DEEPEST) return [{ path: path.slice(0, 3), expected: `blocks at most ${DEEPEST} deep` }];
  const own = Array.isArray(data) ? [] : Object.keys(data).filter((key) => FORBIDDEN_KEYS.includes(key));
  if (own.length > 0)
    return own.map((key) => ({ path: [...path, key], found: key, expected: 'a name as a key that is not reserved' }));
  for (const [key, value] of Object.entries(data)) {
    const inside = reservedKeys(value, [...path, Array.isArray(data) ? Number(key) : key]);
    if (inside.length > 0) return inside;
  }
  return [];
};

/** A value that breaks two rules at once is one mistake. */
const oncePerPath = (issues: readonly Issue[]): Issue[] => {
  const seen = new Set<string>();
  return issues.filter(({ path }) => {
    const key = JSON.stringify(path);
    return !seen.has(key) && seen.add(key);
  });
};

/** A required key that was misspelt is one mistake: the wrong key, with the right one as its hint. */
const withoutMisspelt = (issues: readonly Issue[]): Issue[] => {
  const meant = new Set(
    issues.flatMap(({ path, expected, hint }) =>
      hint !== undefined && expected.startsWith(NO_SUCH_KEY) ? [JSON.stringify([...path.slice(0, -1), hint])] : [],
    ),
  );
  return issues.filter(({ path, expected }) => !(expected.endsWith(MISSING) && meant.has(JSON.stringify(path))));
};

const NO_SUCH_KEY = 'no such key';
const MISSING = '(missing)';

/** Checks a located tree; every issue says file, line and column. */
export const checkTree = <F extends Field>(field: F, tree: Tree): Checked<Output<F>> => {
  const checked = check(field, plain(tree));
  return 'value' in checked ? checked : { issues: checked.issues.map((issue) => located(issue, tree)) };
};

/** The same issue with the place of its path in the tree. */
export const located = (issue: Issue, tree: Tree): Issue => {
  const isKey = issue.expected.startsWith(NO_SUCH_KEY);
  const { file, line, column } = placeAt(tree, issue.path, isKey);
  const found = valueAt(tree, issue.path);
  return {
    ...issue,
    ...(issue.found === undefined && found !== undefined ? { found: shown(plain(found)) } : {}),
    file,
    ...(line > 0 ? { line, column } : {}),
  };
};

type ZodIssue = z.core.$ZodIssue;

const issuesOf = (issue: ZodIssue, above: readonly PropertyKey[], data: unknown, field: Field): Issue[] => {
  const path = [...above, ...issue.path].map((step) => (typeof step === 'number' ? step : String(step)));
  const value = lookUp(data, path);
  const isMissing = value === undefined;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(field, path, data);
    return issue.keys.map((key) =>
      withHint(
        {
          path: [...path, key],
          found: printable(key, 60),
          expected: known.length === 0 ? NO_SUCH_KEY : `${NO_SUCH_KEY}; known keys: ${known.join(', ')}`,
        },
        nearest(key, known),
      ),
    );
  }
  if (issue.code === 'invalid_key') return [{ path, expected: 'a name of letters, digits, ".", "_" and "-"' }];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.flatMap((one) => issuesOf(one, path, data, field)));
    const deep = closest(branches, path.length);
    if (deep !== undefined && (typeof value === 'object' || deep.some((one) => one.hint !== undefined))) return deep;
  }
  const hint = hintOf(issue, value);
  const what = isMissing && path.length > 0 ? `${withoutKind(issue.message)} ${MISSING}` : withoutKind(issue.message);
  return [withHint({ path, ...(isMissing ? {} : { found: shown(value) }), expected: what }, hint)];
};

const withHint = (issue: Issue, hint: string | undefined): Issue => (hint === undefined ? issue : { ...issue, hint });

/** Of several readings of one value, the one that went wrong deepest inside it, or with the fewest mistakes. */
const closest = (branches: readonly Issue[][], depth: number): Issue[] | undefined =>
  branches
    .filter((issues) => issues.some((issue) => issue.path.length > depth || issue.hint !== undefined))
    .sort((a, b) => a.length - b.length)[0];

const withoutKind = (message: string): string =>
  message === 'Invalid input' ? 'something else' : message.replace(/^Invalid input: expected /, '');

const hintOf = (issue: ZodIssue, value: unknown): string | undefined => {
  if (issue.code === 'custom') return (issue as { params?: { hint?: string } }).params?.hint;
  if (issue.code === 'invalid_value' && typeof value === 'string') return nearest(value, issue.values.map(String));
  if (issue.code === 'invalid_union' && typeof value === 'string') {
    return nearest(value, issue.message.replace(/^one of /, '').split(', '));
  }
  return undefined;
};

const lookUp = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? (here as Record<string | number, unknown>)[step]
        : undefined,
    data,
  );

/** Keys that the block at a path may have. */
const keysAt = (field: Field, path: readonly (string | number)[], data: unknown): string[] => {
  let here = data;
  let blocks = blocksOf(field as Inner, lookUp(here, ['kind']));
  for (const step of path) {
    here = lookUp(here, [step]);
    blocks = blocks.flatMap((block) => inner(block, step)).flatMap((next) => blocksOf(next, lookUp(here, ['kind'])));
  }
  return [...new Set(blocks.flatMap(keysOf))];
};

const inner = (block: Inner, step: string | number): Inner[] => {
  const { def } = block._zod;
  if (def.type === 'object') {
    const next = (def.shape as Record<string, Inner>)[step];
    return next === undefined ? [] : [next];
  }
  if (def.type === 'array') return [def.element as Inner];
  return def.type === 'record' ? [def.valueType as Inner] : [];
};
