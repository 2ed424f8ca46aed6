/** The built program on one thread and on several: the same bytes, whatever the number of threads. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUSE } from '../laws/house.js';

const root = join(import.meta.dirname, '../..');
/** Inside the project, so that the built program finds the packages it leaves outside. */
const built = join(root, 'node_modules', '.cache', `token-factory-threads-${process.pid}`);
let folder: string;

beforeAll(() => {
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'package.json'), readFileSync(join(root, 'package.json')));
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', '--dir', join(built, 'dist'), '--logLevel', 'silent'],
    { cwd: root, stdio: 'pipe' },
  );
  folder = mkdtempSync(join(tmpdir(), 'threads-'));
  writeFileSync(join(folder, 'house.yaml'), HOUSE);
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** The bytes of measures.json and of the request records after a run of some scenario. */
const bytes = (file: string, threads: number, sets: readonly string[] = []): readonly Buffer[] => {
  const out = join(folder, `threads-${threads}`);
  execFileSync(
    process.execPath,
    [
      join(built, 'dist/cli.js'),
      'run',
      file,
      '--threads',
      String(threads),
      '--out',
      out,
      '--quiet',
      ...sets.flatMap((set) => ['--set', set]),
    ],
    { cwd: folder, stdio: 'pipe' },
  );
  const name = file.replace(/^.*\/|\.yaml$/g, '');
  return ['measures.json', 'report.md'].map((one) => readFileSync(join(out, name, one)));
};

test('one, two, three and five threads give the same bytes', () => {
  const one = bytes('house.yaml', 1);
  expect(one[0]!.length).toBeGreaterThan(10_000);
  for (const threads of [2, 3, 5]) expect(bytes('house.yaml', threads)).toEqual(one);
});

test('so do they where supply runs short and all groups of a world are stepped together with it', () => {
  const sets = ['power.shortage={}', 'power.sources=[{kind: grid, limit: 2.6 kW}]', 'demand[0].rate=30 request/s'];
  const one = bytes('house.yaml', 1, sets);
  expect(String(one[1])).toContain('Power was not to be had');
  for (const threads of [2, 3]) expect(bytes('house.yaml', threads, sets)).toEqual(one);
});

test('so do they for the first shipped scenario in several groups and replications', () => {
  const file = join(root, 'scenarios/01-first-factory.yaml');
  const sets = [
    'horizon=10 minute',
    'warmUp=1 minute',
    'sampling.sample=5',
    'sampling.group=2',
    'sampling.replications=2',
  ];
  expect(bytes(file, 2, sets)).toEqual(bytes(file, 1, sets));
});
