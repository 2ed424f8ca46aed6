import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { streamFields, traceFiles, traceIssues } from '../../src/demand/stream.js';
import { parseTrace } from '../../src/demand/traces/parse.js';

/** The YAML in the opening comment of stream.ts. */
const examples = (): unknown[] => {
  const source = readFileSync(new URL('../../src/demand/stream.ts', import.meta.url), 'utf8');
  const block = source.slice(source.indexOf('```yaml') + 7, source.lastIndexOf(' *  ```'));
  return parseDocument(block.replaceAll(/^ \* {0,2}/gm, '')).toJS();
};

const refusals = (given: Record<string, unknown>): readonly string[] => {
  const parsed = streamFields.safeParse({ name: 'chat', model: 'any', ...given });
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: expected ${issue.message}`);
};

const sound = { rate: '60% of capacity', lengths: 'azure-code-2023' };

test('the three examples in the comment are read, with units and defaults', () => {
  const streams = examples().map((example) => streamFields.parse(example as never));
  expect(streams.map((stream) => [stream.name, stream.rate, stream.priority])).toEqual([
    ['chat', { of: 'capacity', share: 0.6 }, 100],
    ['agents', { of: 'time', perSecond: 20 }, 100],
    ['recorded', undefined, 1],
  ]);
  expect(streams[0]!.promise).toEqual({ ttft: { within: 2, percentile: 95 }, tpot: { within: 0.08, percentile: 90 } });
  expect(streams[2]!.trace).toEqual({ file: 'my-hour.csv', scale: 2, repeat: true });
});

test('a rate is requests in time or a share of capacity', () => {
  const rate = (text: string) =>
    streamFields.parse({ name: 'a', model: 'b', lengths: 'azure-code-2023', rate: text } as never).rate;
  expect(rate('90 request/minute')).toEqual({ of: 'time', perSecond: 1.5 });
  expect(rate('  7.5 % of capacity')).toEqual({ of: 'capacity', share: 0.075 });
});

describe('what does not fit together is refused with what would', () => {
  test('a stream without rate or lengths', () => {
    expect(refusals({})).toMatchInlineSnapshot(`
      [
        "lengths: expected lengths of the requests, such as azure-conversation-2023, or a trace",
        "rate: expected a rate such as "120 request/s" or "60% of capacity", or a trace",
      ]
    `);
  });

  test('a rate without unit, an unknown preset, an unknown key', () => {
    expect(refusals({ ...sound, rate: '120' })).toMatchInlineSnapshot(`
      [
        "rate: expected a rate such as "120 request/s" or "60% of capacity"",
      ]
    `);
    expect(refusals({ ...sound, lengths: 'azure-code-2032' })).toMatchInlineSnapshot(`
      [
        "lengths: expected one of azure-code-2023, azure-conversation-2023, mooncake-conversation, {kind: separate, prompt: …, output: …}, {kind: joint, pairs: …}, {kind: recorded, file: …}",
      ]
    `);
    expect(refusals({ ...sound, burst: 3 })).toMatchInlineSnapshot(`
      [
        ": expected Unrecognized key: "burst"",
      ]
    `);
  });

  test('a trace with lengths or callers', () => {
    expect(
      refusals({ ...sound, trace: { file: 'a.csv' }, callers: { kind: 'sessions', turns: 3, think: '5 s' } }),
    ).toMatchInlineSnapshot(`
      [
        "lengths: expected no lengths beside a trace, which brings its own",
        "callers: expected independent callers beside a trace, which says itself when each request comes",
      ]
    `);
    expect(
      refusals({ trace: { file: 'a.csv' }, shape: { kind: 'diurnal' }, arrivals: { kind: 'gamma' } }),
    ).toMatchInlineSnapshot(`
      [
        "arrivals: expected no arrivals beside a trace, which says itself when each request comes",
        "shape: expected no shape beside a trace, which says itself when each request comes",
      ]
    `);
  });

  test('a weight beside a rate in time', () => {
    expect(refusals({ ...sound, rate: '10 request/s', weight: 3 })).toMatchInlineSnapshot(`
      [
        "weight: expected no weight, unless the rate is a share of capacity, which weights divide",
      ]
    `);
    expect(refusals({ ...sound, weight: 3 })).toEqual([]);
  });

  test('users with a rate', () => {
    expect(refusals({ ...sound, callers: { kind: 'users', count: 5, think: '5 s' } })).toMatchInlineSnapshot(`
      [
        "rate: expected no rate beside a fixed crowd of users: their number and think time set the pace",
      ]
    `);
  });

  test('lengths that cannot be built', () => {
    const lengths = { kind: 'separate', prompt: { kind: 'lognormal', mean: 10 }, output: 5 };
    expect(refusals({ ...sound, lengths })).toMatchInlineSnapshot(`
      [
        "lengths: expected a spread: either cv or p95",
      ]
    `);
    const callers = {
      kind: 'agents',
      calls: 3,
      toolWait: '1 s',
      toolOutput: { kind: 'quantiles', tokens: { min: 1, p50: 5, max: 9, mean: 900 } },
    };
    expect(refusals({ ...sound, callers })).toMatchInlineSnapshot(`
      [
        "callers: expected a mean between 4.0 and 5.4 tokens, which is what these percentiles allow",
      ]
    `);
  });
});

describe('trace files', () => {
  const read = (given: object) => streamFields.parse({ name: 'a', model: 'b', ...given } as never);
  const replayed = read({ trace: { file: 'a.csv', only: 'chat' } });

  test('are named with their place, so that the doors can open them', () => {
    expect(traceFiles(replayed)).toEqual([{ path: ['trace', 'file'], file: 'a.csv' }]);
    expect(traceFiles(read({ rate: '1 request/s', lengths: { kind: 'recorded', file: 'b.csv' } }))).toEqual([
      { path: ['lengths', 'file'], file: 'b.csv' },
    ]);
    expect(traceFiles(read({ rate: '1 request/s', lengths: 'azure-code-2023' }))).toEqual([]);
  });

  test('that name other streams than the wanted one are refused', () => {
    const issues = (text: string) => {
      const answer = parseTrace([text]);
      return 'trace' in answer ? traceIssues(replayed, answer.trace) : answer.issues;
    };
    const header = 'arrival_s,prompt_tokens,output_tokens';
    expect(issues(`${header},stream\n0,1,1,chat`)).toEqual([]);
    expect(issues(`${header},stream\n0,1,1,code`)[0]?.expected).toMatchInlineSnapshot(`"one of code"`);
    expect(issues(`${header}\n0,1,1`)[0]?.expected).toMatchInlineSnapshot(`"no \`only\`: the trace names no streams"`);
  });
});
