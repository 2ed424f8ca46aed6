/** Columns of comma-separated traces, and the tokens in their cells. */
import { cellsOf } from '../../schema/cells.js';
import { LONGEST } from '../lengths/length.js';
import type { Report } from './format.js';

/** Finds the columns of a header; spelling counts, order does not. */
export const columnsOf = (
  header: string,
  required: readonly string[],
  optional: readonly string[],
  report: Report,
): Map<string, number> => {
  const found = new Map(cellsOf(header).map((cell, index) => [cell.trim(), index] as const));
  const missing = required.filter((column) => !found.has(column));
  const unknown = [...found.keys()].filter((column) => !required.includes(column) && !optional.includes(column));
  if (missing.length > 0) report(header, `the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`);
  if (unknown.length > 0) report(unknown.join(', '), `only the columns ${[...required, ...optional].join(', ')}`);
  return found;
};

/** Tokens in a cell or value: a whole number from 1 to ten million; reports and returns NaN otherwise. */
export const tokensIn = (value: string | number, what: string, report: Report): number => {
  const tokens = typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value);
  if (tokens >= 1 && tokens <= LONGEST && Number.isInteger(tokens)) return tokens;
  report(
    value === '' ? `no ${what}` : `${what} ${value}`,
    tokens > LONGEST ? `at most ${LONGEST} tokens` : 'a whole number of tokens, at least 1',
  );
  return Number.NaN;
};
