/** The program as a user meets it: built, started as a process, fed by files and pipes. */

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MY_FACTORY } from '../../src/cli/my-factory.js';

const root = join(import.meta.dirname, '../..');
/** Inside the project, so that the built program finds the packages it leaves outside. */
const built = join(root, 'node_modules', '.cache', `token-factory-test-${process.pid}`);
let folder: string;

beforeAll(() => {
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'package.json'), readFileSync(join(root, 'package.json')));
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', '--dir', join(built, 'dist'), '--logLevel', 'silent'],
    { cwd: root, stdio: 'pipe' },
  );
  folder = mkdtempSync(join(tmpdir(), 'process-'));
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const cli = () => join(built, 'dist', 'cli.js');
const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, COLUMNS: ____, ...rest } = process.env;
  return { ...rest, ...more };
};
const factory = (args: readonly string[], { input = '', env = {} as NodeJS.ProcessEnv } = {}) =>
  spawnSync(process.execPath, [cli(), ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: environment(env),
    timeout: 100_000,
  });

/** Exit code as a shell would show it. */
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', (code, signal) => resolve(signal === 'SIGINT' ? 130 : code)));

/** Ten minutes of one small pool. */
const SMALL = MY_FACTORY.replace('horizon: 1 day', 'horizon: 10 minute').replace('replicas: 64', 'replicas: 2');
const WRONG = SMALL.replace('0.066 USD/kWh', '0.066 USD/kwh')
  .replace('seed: 1 ', 'seed: one ')
  .replace('within: 2 s', 'within: 2');
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

