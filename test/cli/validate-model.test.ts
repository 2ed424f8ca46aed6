import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calibrate } from '../../src/cli/calibrate.js';
import { DiskFiles } from '../../src/cli/files.js';
import { validate } from '../../src/cli/validate-model.js';
import { findChip } from '../../src/compute/chips/index.js';
import { findFramework } from '../../src/compute/frameworks.js';
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
