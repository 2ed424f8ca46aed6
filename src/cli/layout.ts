/** Text laid out for the window: wrapped lines, columns that fit, and plain signs where only ASCII is wanted. */
import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { displayWidth } from '../report/terminal-text.js';
import type { Terminal } from './terminal.js';

/** What each sign beyond ASCII becomes in a pipe. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u202f': ' ',
  '\u00a0': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
  '×': 'x',
  '…': '...',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  µ: 'u',
  '²': '2',
  '³': '3',
  '≤': '<=',
  '≥': '>=',
  '→': '->',
  '±': '+-',
  Σ: 'sum',
  '∫': 'integral',
  '✓': 'ok',
  '✗': 'x',
};

/** The same text as far as ASCII goes; names in other scripts stay as they are. */
export const plainly = (text: string): string => text.replace(/[\u00a0-\u2fff]/g, (sign) => PLAIN[sign] ?? sign);

/** The text as the window can show it. */
export const shown = (text: string, terminal: Terminal): string => (terminal.colour ? text : plainly(text));

export const paint = (terminal: Terminal): ReturnType<typeof createColors> => createColors(terminal.colour);

/** Words in lines of at most `width` columns; the first line begins with the indent, the others with the hanging one. */
export const wrapped = (text: string, width: number, indent = '', hanging = indent): string => {
  const lines: string[] = [];
  for (const word of text.split(/[ \n\t]+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${last === undefined ? indent : hanging}${word}`);
  }
  return lines.join('\n');
};

const BARE = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((part) => [part, '']),
);

const GAP = 2;

/** Rows under a head, columns two spaces apart. Columns that do not fit are dropped from the right, all but the first two; the last kept is wrapped into what is left. */
export const columns = (head: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): string => {
  const texts = [head, ...rows].map((row) => row.map((cell) => shown(cell, terminal)));
  const widths = head.map((_, index) => Math.max(...texts.map((row) => displayWidth(row[index] ?? ''))));
  const room = (count: number): number =>
    terminal.columns - widths.slice(0, count - 1).reduce((sum, width) => sum + width + GAP, 0);
  let count = head.length;
  while (count > 2 && room(count) < Math.min(widths[count - 1]!, 24)) count--;
  const last = Math.max(8, Math.min(widths[count - 1]!, room(count)));
  const table = new Table({
    chars: { ...BARE, middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths.slice(0, count - 1), last],
    wordWrap: true,
  });
  const colours = paint(terminal);
  const [first, ...others] = texts;
  table.push(
    first!.slice(0, count).map((cell) => colours.dim(cell)),
    ...others.map((row) => row.slice(0, count)),
  );
  return table.toString().replace(/ +$/gm, '');
};
