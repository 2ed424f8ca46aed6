/** `list`: the names a scenario can use, one kind at a time. */

import { nearest } from '../schema/suggest.js';
import { findKind, kinds } from './catalogue/index.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson } from './json.js';
import { columns, shown } from './layout.js';
import type { Terminal } from './terminal.js';

export interface ListRequest {
  readonly kind?: string | undefined;
  readonly json: boolean;
}

/** A kind that does not exist is a usage mistake, with the nearest one that does. */
export const kindOf = (name: string) => {
  const kind = findKind(name);
  if (kind !== undefined) return kind;
  const near = nearest(
    name,
    kinds.flatMap(({ many, one }) => [many, one]),
  );
  throw new Usage(
    `There is no kind "${name}".${near === undefined ? '' : ` Did you mean ${near}?`} Kinds: ${kinds.map(({ many }) => many).join(', ')}.`,
  );
};

export const list = async ({ kind: name, json }: ListRequest, terminal: Terminal): Promise<ExitCode> => {
  if (name === undefined) {
    if (json) printJson(terminal, { kinds: kinds.map(({ many, doc }) => ({ kind: many, doc })) });
    else
      terminal.print(
        columns(
          ['kind', 'what'],
          kinds.map(({ many, doc }) => [many, doc]),
          terminal,
        ),
      );
    return EXIT.fine;
  }
  const kind = kindOf(name);
  const items = await kind.items();
  if (json) {
    printJson(terminal, {
      kind: kind.many,
      items: items.map((item) => ({ name: item.name, aliases: item.aliases, doc: item.doc, ...item.columns })),
    });
    return EXIT.fine;
  }
  const titles = [...new Set(items.flatMap((item) => Object.keys(item.columns)))];
  terminal.print(
    columns(
      [kind.one, ...titles],
      items.map((item) => [item.name, ...titles.map((title) => item.columns[title] ?? '')]),
      terminal,
    ),
  );
  terminal.note(shown(`${items.length} ${kind.many}; one in full: token-factory show ${kind.one} NAME`, terminal));
  return EXIT.fine;
};
