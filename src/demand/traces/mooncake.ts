/** Mooncake's public traces, one JSON object a line: timestamp [ms], input_length, output_length, hash_ids. */
import { tokensIn } from './cells.js';
import type { Report, TraceFormat } from './format.js';

const KNOWN = 'an object such as {"timestamp": 3000, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1]}';

const tokens = (value: unknown, what: string, report: Report): number =>
  tokensIn(typeof value === 'number' ? value : value === undefined ? '' : JSON.stringify(value), what, report);

export const mooncake: TraceFormat = {
  name: 'mooncake',
  doc: 'Mooncake JSONL: timestamp in milliseconds, input_length, output_length, and hash_ids, the identities of the prompt’s 512-token blocks.',
  example: '{"timestamp": 0, "input_length": 6758, "output_length": 500}',
  hasHeader: false,
  recognises: (line) => line.trimStart().startsWith('{'),
  open: () => (line, row, report) => {
    const value = parsed(line);
    if (value === undefined) {
      report(line, KNOWN);
      return;
    }
    const { timestamp, input_length, output_length, hash_ids } = value;
    if (typeof timestamp === 'number' && timestamp >= 0) row.arrival = timestamp / 1000;
    else
      report(
        timestamp === undefined ? 'no timestamp' : `timestamp ${JSON.stringify(timestamp)}`,
        'milliseconds, at least 0',
      );
    row.prompt = tokens(input_length, 'input_length', report);
    row.output = tokens(output_length, 'output_length', report);
    if (hash_ids === undefined) row.blocks = null;
    else if (Array.isArray(hash_ids) && hash_ids.every(isBlock)) row.blocks = hash_ids;
    else report(`hash_ids ${JSON.stringify(hash_ids)}`, 'a list of whole numbers from 0 to 2147483647');
  },
};

const isBlock = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;

const parsed = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};
