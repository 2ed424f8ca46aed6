/** `show`: one thing in full, every figure with its evidence and, below, its source. */

import { nearest } from '../schema/suggest.js';
import { type Item, isNamed, type Kind, type Row } from './catalogue/kind.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { printJson } from './json.js';
import { paint, shown, wrapped } from './layout.js';
import { kindOf } from './list.js';
import type { Terminal } from './terminal.js';

export interface ShowRequest {
  readonly kind: string;
  readonly name: string;
  readonly json: boolean;
}

/** The sheet of an item: head, rows in columns, numbered sources. */
export const sheet = (item: Item, kind: Kind, terminal: Terminal): string => {
  const colours = paint(terminal);
  const sources: string[] = [];
  const mark = (source: string | undefined): string => {
    if (source === undefined) return '';
    if (!sources.includes(source)) sources.push(source);
    return `[${sources.indexOf(source) + 1}]`;
  };
  const label = Math.min(28, Math.max(0, ...item.rows.map((row) => row.label.length)));
  const value = Math.min(34, Math.max(0, ...item.rows.map((row) => row.value.length)));
  const indent = ' '.repeat(label + 4);
  const line = (row: Row): string => {
    const head = `  ${row.label.padEnd(label)}  `;
    const tail = [row.tier ?? '', mark(row.source)].filter((part) => part !== '').join(' ');
    const isLong = row.value.length > value || head.length + value + 2 + tail.length > terminal.columns;
    const first = isLong
      ? [
          `${head}${wrapped(row.value, terminal.columns, indent).trimStart()}`,
          ...(tail === '' ? [] : [`${indent}${colours.dim(tail)}`]),
        ].join('\n')
      : `${head}${colours.bold(row.value)}${tail === '' ? '' : `${' '.repeat(value - row.value.length + 2)}${colours.dim(tail)}`}`;
    return row.note === undefined ? first : `${first}\n${wrapped(row.note, terminal.columns, indent)}`;
  };
  const also = item.aliases.length === 0 ? '' : `, also ${item.aliases.join(', ')}`;
  const blocks = [
    `${colours.bold(item.name)}${also} · ${kind.one}\n${wrapped(item.doc, terminal.columns)}`,
    item.rows.map(line).join('\n'),
    sources.length === 0
      ? ''
      : `${colours.dim('Sources')}\n${sources.map((source, index) => wrapped(`[${index + 1}] ${source}`, terminal.columns, '  ', '      ')).join('\n')}`,
  ];
  return shown(blocks.filter((block) => block !== '').join('\n\n'), terminal);
};

export const show = async (request: ShowRequest, terminal: Terminal): Promise<ExitCode> => {
  const kind = kindOf(request.kind);
  const items = await kind.items();
  const item = items.find((candidate) => isNamed(candidate, request.name));
  if (item === undefined) {
    const near = nearest(
      request.name,
      items.flatMap((candidate) => [candidate.name, ...candidate.aliases]),
    );
    throw new Usage(
      `There is no ${kind.one} "${request.name}".${near === undefined ? '' : ` Did you mean ${near}?`} List all: token-factory list ${kind.many}.`,
    );
  }
  if (request.json)
    printJson(terminal, { kind: kind.one, name: item.name, aliases: item.aliases, doc: item.doc, data: item.data });
  else terminal.print(sheet(item, kind, terminal));
  return EXIT.fine;
};