describe('help', () => {
  test('names every command and every exit code, and comes at once', () => {
    const begun = performance.now();
    const { status, stdout, stderr } = factory(['--help']);
    console.log(`--help took ${Math.round(performance.now() - begun)} ms`);
    for (const word of ['run', 'check', 'list', 'show', 'explain', 'init', 'schema', 'completion', '130', '65'])
      expect(stdout).toContain(word);
    expect([status, stderr]).toEqual([0, '']);
  });

  test('of a command shows examples', () => {
    expect(factory(['run', '--help']).stdout).toContain('Examples:');
  });

  test('stands in for a missing command, on standard error', () => {
    const { status, stdout, stderr } = factory([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('explain <name>');
  });

  test('fits a narrow window', () => {
    const { stdout } = factory(['--help'], { env: { COLUMNS: '50' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(70);
  });

  test('and the completion of commands, files, chips and measures load neither mathjs nor zod, yaml or vega', () => {
    const chunks = new Set<string>();
    const packages = new Set<string>();
    const follow = (file: string): void => {
      if (chunks.has(file)) return;
      chunks.add(file);
      const code = readFileSync(join(built, 'dist', file), 'utf8');
      for (const [, from] of code.matchAll(/^(?:import|export) [^'"]*["']([^'"]+)["'];?$/gm)) {
        if (from!.startsWith('./')) follow(from!.slice(2));
        else packages.add(from!);
      }
    };
    const files = readdirSync(join(built, 'dist'));
    follow('cli.js');
    for (const chunk of files.filter((file) => /^chunk-(complete|chips|definitions)-/.test(file))) follow(chunk);
    expect(chunks.size).toBeGreaterThan(4);
    expect([...packages].filter((name) => !isBuiltin(name))).toEqual([]);
    for (const chunk of chunks)
      expect(readFileSync(join(built, 'dist', chunk), 'utf8')).not.toMatch(/node_modules\/mathjs/);
  });

  test('--version is the version of the package', () => {
    expect(factory(['--version']).stdout.trim()).toBe(
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    );
  });
});

describe('a wrong command line ends with 2, and says what was meant', () => {
  test.each([
    [['lsit'], 'Did you mean list?'],
    [['list', 'chps'], 'Did you mean chips?'],
    [['show', 'chip', 'mi300xx'], 'Did you mean mi300x?'],
    [['explain', 'fleet.replcas'], 'Did you mean fleet.replicas?'],
    [['run'], 'The command wants more words'],
    [['run', 'x.yaml', '--nonsense'], 'nonsense'],
    [['run', 'x.yaml', '--records', 'some'], 'records'],
    [['run', 'x.yaml', '--threads', '0'], '--threads wants a whole number'],
    [['check', 'x.yaml', '--set', 'seed'], '--set wants path=value'],
    [['init', 'my-facotry'], 'Did you mean my-factory?'],
  ])('%j', (args, sentence) => {
    const { status, stdout, stderr } = factory(args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([2, '']);
  });
});

describe('check', () => {
  test('a right file is right, and so are the templates of init', () => {
    const { status, stdout } = factory(['check', put('right.yaml', SMALL), put('template.yaml', MY_FACTORY)]);
    expect(stdout).toContain('right.yaml is right');
    expect(stdout).toContain('template.yaml is right');
    expect(status).toBe(0);
  });

  test('three mistakes come at once, each with its place and the cure', () => {
    const { status, stdout, stderr } = factory(['check', put('wrong.yaml', WRONG)]);
    expect(stdout).toContain('3 mistakes in wrong.yaml; nothing was run');
    expect(stdout).toMatch(/^wrong\.yaml:\d+:\d+ {2}power\.tariff\[0\]\.price$/m);
    expect(stdout).toMatch(/^wrong\.yaml:\d+:\d+ {2}seed$/m);
    expect(stdout).toMatch(/^wrong\.yaml:\d+:\d+ {2}demand\[0\]\.promise\.ttft\.within$/m);
    expect(stdout).toContain('did you mean 0.066 USD/kWh?');
    expect([status, stderr]).toEqual([65, '']);
  });

  test('the same for programs is one JSON object', () => {
    const { status, stdout } = factory(['check', put('wrong.yaml', WRONG), '--json']);
    const { schemaVersion, files } = JSON.parse(stdout);
    expect([status, schemaVersion]).toEqual([65, 1]);
    expect(files[0].issues).toHaveLength(3);
    expect(files[0].issues[0]).toMatchObject({
      file: 'wrong.yaml',
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  test('standard input is read as -', () => {
    expect(factory(['check', '-'], { input: SMALL })).toMatchObject({ status: 0, stderr: '' });
    expect(factory(['check', '-'], { input: 'fleet: [' }).status).toBe(65);
  });

  test.each([
    ['a missing file', () => 'nowhere.yaml', 'there is no such file'],
    ['a folder', () => folder, 'it is a folder'],
    ['a device', () => '/dev/zero', 'it is a device or a pipe'],
    ['an empty file', () => put('empty.yaml', ''), 'a scenario: lines of "key: value"'],
  ])('%s is a mistake in a sentence', (_, file, reason) => {
    const { status, stdout } = factory(['check', file()]);
    expect(stdout).toContain(reason);
    expect(status).toBe(65);
  });

  test('what a file says cannot steer the terminal', () => {
    const { stdout } = factory(['check', put('escape.yaml', SMALL.replace('chip: h100', 'chip: "\\e[31mred"'))]);
    expect(stdout).not.toContain('\u001b');
  });

  test('colour appears when asked for and never against NO_COLOR', () => {
    put('wrong.yaml', WRONG);
    expect(factory(['check', 'wrong.yaml'], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[');
    expect(factory(['check', 'wrong.yaml'], { env: { NO_COLOR: '1' } }).stdout).not.toContain('\u001b');
  });
});

describe('init', () => {
  test('writes a scenario that checks, and never overwrites', () => {
    expect(factory(['init', '--out', 'fresh'])).toMatchObject({ status: 0, stdout: 'fresh/my-factory.yaml\n' });
    expect(factory(['check', 'fresh/my-factory.yaml']).status).toBe(0);
    writeFileSync(join(folder, 'fresh/my-factory.yaml'), 'mine');
    const { status, stderr } = factory(['init', '--out', 'fresh']);
    expect(status).toBe(2);
    expect(stderr).toContain('exists and stays as it is');
    expect(readFileSync(join(folder, 'fresh/my-factory.yaml'), 'utf8')).toBe('mine');
  });
});

describe('schema and completion', () => {
  test('the schema is JSON Schema with the docs of its blocks', () => {
    const schema = JSON.parse(factory(['schema']).stdout);
    expect(Object.keys(schema.properties)).toContain('fleet');
    for (const field of ['fleet', 'demand', 'site', 'sampling'])
      expect(schema.properties[field].description, field).toMatch(/\w/);
  });

  test.each([
    [['che'], 'check'],
    [['show', 'chip', 'h2'], 'h20'],
    [['show', 'mod'], 'model'],
    [['list', ''], 'chips'],
    [['explain', 'cost.'], 'cost.<boundary>.total'],
    [['run', 'rig'], 'right.yaml'],
  ])('%j is completed', (words, expected) => {
    put('right.yaml', SMALL);
    const { status, stdout, stderr } = factory(['--get-yargs-completions', 'token-factory', ...words]);
    expect(stdout.split('\n')).toContain(expected);
    expect([status, stderr]).toEqual([0, '']);
  });

  test('the script is printed', () => {
    expect(factory(['completion']).stdout).toContain('complete -o bashdefault');
  });
});

describe('run', () => {
  test('answers on standard output, says how far it is on standard error, and leaves a whole folder', () => {
    const { status, stdout, stderr } = factory([
      'run',
      put('small.yaml', SMALL),
      '--out',
      'results',
      '--records',
      'all',
    ]);
    expect(stderr).toMatch(/^small: simulated in \d/m);
    expect(stdout).toContain(join('results', 'small', 'report.html'));
    expect(stdout).not.toMatch(/[\u0080-\uffff]/);
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'results/small')).sort()).toEqual(
      [
        'measures.json',
        'report.html',
        'report.md',
        'requests.csv',
        'requests.parquet',
        'run.json',
        'runtime.json',
        'series.csv',
        'series.parquet',
      ].sort(),
    );
    expect(readdirSync(join(folder, 'results'))).toEqual(['small']);
  });

  test('the same seed gives the same bytes, whatever the threads; another seed another day', () => {
    const measures = (...args: readonly string[]): string => {
      const { status, stderr } = factory([
        'run',
        put('small.yaml', SMALL),
        '-q',
        '--out',
        'again',
        '--records',
        'none',
        ...args,
      ]);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      return readFileSync(join(folder, 'again/small/measures.json'), 'utf8');
    };
    const first = measures('--threads', '1');
    expect(measures('--threads', '2')).toBe(first);
    expect(measures('--seed', '7')).not.toBe(first);
  });

  test('--json is one object and nothing else', () => {
    const { stdout } = factory(['run', '-', '--json', '-q', '--out', 'results', '--records', 'none'], { input: SMALL });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      runs: [{ folder: join('results', 'stdin'), verdict: expect.any(String) }],
    });
  });

  test('a wrong file is not run, and its mistakes go to standard error', () => {
    const { status, stdout, stderr } = factory(['run', put('wrong.yaml', WRONG)]);
    expect([status, stdout]).toEqual([65, '']);
    expect(stderr).toContain('3 mistakes in wrong.yaml; nothing was run');
  });

  test('a place that cannot be written ends with 70 and a sentence that blames nobody', () => {
    writeFileSync(join(folder, 'occupied'), 'a file');
    const { status, stdout, stderr } = factory([
      'run',
      put('small.yaml', SMALL),
      '--out',
      'occupied',
      '--records',
      'none',
    ]);
    expect([status, stdout]).toEqual([70, '']);
    expect(stderr).toContain('a file is in the way where a folder is needed');
    expect(stderr).not.toContain('our fault');
    expect(readFileSync(join(folder, 'occupied'), 'utf8')).toBe('a file');
  });

  test('a reader that stops reading is no error', async () => {
    const child = spawn(process.execPath, [cli(), 'list', 'measures', '--json'], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let remarks = '';
    child.stderr.on('data', (text) => {
      remarks += text;
    });
    expect(await ended(child)).toBe(0);
    expect(remarks).toBe('');
  });

  test.each(['1', '2'])('Ctrl-C ends with 130 on %s threads and leaves the former output', async (threads) => {
    const long = MY_FACTORY.replace('horizon: 1 day', 'horizon: 30 day').replace('budget: 5 s', 'sample: all');
    mkdirSync(join(folder, 'kept/long'), { recursive: true });
    writeFileSync(join(folder, 'kept/long/measures.json'), 'former');
    const child = spawn(
      process.execPath,
      [cli(), 'run', put('long.yaml', long), '--out', 'kept', '--threads', threads],
      { cwd: folder, env: environment(), stdio: 'pipe' },
    );
    setTimeout(() => child.kill('SIGINT'), 5000);
    expect(await ended(child)).toBe(130);
    expect(readdirSync(join(folder, 'kept'))).toEqual(['long']);
    expect(readFileSync(join(folder, 'kept/long/measures.json'), 'utf8')).toBe('former');
  });
});
