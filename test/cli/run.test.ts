import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Interrupted } from '../../src/cli/exit.js';
import { type Engine, type RunRequest, run } from '../../src/cli/run.js';
import type { Loaded } from '../../src/scenario/load.js';
import { ScenarioWrong } from '../../src/schema/issue.js';
import { sample } from '../report/sample.js';
import { openWindow } from './window.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const request = (files: readonly string[], more: Partial<RunRequest> = {}): RunRequest => ({
  files,
  set: [],
  out,
  threads: 1,
  records: 'none',
  charts: 'none',
  json: false,
  quiet: false,
  verbose: false,
  ...more,
});

const loaded = (file: string): Loaded =>
  ({
    name: file.replace(/^.*\/|\.yaml$/g, ''),
    file,
    hash: 'abc',
    scenario: { demand: [], fleet: [] },
    effective: [{ path: 'seed', value: 1, source: 'default', reason: 'any does' }],
  }) as unknown as Loaded;

/** Loads anything but wrong.yaml, answers with the sample, and tells what it was asked. */
const engine = (more: Partial<Engine> = {}) => {
  const asked: { file: string; sets: readonly string[] }[] = [];
  const fake: Engine = {
    load: (file, _, sets = []) => {
      asked.push({ file, sets });
      if (file === 'wrong.yaml')
        throw new ScenarioWrong([
          { path: ['fleet', 0, 'chip'], file, line: 3, column: 9, found: 'h2', expected: 'a chip', hint: 'h20' },
        ]);
      return loaded(file);
    },
    answer: async (_, options) => {
      options.progress?.(0.5, 'simulating');
      return { result: sample, requests: null, runtime: { seconds: 1 } };
    },
    ...more,
  };
  return { asked, fake };
};

describe('one scenario', () => {
  test('leaves its folder and prints its answer', async () => {
    const window = openWindow();
    expect(await run(request(['a/one.yaml']), window, engine().fake)).toBe(0);
    expect(readdirSync(join(out, 'one')).sort()).toEqual([
      'measures.json',
      'report.html',
      'report.md',
      'run.json',
      'runtime.json',
      'series.csv',
      'series.parquet',
    ]);
    expect(window.printed).toHaveLength(1);
    expect(window.printed[0]).toContain(join(out, 'one', 'report.html'));
    expect(window.statuses.some((text) => text.includes('50%'))).toBe(true);
    expect(window.noted.join('\n')).toContain('one: simulated in');
  });

  test('keeps what was run, with the reason of every default, in run.json, and no wall clock in measures.json', async () => {
    await run(request(['one.yaml']), openWindow(), engine().fake);
    const read = (file: string) => JSON.parse(readFileSync(join(out, 'one', file), 'utf8'));
    expect(read('run.json')).toMatchObject({
      schemaVersion: 1,
      hash: 'abc',
      scenario: [{ path: 'seed', value: 1, source: 'default', reason: 'any does' }],
    });
    expect(read('runtime.json')).toEqual({ schemaVersion: 1, seconds: 1 });
    expect(read('measures.json')).not.toHaveProperty('seconds');
  });

  test('prints one object for programs and nothing else', async () => {
    const window = openWindow();
    await run(request(['one.yaml'], { json: true, quiet: true }), window, engine().fake);
    const [only, ...others] = window.printed.map((text) => JSON.parse(text));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ schemaVersion: 1, runs: [{ folder: join(out, 'one'), measures: expect.any(Array) }] });
    expect(window.noted).toEqual([]);
    expect(window.statuses).toEqual([]);
  });

  test('passes seed and replications on as the fields they are, after what --set says', async () => {
    const { asked, fake } = engine();
    await run(request(['one.yaml'], { set: ['site.pue=1.15'], seed: '7', replications: '3' }), openWindow(), fake);
    expect(asked[0]!.sets).toEqual(['site.pue=1.15', 'seed=7', 'sampling.replications=3']);
  });
});

test('a broken assertion ends with 99 after the answer is written, and is in the object for programs', async () => {
  const broken = { measure: 'pue.average', holds: false, value: 1.2, unit: '1', claim: 'pue.average below 1.1' };
  const { fake } = engine();
  const judging: Engine = {
    ...fake,
    answer: async (one, options) => {
      const found = await fake.answer(one, options);
      return { ...found, result: { ...found.result, assertions: [broken] } };
    },
  };
  const window = openWindow();
  expect(await run(request(['one.yaml'], { json: true }), window, judging)).toBe(99);
  expect(existsSync(join(out, 'one', 'measures.json'))).toBe(true);
  expect(JSON.parse(window.printed.join('')).runs[0].assertions).toEqual([broken]);
});

describe('several scenarios', () => {
  test('none is run while one is wrong', async () => {
    const window = openWindow();
    expect(await run(request(['one.yaml', 'wrong.yaml']), window, engine().fake)).toBe(65);
    expect(readdirSync(out)).toEqual([]);
    expect(window.printed).toEqual([]);
    expect(window.noted[0]).toMatchInlineSnapshot(`
      "1 mistake in wrong.yaml; nothing was run

      wrong.yaml:3:9  fleet[0].chip
        found     h2
        expected  a chip; did you mean h20?"
    `);
  });

  test('those finished before Ctrl-C keep their results, and the former output of the next stays', async () => {
    const interrupt = new AbortController();
    const window = openWindow({ signal: interrupt.signal });
    mkdirSync(join(out, 'two'));
    writeFileSync(join(out, 'two', 'measures.json'), 'former');
    const { fake } = engine({
      answer: async ({ name }) => {
        if (name === 'two') {
          interrupt.abort(new Interrupted());
          interrupt.signal.throwIfAborted();
        }
        return { result: sample, requests: null, runtime: {} };
      },
    });
    await expect(run(request(['one.yaml', 'two.yaml', 'three.yaml']), window, fake)).rejects.toThrow(Interrupted);
    expect(existsSync(join(out, 'one', 'report.html'))).toBe(true);
    expect(readdirSync(join(out, 'two'))).toEqual(['measures.json']);
    expect(readFileSync(join(out, 'two', 'measures.json'), 'utf8')).toBe('former');
    expect(readdirSync(out).sort()).toEqual(['one', 'two']);
  });

  test('two of one name are refused before anything is written', async () => {
    await expect(run(request(['a/one.yaml', 'b/one.yaml']), openWindow(), engine().fake)).rejects.toThrow(
      'Two of the files would both write one',
    );
    expect(readdirSync(out)).toEqual([]);
  });
});

test.each([0, 1.5, -1, Number.NaN])('%d threads are refused', async (threads) => {
  await expect(run(request(['one.yaml'], { threads }), openWindow(), engine().fake)).rejects.toThrow(
    '--threads wants a whole number',
  );
});

test('charts are written one by one when asked for, and go with the next answer that has none', async () => {
  const charts = () => readdirSync(join(out, 'one')).filter((name) => name.startsWith('chart-'));
  expect(await run(request(['one.yaml'], { charts: 'svg' }), openWindow(), engine().fake)).toBe(0);
  expect(charts()).toContain('chart-chain.svg');
  expect(await run(request(['one.yaml'], { charts: 'png' }), openWindow(), engine().fake)).toBe(0);
  expect(charts().every((name) => name.endsWith('.png'))).toBe(true);
  expect(await run(request(['one.yaml']), openWindow(), engine().fake)).toBe(0);
  expect(charts()).toEqual([]);
});
