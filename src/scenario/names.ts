/** Chips and models that a file names and no catalogue knows; asked of the text as written, so that a mistake elsewhere does not hide them. */
import { chips, findChip } from '../compute/chips/index.js';
import { findModel, models } from '../compute/models/index.js';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SHELVES = {
  chip: { own: 'chips', find: findChip, names: () => chips.flatMap(({ id, aliases }) => [...aliases, id]) },
  model: { own: 'models', find: findModel, names: () => models.map(({ id }) => id) },
} as const;

/** One issue for each pool, or class of chips that a plan may buy, whose chip or model nobody knows. `data` is the scenario as plain data,
 *  right or wrong. */
export const nameIssues = (data: unknown): Issue[] => {
  if (!isBlock(data)) return [];
  const catalogue = isBlock(data.catalogue) ? data.catalogue : {};
  const allowed = isBlock(data.plan) ? data.plan.chips : undefined;
  return [
    ...unknownIn(data.fleet, ['fleet'], ['chip', 'model'], catalogue),
    ...unknownIn(allowed, ['plan', 'chips'], ['chip'], catalogue),
  ];
};

const unknownIn = (
  blocks: unknown,
  path: Issue['path'],
  kinds: readonly (keyof typeof SHELVES)[],
  catalogue: Readonly<Record<string, unknown>>,
): Issue[] => {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((pool: unknown, row): Issue[] =>
    kinds.flatMap((kind): Issue[] => {
      const name = isBlock(pool) ? pool[kind] : undefined;
      if (typeof name !== 'string' || name === '') return [];
      const { own, find, names } = SHELVES[kind];
      const stated = isBlock(catalogue[own]) ? Object.keys(catalogue[own]) : [];
      if (stated.includes(name) || find(name) !== undefined) return [];
      const hint = nearest(name, [...stated, ...names()]);
      return [
        {
          path: [...path, row, kind],
          found: name,
          expected: `a ${kind} of the catalogue (list all: token-factory list ${kind}s)`,
          ...(hint === undefined ? {} : { hint }),
        },
      ];
    }),
  );
};
