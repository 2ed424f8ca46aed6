/** What the terminal can list, show and explain: kinds of named things, each telling about its own items. */

/** A figure or field of an item. */
export interface Row {
  readonly label: string;
  readonly value: string;
  /** What it means, where the label alone does not say it. */
  readonly note?: string;
  readonly source?: string;
  readonly tier?: string;
}

export interface Item {
  /** As written in a scenario. */
  readonly name: string;
  /** Shorter names that mean the same. */
  readonly aliases: readonly string[];
  /** One sentence. */
  readonly doc: string;
  /** Columns of `list` beside the name, the most telling first: narrow windows drop the last. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  /** The same for programs. */
  readonly data: unknown;
}

export interface Kind {
  /** `chips` */
  readonly many: string;
  /** `chip` */
  readonly one: string;
  readonly doc: string;
  readonly items: () => Promise<readonly Item[]>;
}

/** Whether a name means this item. */
export const isNamed = (item: Item, name: string): boolean => {
  const wanted = name.toLowerCase();
  return item.name.toLowerCase() === wanted || item.aliases.some((alias) => alias.toLowerCase() === wanted);
};
