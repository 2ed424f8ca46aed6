/** Which rows are left out together while a fit is judged on them. */
import { keyOf } from '../../kernel/keyed.js';
import type { Comparison } from '../comparison.js';
import { groupBy } from '../grouping.js';

/** Rows to fit on, and the rows left out to judge the fit. */
export interface Fold<Item> {
  readonly kept: readonly Item[];
  readonly left: readonly Item[];
}

const FOLDS = 6;

/** One fold for each value of a key. */
export const foldsBy = <Item>(
  items: readonly Item[],
  keyOfItem: (item: Item) => string | number,
): readonly Fold<Item>[] =>
  [...groupBy(items, keyOfItem).keys()].map((key) => ({
    kept: items.filter((item) => keyOfItem(item) !== key),
    left: items.filter((item) => keyOfItem(item) === key),
  }));

/** One of six folds by a hash of the configuration, so that repeats of one stay together. */
export const byConfiguration = ({ configuration }: { readonly configuration: string }): number =>
  (keyOf(configuration) >>> 0) % FOLDS;

/** Interpolation: random configurations are left out. */
export const interpolation = (items: readonly Comparison[]): readonly Fold<Comparison>[] =>
  foldsBy(items, byConfiguration);

/** Transfer: a whole chip with a whole model in one format is left out. */
export const transfer = (items: readonly Comparison[]): readonly Fold<Comparison>[] =>
  foldsBy(items, ({ chip, subject }) => `${chip} ${subject?.model} ${subject?.precision}`);
