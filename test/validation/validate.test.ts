import { expect, test } from 'vitest';
import { comparisonsCsv, validationData } from '../../src/report/validation/json.js';
import { type ValidationReport, validateModel, worstOf } from '../../src/validation/validate.js';

const HEAD = 'chip,framework,version,dtype,m,n,k,latency_us\n';
const gemm = (...rows: string[]) => [{ name: 'aic_op_gemm.csv', content: HEAD + rows.join('\n') }];
const reportOf = async (...rows: string[]): Promise<ValidationReport> => {
  const answer = await validateModel(gemm(...rows));
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  return answer.report;
};

test('a big multiplication on an H100 is predicted within a quarter of what the data sheet and 81 % of it allow', async () => {
  const speedOfLight = ((2 * 8192 * 8192 * 8192) / 989e12) * 1e6;
  const report = await reportOf(`h100,vllm,1,bfloat16,8192,8192,8192,${speedOfLight / 0.81}`);
  expect(report.files[0]!.sets[0]!.summary.mape).toBeLessThan(0.25);
});

test('unknown chips are counted and named, not fatal; a time of nothing is no measurement', async () => {
  const report = await reportOf(
    'h100,vllm,1,bfloat16,64,4096,4096,20',
    'zx9,vllm,1,bfloat16,64,4096,4096,20',
    'h100,vllm,1,bfloat16,64,4096,4096,0',
  );
  const [set] = validationData(report).sets;
  expect(set).toMatchObject({ file: 'aic_op_gemm', measure: 'latency_us', rows: 1, skipped: 2 });
  expect(report.files[0]!.skips.map(({ reason }) => reason).join()).toContain('zx9');
});

test('the data for programs has what it promises, as fractions', async () => {
  const data = validationData(
    await reportOf('h100,vllm,1,bfloat16,64,4096,4096,20', 'b200,vllm,1,fp8,64,4096,4096,10'),
  );
  expect(Object.keys(data.sets[0]!)).toEqual(
    expect.arrayContaining(['file', 'measure', 'rows', 'skipped', 'mape', 'median', 'bias', 'p90', 'groups']),
  );
  expect(data.sets[0]!.groups.map(({ by, name }) => `${by} ${name}`)).toEqual([
    'chip b200',
    'chip h100',
    'framework vllm',
  ]);
  expect(data.worst).toHaveLength(2);
});

test('the rows furthest off come first', async () => {
  const report = await reportOf('h100,vllm,1,bfloat16,64,4096,4096,20', 'h100,vllm,1,bfloat16,64,4096,4096,2');
  expect(worstOf(report, 1)[0]!.line).toBe(3);
});

test('a mistake in any table means no report at all; files of no known layout are named', async () => {
  expect(await validateModel(gemm('h100,vllm,1,bfloat16,many,4096,4096,20'))).toHaveProperty('issues');
  const answer = await validateModel([
    ...gemm('h100,vllm,1,bfloat16,64,4096,4096,20'),
    { name: 'ref_chips.csv', content: 'x' },
  ]);
  expect(answer).toMatchObject({ report: { unknown: ['ref_chips.csv'] } });
});

test('a comma in a label does not split its row', async () => {
  const [, row] = [...comparisonsCsv(await reportOf('h100,"a, b",1,bfloat16,64,4096,4096,20'))];
  expect(row).toContain('"a, b"');
});
