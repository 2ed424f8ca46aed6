/** What people get wrong, each with the words they are told: located, complete, and enough to act on. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { answer } from '../../src/study/answer.js';
import { openWindow } from '../cli/window.js';
import { load, RIGHT, said } from './hall.js';

const REPLAY = RIGHT.replace(
  '    rate: 2 request/s\n    lengths: azure-conversation-2023',
  '    trace: {file: hour.csv}',
);
const HEADER = 'arrival_s,prompt_tokens,output_tokens';

const changed = (from: string, to: string): string => {
  expect(RIGHT).toContain(from);
  return said(RIGHT.replace(from, to));
};
const replayed = (trace: string): string => said({ 'hall.yaml': REPLAY, 'hour.csv': trace });

test('the file from which all of these differ is right', () => {
  expect(load({ 'hall.yaml': RIGHT }).scenario.title).toBe('A small hall');
});

describe('a file', () => {
  test('that is not there', () => {
    expect(said({})).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml
        found     hall.yaml
        expected  a file that can be read (hall.yaml cannot be read: there is no such file)"
    `);
  });
  test('that is empty', () => {
    expect(said('')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:1:1
        found     nothing
        expected  a scenario: lines of "key: value""
    `);
  });
  test('that is no YAML', () => {
    expect(said('title: "A hall\nfleet: [')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:2:9
        expected  a closing quote"
    `);
  });
  test('of aliases that multiply', () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    const begun = performance.now();
    expect(said(`a0: &a0 [lol]\n${levels.join('\n')}\n`)).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:2:10
        found     *a0
        expected  at most 50 aliases"
    `);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
  test('that extends itself through another', () => {
    expect(
      said({ 'hall.yaml': 'extends: base.yaml\n', 'base.yaml': 'title: x\nextends: hall.yaml\n' }),
    ).toMatchInlineSnapshot(`
      "1 mistake in base.yaml; nothing was run

      base.yaml:2:10  extends
        found     hall.yaml → base.yaml → hall.yaml
        expected  files that do not extend each other in a circle"
    `);
  });
  test('that extends a file outside its folder', () => {
    expect(said(`extends: ../secret.yaml\n${RIGHT}`)).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:1:10  extends
        found     ../secret.yaml
        expected  a path inside the folder of hall.yaml, without leaving it"
    `);
  });
  test('that extends one that is not there', () => {
    expect(said(`extends: bas.yaml\n${RIGHT}`)).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:1:10  extends
        found     bas.yaml
        expected  a file that can be read (bas.yaml cannot be read: there is no such file)"
    `);
  });
});

describe('a key or a value', () => {
  test('of an unknown name', () => {
    expect(changed('replicas: 2', 'replica: 2')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:10:5  fleet[0].replica
        found     replica
        expected  no such key; known keys: name, chip, model, layout, precision, keyValuePrecision, framework, softwareYear, skew, tunedExperts, expertImbalance, expertBalancer, straggler, speculative, overlap, memoryShare, reserve, cap, clock, frontEnd, maturity, replicas, scheduler, router, prefixCache, handsOver, autoscale, startUp, drain, price, provisioned, rental; did you mean replicas?"
    `);
  });
  test('of an unknown unit', () => {
    expect(changed('rate: 2 request/s', 'rate: 2 requests/fortnight')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:14:11  demand[0].rate
        found     2 requests/fortnight
        expected  a rate such as "120 request/s" or "60% of capacity""
    `);
  });
  test('of another dimension', () => {
    expect(changed('horizon: 5 minute', 'horizon: 5 MW')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:2:10  horizon
        found     5 MW
        expected  a time, such as 2 s; "5 MW" is power"
    `);
  });
  test('without a unit', () => {
    expect(changed('horizon: 5 minute', 'horizon: 300')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:2:10  horizon
        found     300
        expected  a time with its unit, such as 2 s"
    `);
  });
  test('that counts nothing', () => {
    expect(changed('replicas: 2', 'replicas: 0')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:10:15  fleet[0].replicas
        found     0
        expected  a whole number of at least 1"
    `);
  });
  test('that counts less than nothing', () => {
    expect(changed('replicas: 2', 'replicas: -3')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:10:15  fleet[0].replicas
        found     -3
        expected  a whole number of at least 1"
    `);
  });
  test('that counts in halves', () => {
    expect(changed('replicas: 2', 'replicas: 1.5')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:10:15  fleet[0].replicas
        found     1.5
        expected  a whole number of at least 1"
    `);
  });
  test('that is no number', () => {
    expect(changed('replicas: 2', 'replicas: .nan')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:10:15  fleet[0].replicas
        found     NaN
        expected  a whole number of at least 1"
    `);
  });
  test('of a chip that nobody knows', () => {
    expect(changed('chip: h100', 'chip: h1000')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:11  fleet[0].chip
        found     h1000
        expected  a chip of the catalogue (list all: token-factory list chips); did you mean h100?"
    `);
  });
  test('of a model that no pool serves', () => {
    expect(changed('    model: llama-3.1-8b\n    rate', '    model: llama-3.1-70b\n    rate')).toMatchInlineSnapshot(`
      "2 mistakes in hall.yaml; nothing was run

      hall.yaml:9:12  fleet[0].model
        found     llama-3.1-8b
        expected  a model that some stream of the demand asks for: llama-3.1-70b

      hall.yaml:13:12  demand[0].model
        found     llama-3.1-70b
        expected  a model that some pool of the fleet serves: llama-3.1-8b; did you mean llama-3.1-8b?"
    `);
  });
  test('that reaches for a prototype', () => {
    expect(changed('title: A small hall', '__proto__: {isAdmin: true}')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:1:1
        found     __proto__
        expected  a name as a key that is not reserved"
    `);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
  test('that is set from the command line', () => {
    expect(said({ 'hall.yaml': RIGHT }, ['fleet.pol.replicas=3'])).toMatchInlineSnapshot(`
      "1 mistake in --set fleet.pol.replicas=3; nothing was run

      --set fleet.pol.replicas=3  fleet
        found     pol
        expected  an item of fleet: pool; did you mean pool?"
    `);
  });
});

describe('a trace', () => {
  test('that is not there', () => {
    expect(said({ 'hall.yaml': REPLAY })).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:14:19  demand[0].trace.file
        found     hour.csv
        expected  a trace that can be read (hour.csv cannot be read: there is no such file)"
    `);
  });
  test('outside the folder of the scenario', () => {
    expect(said(REPLAY.replace('hour.csv', '../../etc/passwd'))).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:14:19  demand[0].trace.file
        found     ../../etc/passwd
        expected  a path inside the folder of the scenario, without leaving it"
    `);
  });
  test('that is empty', () => {
    expect(replayed('')).toMatchInlineSnapshot(`
      "1 mistake in hour.csv; nothing was run

      hour.csv:1:1  demand[0].trace.file
        found     an empty file
        expected  a trace of at least one request"
    `);
  });
  test('of a header alone', () => {
    expect(replayed(`${HEADER}\n`)).toMatchInlineSnapshot(`
      "1 mistake in hour.csv; nothing was run

      hour.csv:1:1  demand[0].trace.file
        found     no request
        expected  a trace of at least one request"
    `);
  });
  test('out of order', () => {
    expect(replayed(`${HEADER}\n0,10,10\n50,10,10\n20,10,10\n`)).toMatchInlineSnapshot(`
      "1 mistake in hour.csv; nothing was run

      hour.csv:4:1  demand[0].trace.file
        found     an arrival 30 s before one above it
        expected  rows in order of arrival, at most 1 s out of place"
    `);
  });
  test('with numbers that are none', () => {
    expect(replayed(`${HEADER}\n0,10,10\nNaN,10,10\n1,NaN,10\n2,10,0\n3,-4,1e400\n`)).toMatchInlineSnapshot(`
      "5 mistakes in hour.csv; nothing was run

      hour.csv:3:1  demand[0].trace.file
        found     arrival_s NaN
        expected  seconds, at least 0

      hour.csv:4:1  demand[0].trace.file
        found     prompt_tokens NaN
        expected  a whole number of tokens, at least 1

      hour.csv:5:1  demand[0].trace.file
        found     output_tokens 0
        expected  a whole number of tokens, at least 1

      hour.csv:6:1  demand[0].trace.file
        found     prompt_tokens -4
        expected  a whole number of tokens, at least 1

      hour.csv:6:1  demand[0].trace.file
        found     output_tokens 1e400
        expected  at most 10000000 tokens"
    `);
  });
  test('that has no such stream', () => {
    const scenario = REPLAY.replace('{file: hour.csv}', '{file: hour.csv, only: code}');
    expect(said({ 'hall.yaml': scenario, 'hour.csv': `${HEADER},stream\n0,10,10,chat\n` })).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:14:35  demand[0].trace.only
        found     code
        expected  one of chat"
    `);
    expect(said({ 'hall.yaml': scenario, 'hour.csv': `${HEADER}\n0,10,10\n` })).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:14:35  demand[0].trace.only
        found     code
        expected  no \`only\`: the trace names no streams"
    `);
  });
  test('named for its lengths alone is read as well', () => {
    const scenario = RIGHT.replace('azure-conversation-2023', '{kind: recorded, file: hour.csv}');
    expect(said({ 'hall.yaml': scenario })).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:15:37  demand[0].lengths.file
        found     hour.csv
        expected  a trace that can be read (hour.csv cannot be read: there is no such file)"
    `);
    expect(load({ 'hall.yaml': scenario, 'hour.csv': `${HEADER}\n0,10,10\n` }).traces.size).toBe(1);
  });
});

describe('a lawful disappointment is a result', () => {
  const resultFor = async (texts: Readonly<Record<string, string>>) =>
    (await answer(load(texts), { threads: 1, records: 'none' })).result;

  test('a model too big for its chips is told what would help, and draws nothing', async () => {
    const result = await resultFor({ 'hall.yaml': RIGHT.replaceAll('llama-3.1-8b', 'llama-3.1-70b') });
    expect(result.pools[0]!.trouble).toMatchInlineSnapshot(
      `"Llama 3.1 70B needs 131 GiB of weights per chip at bf16 on 1 chip, but NVIDIA H100 SXM5 80GB has 80 GiB, of which 72 GiB may be filled and 3.3 GiB is kept for activations, which leaves no room for the weights. Use more chips per replica (tensor, expert or pipeline), a smaller precision, or a chip with more memory."`,
    );
    expect(result.verdict).toBe('OVERLOADED');
    expect(result.streams[0]!.ttft).toBeNull();
    expect(result.measures.find(({ name }) => name === 'tokens.output')).toMatchObject({ value: null });
  });

  test('a million-token prompt is refused by the pool and counted among those that ended', async () => {
    const result = await resultFor({
      'hall.yaml': REPLAY,
      'hour.csv': `${HEADER}\n0,100,10\n1,1000000,10\n2,100,10\n`,
    });
    expect(result.streams[0]).toMatchObject({
      refused: 1,
      requests: { value: 3 },
      promptTokens: 200,
      outputTokens: 20,
    });
  });

  test('a fleet asked for more than it can do says so, and states no times', async () => {
    const result = await resultFor({
      'hall.yaml': RIGHT.replace('2 request/s', '100 request/s'),
    });
    expect(result.verdict).toBe('OVERLOADED');
    expect(result.pools[0]!.trouble).toMatch(
      /^pool is asked for 100 requests a second and can serve about \d+\.?\d*: its queue grows/,
    );
    expect(result.streams[0]!.ttft).toBeNull();
    expect(result.nextTokens!.perOutputToken).toBeNull();
    expect(result.nextTokens!.why).toMatch(/no room/);
  });
});

test('of a scenario that is wrong nothing is left behind, not even a folder', async () => {
  const out = mkdtempSync(join(tmpdir(), 'bad-input-'));
  try {
    const window = openWindow({ texts: { 'hall.yaml': REPLAY } });
    const request = {
      files: ['hall.yaml'],
      set: [],
      out,
      threads: 1,
      records: 'none',
      charts: 'none',
      json: false,
      quiet: true,
      verbose: false,
    } as const;
    expect(await run(request, window)).toBe(65);
    expect(readdirSync(out)).toEqual([]);
    expect(window.printed).toEqual([]);
    expect(window.noted.join('\n')).toContain('hour.csv');
  } finally {
    rmSync(out, { recursive: true });
  }
});
