import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calibrate } from '../../src/cli/calibrate.js';
import { DiskFiles } from '../../src/cli/files.js';
import { validate } from '../../src/cli/validate-model.js';
import { findChip } from '../../src/compute/chips/index.js';
import { type PlanValue, planFields, planFrom } from '../../src/compute/fields.js';
import { findFramework, withFrontEnd } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { plainPlan } from '../../src/compute/plan.js';
import { timesUnder } from '../../src/validation/load.js';
import { openWindow } from './window.js';

const window = () => ({ ...openWindow(), files: new DiskFiles() });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GEMM = 'chip,framework,version,dtype,m,n,k,latency_us\nh100,vllm,1,bfloat16,64,4096,4096,20\n';
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const request = (more = {}) => ({ folder, json: false, quiet: true, ...more });

test('prints a table of errors, or one object', async () => {
  put('aic_op_gemm.csv', GEMM);
  const people = window();
  expect(await validate(request(), people)).toBe(0);
  expect(people.printed.join('\n')).toContain('aic_op_gemm');
  const programs = window();
  expect(await validate(request({ json: true }), programs)).toBe(0);
  expect(JSON.parse(programs.printed.join(''))).toMatchObject({
    schemaVersion: 1,
    sets: [{ file: 'aic_op_gemm', rows: 1 }],
  });
});

test('writes both files at once into the folder asked for', async () => {
  put('aic_op_gemm.csv', GEMM);
  const out = join(folder, 'deep', 'out');
  expect(await validate(request({ out }), window())).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['comparisons.csv', 'validation.json']);
});

test('a mistake is told with its place, exit code 65, and nothing is written', async () => {
  put('aic_op_gemm.csv', GEMM.replace('20', 'NaN'));
  const out = join(folder, 'out');
  const seen = window();
  expect(await validate(request({ out }), seen)).toBe(65);
  expect(seen.noted.join('\n')).toContain('aic_op_gemm.csv:2');
  expect(existsSync(out)).toBe(false);
});

test.each([
  ['no folder', () => rmSync(folder, { recursive: true }), 'there is no such folder'],
  ['an empty folder', () => {}, 'no file ends in .csv'],
  ['tables nobody knows', () => put('mine.csv', 'a,b\n1,2\n'), 'no measured table of a known layout'],
  [
    'bytes that are no text',
    () => writeFileSync(join(folder, 'aic_op_gemm.csv'), Buffer.from([0xff, 0xfe, 0x80])),
    'not UTF-8',
  ],
])('%s ends in a plain sentence', async (_, prepare, sentence) => {
  prepare();
  await expect(validate(request(), window())).rejects.toThrow(sentence);
});

const OWN = 'chip,model,precision,framework,tensor,data,expert,prompt,output,concurrency,ttft_ms,tpot_ms\n';

test('a cluster whose kernels take a third longer is found to be slower, by as much as six rows can bear', async () => {
  const plan = plainPlan(findChip('h100')!, findModel('llama-3.1-8b')!, findFramework('unknown'), undefined, {
    maturity: 4 / 3,
  });
  const rows = [4, 8, 16, 32, 48, 64].map((inFlight) => {
    const times = timesUnder(plan, { inFlight, prompt: 512, output: 128, spread: 0 });
    if (typeof times === 'string') throw new Error(times);
    return `h100,llama-3.1-8b,bf16,unknown,1,1,1,512,128,${inFlight},${1e3 * times.ttft},${1e3 * times.tpot}`;
  });
  put('own.csv', `${OWN}${rows.join('\n')}\n`);
  const seen = window();
  await calibrate({ data: join(folder, 'own.csv'), json: true, quiet: true }, seen);
  const { factors } = JSON.parse(seen.printed.join('')) as { factors: { factor: number }[] };
  expect(factors[0]!.factor).toBeCloseTo((4 / 3) ** (6 / 18), 1);
  expect(factors[0]!.factor).toBeGreaterThan(1.05);
});

test('own measurements: unknown names are left out with a reason, mistakes are exit code 65, a file is written whole', async () => {
  const data = join(folder, 'own.csv');
  put(
    'own.csv',
    `${OWN}h100,llama-3.1-8b,bf16,vllm,1,1,1,512,64,8,100,9\nh100,nobody,bf16,vllm,1,1,1,512,64,8,100,9\n`,
  );
  const seen = window();
  const out = join(folder, 'factors.yaml');
  expect(await calibrate({ data, out, json: false, quiet: true }, seen)).toBe(0);
  expect(seen.noted.join('\n')).toContain('nobody is not in the catalogue');
  expect(readFileSync(out, 'utf8')).toMatch(/^maturity: \d/m);
  put('own.csv', `${OWN}h100,llama-3.1-8b,bf16,vllm,1,1,1,512,64,8,100,NaN\n`);
  expect(await calibrate({ data, json: false, quiet: true }, window())).toBe(65);
});

