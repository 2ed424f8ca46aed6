/** Records as files for other programs: CSV as chunks of text, Parquet as bytes whose metadata names seed and version. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RunResult, Series } from '../measure/result.js';
import type { RequestRecords } from '../study/answer.js';

/** One column; NaN and null both mean that nothing was observed. The name carries the unit: `ttft_s`. An `instant` is a time that CSV gives to the nanosecond. */
export interface RecordColumn {
  readonly name: string;
  readonly type: 'text' | 'whole' | 'real' | 'instant';
  readonly values: ArrayLike<number | string | null>;
}

export interface RecordTable {
  readonly rows: number;
  readonly columns: readonly RecordColumn[];
}

/** What a file says of itself beside its rows. */
export type RecordOrigin = Pick<RunResult, 'version' | 'scenario' | 'scenarioHash' | 'seed'>;

const named = (codes: Uint8Array, names: readonly string[]): (string | null)[] => {
  const texts = new Array<string | null>(codes.length);
  for (let row = 0; row < codes.length; row++) texts[row] = names[codes[row]!] ?? null;
  return texts;
};

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
    { name: 'arrival_s', type: 'instant', values: records.arrival_s },
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

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cell = (value: number | string | null | undefined): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(value);
  return Number.isNaN(value) ? '' : String(value);
};

/** `digits` units of 10^−decimals, without the zeros at its end; `digits` is whole and below 2^53, `decimals` at most 9. */
const decimalText = (digits: number, decimals: number): string => {
  let unit = 10 ** decimals;
  const whole = Math.floor(digits / unit);
  let rest = (digits - whole * unit) | 0;
  if (rest === 0) return String(whole);
  for (; rest % 10 === 0; unit /= 10) rest = (rest / 10) | 0;
  return `${whole}.${String(unit + rest).slice(1)}`;
};

/** A 32-bit number by the seven digits that its type holds: what `toPrecision(7)` says, without the zeros at its end. From 0.001 to 10 million the
 *  digits are found exactly: 24 bits times 10^9 or less fit into a double. */
const shortCell = (value: number): string => {
  if (Number.isNaN(value)) return '';
  if (!(value >= 1e-3 && value < 1e7)) return String(Number(value.toPrecision(7)));
  let decimals = 9;
  for (let bound = 1e-2; value >= bound; bound *= 10) decimals--;
  return decimalText(Math.round(value * 10 ** decimals), decimals);
};

const MILLION = 1e6;
const BILLION = 1e9;

/** An instant to the nanosecond: shorter, and several times as quick to write, as all digits of a double. */
const instantCell = (seconds: number): string =>
  seconds >= 0 && seconds < 2 ** 52 / BILLION ? decimalText(Math.round(seconds * BILLION), 9) : cell(seconds);

/** A number in full. Large whole numbers, such as those of requests, are written in two halves, each of which is quick to write. */
const realCell = (value: number | string | null): string => {
  if (!(typeof value === 'number' && value >= 2 ** 31 && value < 1e15 && Number.isInteger(value))) return cell(value);
  const high = Math.floor(value / MILLION);
  return `${high}${String(MILLION + value - high * MILLION).slice(1)}`;
};

/** Texts repeat, so each is quoted once. */
const textCell = (): ((value: number | string | null) => string) => {
  const seen = new Map<number | string | null, string>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    const text = cell(value);
    seen.set(value, text);
    return text;
  };
};

/** Writes the cells of a column in some rows into `into`, each with what follows it. */
const writeCells = ({ values, type }: RecordColumn, from: number, end: string, into: string[]): void => {
  if (values instanceof Float32Array)
    for (let at = 0; at < into.length; at++) into[at] = shortCell(values[from + at]!) + end;
  else {
    const written = { text: textCell(), instant: instantCell as typeof realCell, whole: cell, real: realCell }[type];
    for (let at = 0; at < into.length; at++) into[at] = written(values[from + at]!) + end;
  }
};

const ROWS_PER_CHUNK = 4096;

/** CSV (RFC 4180 with bare newlines): the header, then rows, a few thousand at a time. */
export function* csvChunks({ rows, columns }: RecordTable): Generator<string> {
  yield `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
  for (let from = 0; from < rows; from += ROWS_PER_CHUNK) {
    const until = Math.min(rows, from + ROWS_PER_CHUNK);
    const cells = columns.map((column, at) => {
      const written = new Array<string>(until - from);
      writeCells(column, from, at === columns.length - 1 ? '\n' : ',', written);
      return written;
    });
    let text = '';
    for (let row = 0; row < until - from; row++) for (let at = 0; at < cells.length; at++) text += cells[at]![row]!;
    yield text;
  }
}

const observed = (value: number | string | null | undefined): number | string | null =>
  value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;

const PARQUET_TYPES = { text: 'STRING', whole: 'INT32', real: 'DOUBLE', instant: 'DOUBLE' } as const;

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
