/** Records as files for other programs: CSV as chunks of text, Parquet as bytes whose metadata names seed and version. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RunResult, Series } from '../measure/result.js';
import type { RequestRecords } from '../study/answer.js';

/** One column; NaN and null both mean that nothing was observed. The name carries the unit: `ttft_s`. */
export interface RecordColumn {
  readonly name: string;
  readonly type: 'text' | 'whole' | 'real';
  readonly values: ArrayLike<number | string | null>;
}

export interface RecordTable {
  readonly rows: number;
  readonly columns: readonly RecordColumn[];
}

/** What a file says of itself beside its rows. */
export type RecordOrigin = Pick<RunResult, 'version' | 'scenario' | 'scenarioHash' | 'seed'>;

const named = (codes: Uint8Array, names: readonly string[]): (string | null)[] =>
  Array.from(codes, (code) => names[code] ?? null);

/** Request records as a table; `stream` and `pool` by name. */
export const requestTable = (records: RequestRecords, result: RunResult): RecordTable => ({
  rows: records.count,
  columns: [
    { name: 'id', type: 'real', values: records.id },
    {
      name: 'stream',
      type: 'text',
      values: named(
        records.stream,
        result.streams.map(({ name }) => name),
      ),
    },
    {
      name: 'pool',
      type: 'text',
      values: named(
        records.pool,
        result.pools.map(({ name }) => name),
      ),
    },
    { name: 'replica', type: 'whole', values: records.replica },
    { name: 'arrival_s', type: 'real', values: records.arrival_s },
    { name: 'ttft_s', type: 'real', values: records.ttft_s },
    { name: 'e2e_s', type: 'real', values: records.e2e_s },
    { name: 'prompt_tokens', type: 'whole', values: records.prompt_tokens },
    { name: 'output_tokens', type: 'whole', values: records.output_tokens },
    { name: 'refused', type: 'whole', values: records.refused },
    { name: 'preemptions', type: 'whole', values: records.preemptions },
  ],
});

const unitSuffix = (unit: string): string => (unit === '1' || unit === '' ? '' : `_${unit.replaceAll('/', '_per_')}`);

/** Time series as a table: seconds since the start of the series, then one column each, unit in its name. */
export const seriesTable = (series: Series): RecordTable => {
  const rows = series.columns[0]?.values.length ?? 0;
  return {
    rows,
    columns: [
      {
        name: 'since_start_s',
        type: 'real',
        values: Array.from({ length: rows }, (_, index) => index * series.interval),
      },
      ...series.columns.map(({ name, unit, values }) => ({
        name: `${name}${unitSuffix(unit)}`,
        type: 'real' as const,
        values,
      })),
    ],
  };
};

/** Numbers in full and no fuller: a 32-bit number by the nine digits that identify it. */
const cell = (value: number | string | null | undefined, short: boolean): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return Number.isNaN(value) ? '' : short ? String(Number(value.toPrecision(7))) : String(value);
};

const ROWS_PER_CHUNK = 4096;

/** CSV (RFC 4180 with bare newlines): the header, then rows, a few thousand at a time. */
export function* csvChunks({ rows, columns }: RecordTable): Generator<string> {
  yield `${columns.map(({ name }) => cell(name, false)).join(',')}\n`;
  const short = columns.map(({ values }) => values instanceof Float32Array);
  for (let start = 0; start < rows; start += ROWS_PER_CHUNK) {
    let text = '';
    for (let row = start; row < Math.min(rows, start + ROWS_PER_CHUNK); row++)
      text += `${columns.map(({ values }, index) => cell(values[row], short[index]!)).join(',')}\n`;
    yield text;
  }
}

const observed = (value: number | string | null | undefined): number | string | null =>
  value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;

const PARQUET_TYPES = { text: 'STRING', whole: 'INT32', real: 'DOUBLE' } as const;

/** One Parquet file; what was not observed is null. Same table and origin, same bytes. */
export const parquetBytes = ({ rows, columns }: RecordTable, origin: RecordOrigin): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type, values }) => ({
        name,
        type: PARQUET_TYPES[type],
        data: Array.from({ length: rows }, (_, row) => observed(values[row])),
      })),
      kvMetadata: [
        { key: 'scenario', value: origin.scenario },
        { key: 'scenarioHash', value: origin.scenarioHash },
        { key: 'seed', value: String(origin.seed) },
        { key: 'version', value: origin.version },
      ],
      createdBy: `token-factory version ${origin.version}`,
    }),
  );