test.each([
  [
    'a column that is missing',
    GEMM.replace(',latency_us', ',latency'),
    /:1:?.*latency_us.*did you mean latency|latency_us/s,
  ],
  ['a table without rows', `${GEMM.split('\n')[0]}\n`, /at least one row/],
  ['a file with nothing in it', '', /at least one row/],
  ['a unit behind a number', GEMM.replace(',20\n', ',0.02 ms\n'), /0\.02 ms.*without a unit|without a unit.*0\.02 ms/s],
  ['an infinite time', GEMM.replace(',20\n', ',Infinity\n'), /finite number/],
  ['a row that is too short', `${GEMM}h100,vllm\n`, /:3/],
])('validate-model: %s is told with its place, exit code 65, and nothing is written', async (_, content, sentence) => {
  put('aic_op_gemm.csv', content);
  const out = join(folder, 'out');
  const seen = window();
  expect(await validate(request({ out }), seen)).toBe(65);
  expect(seen.noted.join('\n')).toMatch(sentence);
  expect(seen.noted.join('\n')).toContain('aic_op_gemm.csv');
  expect(existsSync(out)).toBe(false);
});

test('validate-model: rows of unknown chips are counted and named, and the others are compared all the same', async () => {
  put('aic_op_gemm.csv', `${GEMM}z9000,vllm,1,bfloat16,64,4096,4096,20\nh100,vllm,1,ternary,64,4096,4096,20\n`);
  const seen = window();
  expect(await validate(request(), seen)).toBe(0);
  const printed = seen.printed.join('\n');
  expect(printed).toContain('chip z9000 is not in the catalogue');
  expect(printed).toContain('no curve for ternary weights');
});

const ROW = 'h100,llama-3.1-8b,bf16,vllm,1,1,1,512,64,8,100,9';

test.each([
  ['a column that is missing', OWN.replace(',tpot_ms', '') + ROW.replace(/,9$/, ''), /tpot_ms/],
  ['a file with nothing in it', '', /at least one row/],
  ['a table without rows', OWN, /at least one row/],
  ['a unit behind a number', `${OWN}${ROW} ms\n`, /without a unit/],
  ['a number that is none', `${OWN}${ROW.replace(',512,', ',NaN,')}\n`, /finite number/],
])('calibrate: %s is told with its place, exit code 65, and nothing is written', async (_, content, sentence) => {
  put('own.csv', content);
  const out = join(folder, 'factors.yaml');
  const seen = window();
  expect(await calibrate({ data: join(folder, 'own.csv'), out, json: false, quiet: true }, seen)).toBe(65);
  expect(seen.noted.join('\n')).toMatch(sentence);
  expect(seen.noted.join('\n')).toContain('own.csv');
  expect(existsSync(out)).toBe(false);
});

test('calibrate: where no row can be used, the first reason is told and nothing is written', async () => {
  put('own.csv', `${OWN}${ROW.replace('h100', 'z9000')}\n${ROW.replace('bf16', 'bf61')}\n`);
  const out = join(folder, 'factors.yaml');
  await expect(calibrate({ data: join(folder, 'own.csv'), out, json: false, quiet: true }, window())).rejects.toThrow(
    /no row to fit on: line 2, chip z9000 is not in the catalogue/,
  );
  expect(existsSync(out)).toBe(false);
});

test('a wait before the first token is found in a cluster that has one, and the lines written are read by a scenario', async () => {
  const plan = plainPlan(findChip('h100')!, findModel('llama-3.1-8b')!, withFrontEnd(findFramework('vllm'), 0.1, 5));
  const rows = [4, 8, 12, 16, 24, 32, 48, 64].map((inFlight) => {
    const times = timesUnder(plan, { inFlight, prompt: 512, output: 128, spread: 0 });
    if (typeof times === 'string') throw new Error(times);
    return `h100,llama-3.1-8b,bf16,vllm,,,,512,128,${inFlight},${1e3 * times.ttft},${1e3 * times.tpot}`;
  });
  put('own.csv', `${OWN}${rows.map((row) => row.replace('vllm,,', 'vllm,1,')).join('\n')}\n`);
  const out = join(folder, 'pools.yaml');
  expect(await calibrate({ data: join(folder, 'own.csv'), out, json: false, quiet: true }, window())).toBe(0);
  const lines = readFileSync(out, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [, fixed, steps] = /^frontEnd: \{ fixed: '([\d.]+) ms', steps: ([\d.]+) \}$/.exec(lines[1]!)!;
  expect(Number(fixed) + 7 * Number(steps)).toBeGreaterThan(75);
  const pool = parse(lines.join('\n')) as Record<string, unknown>;
  const read = planFields.safeParse({ chip: 'h100', model: 'llama-3.1-8b', ...pool });
  expect(read.success).toBe(true);
  const own = planFrom(read.data as PlanValue, findChip('h100')!, findModel('llama-3.1-8b')!);
  expect(own.framework.frontEnd.fixed.value).toBeCloseTo(Number(fixed) / 1e3, 9);
  expect(own.framework.frontEnd.steps.value).toBe(Number(steps));
});
