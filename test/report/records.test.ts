import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { csvChunks, parquetBytes, requestTable, seriesTable } from '../../src/report/records.js';
import type { RequestRecords } from '../../src/study/answer.js';
import { sample } from './sample.js';

const records: RequestRecords = {
  count: 3,
  stride: [100, 200],
  id: Float64Array.of(0, 100, 5e9),
  stream: Uint8Array.of(0, 1, 0),
  pool: Uint8Array.of(1, 0, 1),
  replica: Int32Array.of(3, 7, 0),
  arrival_s: Float64Array.of(0.25, 1800.000001, 86_399.5),
  ttft_s: Float32Array.of(0.1, Number.NaN, 2.5),
  e2e_s: Float32Array.of(4.2, Number.NaN, 30.125),
  prompt_tokens: Int32Array.of(1020, 7, 130_000),
  output_tokens: Int32Array.of(211, 0, 1),
  refused: Uint8Array.of(0, 1, 0),
  preemptions: Uint8Array.of(0, 2, 255),
};
const table = requestTable(records, sample);

test('CSV writes names, full numbers and nothing where nothing was observed', () => {
  expect([...csvChunks(table)].join('')).toBe(
    [
      'id,stream,pool,replica,arrival_s,ttft_s,e2e_s,prompt_tokens,output_tokens,refused,preemptions',
      '0,chat,ascend-llama,3,0.25,0.1,4.2,1020,211,0,0',
      '100,coding,h20-deepseek,7,1800.000001,,,7,0,1,2',
      '5000000000,chat,ascend-llama,0,86399.5,2.5,30.125,130000,1,0,255',
      '',
    ].join('\n'),
  );
});

test('CSV gives 32-bit times by seven digits, instants to the nanosecond and large numbers whole', () => {
  const doubles = [0, 0.1 + 0.2, 31_579.117_080_372_6, 1e-10, 4_503_600, 5e6 + 1 / 3, -1.5];
  const short = Float32Array.of(1e-4, 0.001, 0.0123456, 99.99999, 9_999_999, 1e7, 3e-8);
  const large = [0.5, 2 ** 31, 2 ** 36 + 7, 5_000_000_001, 1e15 - 1, 2 ** 53, -3e9];
  const columns = [
    { name: 'at', type: 'instant' as const, values: doubles },
    { name: 'short', type: 'real' as const, values: short },
    { name: 'large', type: 'real' as const, values: large },
  ];
  const lines = [...csvChunks({ rows: 7, columns })].join('').trimEnd().split('\n').slice(1);
  expect(lines.map((line) => line.split(',')[0])).toEqual([
    '0',
    '0.3',
    '31579.117080373',
    '0',
    '4503600',
    String(5e6 + 1 / 3),
    '-1.5',
  ]);
  expect(lines.map((line) => line.split(',')[1])).toEqual(
    Array.from(short, (value) => String(Number(value.toPrecision(7)))),
  );
  expect(lines.map((line) => line.split(',')[2])).toEqual(large.map(String));
});

test('CSV quotes what would break a row', () => {
  const quoted = { rows: 1, columns: [{ name: 'a,b', type: 'text' as const, values: ['say "hi"\nthere'] }] };
  expect([...csvChunks(quoted)].join('')).toBe('"a,b"\n"say ""hi""\nthere"\n');
});

const file = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

test('Parquet gives every value back, with seed and version in its metadata', async () => {
  const bytes = parquetBytes(table, sample);
  const rows = await parquetReadObjects({ file: file(bytes) });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({
    id: 0,
    stream: 'chat',
    pool: 'ascend-llama',
    replica: 3,
    arrival_s: 0.25,
    prompt_tokens: 1020,
  });
  expect(rows[1]).toMatchObject({ ttft_s: null, e2e_s: null, arrival_s: 1800.000001 });
  expect(rows[2]).toMatchObject({ id: 5e9, preemptions: 255, e2e_s: 30.125 });
  const metadata = Object.fromEntries(
    parquetMetadata(file(bytes)).key_value_metadata!.map(({ key, value }) => [key, value]),
  );
  expect(metadata).toMatchObject({ seed: '7', version: '0.1.0', scenarioHash: sample.scenarioHash });
});

test('the series goes out with units in its names and comes back whole', async () => {
  const series = seriesTable(sample.series);
  expect(series.columns.map(({ name }) => name).slice(0, 3)).toEqual([
    'since_start_s',
    'arrivals_request_per_s',
    'output_token_per_s',
  ]);
  const rows = await parquetReadObjects({ file: file(parquetBytes(series, sample)) });
  expect(rows).toHaveLength(288);
  expect(rows[287]!.since_start_s).toBe(287 * 300);
  expect(rows[100]!.arrivals_request_per_s).toBe(sample.series.columns[0]!.values[100]);
});

test('the same records give the same bytes', () => {
  expect(parquetBytes(table, sample)).toEqual(parquetBytes(table, sample));
});
