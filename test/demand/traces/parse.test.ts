import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTrace, readTrace, sniffFormat, traceFormats } from '../../../src/demand/traces/parse.js';
import type { Trace } from '../../../src/demand/traces/trace.js';

const traceOf = (chunks: Iterable<string | Uint8Array>): Trace => {
  const answer = parseTrace(chunks);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  return answer.trace;
};

const mistakes = (text: string): readonly string[] => {
  const answer = parseTrace([text]);
  return 'trace' in answer
    ? []
    : answer.issues.map(({ line, found, expected }) => `line ${line}: found ${found}, expected ${expected}`);
};

const rows = ({ arrival, prompt, output }: Trace) => [...arrival].map((time, i) => [time, prompt[i], output[i]]);

describe('formats', () => {
  test('Azure 2023: 100 ns fractions without a zone', () => {
    const trace = traceOf([
      'TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 18:17:04.0319600,3180,8\r\n',
    ]);
    expect(rows(trace)).toEqual([
      [0.97996, 4808, 10],
      [1.03196, 3180, 8],
    ]);
  });

  test('BurstGPT: seconds since the beginning; requests that failed are left out', () => {
    const trace = traceOf([
      'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n45,ChatGPT,1087,0,1087,API log\n118.5,GPT-4,417,276,693,Conversation log\n',
    ]);
    expect(rows(trace)).toEqual([
      [5, 472, 18],
      [118.5, 417, 276],
    ]);
  });

  test('BurstGPT: a time that is none and tokens that are none are told with their line', () => {
    expect(mistakes('Timestamp,Request tokens,Response tokens\nnoon,10,5\n1,ten,5\n2,10,-1\n')).toEqual([
      'line 2: found Timestamp noon, expected seconds since the trace began, at least 0',
      'line 3: found Request tokens ten, expected a whole number of tokens, at least 1',
      'line 4: found Response tokens -1, expected a whole number of tokens, at least 1',
    ]);
  });

  test('Azure 2024: fractions with a zone, across midnight', () => {
    const trace = traceOf([
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 23:59:59.5000000+00:00,1000,5\n2024-05-11 01:00:00.2500000+01:00,20,7\n2024-05-11 00:00:01+00:00,30,9',
    ]);
    expect(rows(trace)).toEqual([
      [0.5, 1000, 5],
      [1.25, 20, 7],
      [2, 30, 9],
    ]);
  });

  test('Mooncake: milliseconds and the blocks of each prompt', () => {
    const trace = traceOf([
      '{"timestamp": 0, "input_length": 1000, "output_length": 5, "hash_ids": [0, 1]}\n{"timestamp": 1500, "input_length": 600, "output_length": 6, "hash_ids": [0, 2, 3]}\n',
    ]);
    expect(rows(trace)).toEqual([
      [0, 1000, 5],
      [1.5, 600, 6],
    ]);
    const block = (row: number) =>
      [...trace.blocks!].slice(trace.blockStart![row], trace.blockStart![row]! + trace.blockCount![row]!);
    expect([block(0), block(1)]).toEqual([
      [0, 1],
      [0, 2, 3],
    ]);
  });

  test('our own: columns in any order, quoted cells, a byte order mark, streams and priorities', () => {
    const trace = traceOf([
      '\ufeffprompt_tokens,output_tokens,"arrival_s",stream,priority\r\n"12",3,0.5,chat,1\r\n7,"4",0.75,"code",2\r\n\r\n',
    ]);
    expect(rows(trace)).toEqual([
      [0.5, 12, 3],
      [0.75, 7, 4],
    ]);
    expect({ streams: trace.streams, stream: [...trace.stream!], priority: [...trace.priority!] }).toEqual({
      streams: ['chat', 'code'],
      stream: [0, 1],
      priority: [1, 2],
    });
  });

  test('are told by their first line', () => {
    expect(
      [
        'TIMESTAMP,ContextTokens,GeneratedTokens',
        '{"timestamp": 0}',
        '\ufeffarrival_s,prompt_tokens,output_tokens',
        'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type',
        'hello',
      ].map((line) => sniffFormat(line)?.name),
    ).toEqual(['azure-llm', 'mooncake', 'token-factory', 'burstgpt', undefined]);
    expect(traceFormats).toHaveLength(4);
  });
});

describe('streaming', () => {
  const row = fc.record({
    gap: fc.integer({ min: 0, max: 10_000_000 }),
    prompt: fc.integer({ min: 1, max: 10_000_000 }),
    output: fc.integer({ min: 1, max: 10_000_000 }),
  });

  test('what was written is read back, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        (written, size, windows) => {
          let micros = 0;
          const expected = written.map(({ gap, prompt, output }) => {
            micros += gap;
            return [micros / 1e6, prompt, output];
          });
          const end = windows ? '\r\n' : '\n';
          const text = ['arrival_s,prompt_tokens,output_tokens', ...expected.map((cells) => cells.join(','))].join(end);
          const bytes = new TextEncoder().encode(`\ufeff${text}`);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.slice(i * size, (i + 1) * size),
          );
          expect(rows(traceOf(chunks))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('any text ends in a trace or in located mistakes', () => {
    const header = fc.constantFrom(
      'arrival_s,prompt_tokens,output_tokens',
      'TIMESTAMP,ContextTokens,GeneratedTokens',
      '{"timestamp":0}',
      '',
    );
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '0', '-3', 'NaN', '1e9', '"', '"a,b"', '2023-11-16 18:17:03.97'),
    );
    fc.assert(
      fc.property(header, fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 30 }), (first, lines) => {
        const answer = parseTrace([[first, ...lines.map((cells) => cells.join(','))].join('\n')]);
        if ('trace' in answer)
          return (
            answer.trace.count > 0 &&
            answer.trace.arrival.every((time, i, all) => time >= 0 && (i === 0 || time >= all[i - 1]!))
          );
        return (
          answer.issues.length > 0 && answer.issues.length <= 20 && answer.issues.every((issue) => issue.line! >= 0)
        );
      }),
      { numRuns: 500 },
    );
  });

  test('chunks may arrive over time', async () => {
    const chunks = async function* () {
      yield 'arrival_s,prompt_tok';
      yield new TextEncoder().encode('ens,output_tokens\n1,2,3\n2,');
      yield '3,4';
    };
    const answer = await readTrace(chunks());
    expect('trace' in answer && rows(answer.trace)).toEqual([
      [1, 2, 3],
      [2, 3, 4],
    ]);
  });

  test('a million rows stream into columns of under 20 bytes a row', () => {
    const chunks = function* () {
      yield 'arrival_s,prompt_tokens,output_tokens\n';
      for (let part = 0; part < 1000; part++) {
        let text = '';
        for (let i = 0; i < 1000; i++) text += `${part + i / 1000},${100 + i},${1 + i}\n`;
        yield text;
      }
    };
    const trace = traceOf(chunks());
    expect(trace.count).toBe(1_000_000);
    expect(trace.arrival[999_999]).toBeCloseTo(999.999, 9);
    const bytes = trace.arrival.byteLength + trace.prompt.byteLength + trace.output.byteLength;
    expect(bytes / trace.count).toBeLessThan(20);
  });
});

describe('order', () => {
  const own = (...times: number[]) =>
    ['arrival_s,prompt_tokens,output_tokens', ...times.map((time, i) => `${time},${i + 1},1`)].join('\n');

  test('rows less than a second out of place are sorted in', () => {
    expect(rows(traceOf([own(1, 3, 2.5, 2.25, 4)]))).toEqual([
      [1, 1, 1],
      [2.25, 4, 1],
      [2.5, 3, 1],
      [3, 2, 1],
      [4, 5, 1],
    ]);
  });

  test('rows further out of place are refused, naming the line', () => {
    expect(mistakes(own(1, 30, 20))).toMatchInlineSnapshot(`
      [
        "line 4: found an arrival 10 s before one above it, expected rows in order of arrival, at most 1 s out of place",
      ]
    `);
  });
});

describe('mistakes', () => {
  const header = 'arrival_s,prompt_tokens,output_tokens';

  test('an empty file', () => {
    expect([mistakes(''), mistakes(`${header}\n`)]).toMatchInlineSnapshot(`
      [
        [
          "line 1: found an empty file, expected a trace of at least one request",
        ],
        [
          "line 1: found no request, expected a trace of at least one request",
        ],
      ]
    `);
  });

  test('something that is no trace', () => {
    expect(mistakes('date;tokens\n1;2')).toMatchInlineSnapshot(`
      [
        "line 1: found date;tokens, expected a first line such as arrival_s,prompt_tokens,output_tokens or TIMESTAMP,ContextTokens,GeneratedTokens or {"timestamp": 0, "input_length": 6758, "output_length": 500} or Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type",
      ]
    `);
  });

  test('missing and unknown columns', () => {
    expect([mistakes('arrival_s,prompt_tokens,cost\n'), mistakes('TIMESTAMP,ContextTokens\n')]).toMatchInlineSnapshot(`
      [
        [
          "line 1: found arrival_s,prompt_tokens,cost, expected the column output_tokens",
          "line 1: found cost, expected only the columns arrival_s, prompt_tokens, output_tokens, stream, priority",
        ],
        [
          "line 1: found TIMESTAMP,ContextTokens, expected the column GeneratedTokens",
        ],
      ]
    `);
  });

  test('zero, missing, negative, fractional and endless tokens; NaN times', () => {
    expect(
      mistakes(`${header}\n0,0,5\n1,7\n2,-3,5\n3,2.5,5\n4,10000001,5\nNaN,5,5\n,5,5\n6,abc,NaN`),
    ).toMatchInlineSnapshot(`
      [
        "line 2: found prompt_tokens 0, expected a whole number of tokens, at least 1",
        "line 3: found no output_tokens, expected a whole number of tokens, at least 1",
        "line 4: found prompt_tokens -3, expected a whole number of tokens, at least 1",
        "line 5: found prompt_tokens 2.5, expected a whole number of tokens, at least 1",
        "line 6: found prompt_tokens 10000001, expected at most 10000000 tokens",
        "line 7: found arrival_s NaN, expected seconds, at least 0",
        "line 8: found no arrival_s, expected seconds, at least 0",
        "line 9: found prompt_tokens abc, expected a whole number of tokens, at least 1",
        "line 9: found output_tokens NaN, expected a whole number of tokens, at least 1",
      ]
    `);
  });

  test('dates that are none', () => {
    expect(
      mistakes(
        'TIMESTAMP,ContextTokens,GeneratedTokens\nyesterday,1,1\n2023-13-16 18:17:03.97,1,1\n2023-02-29 18:17:03.97,1,1\n,1,1\n',
      ),
    ).toMatchInlineSnapshot(`
      [
        "line 2: found TIMESTAMP yesterday, expected a date and time such as 2023-11-16 18:17:03.9799600",
        "line 3: found TIMESTAMP 2023-13-16 18:17:03.97, expected a date and time such as 2023-11-16 18:17:03.9799600",
        "line 4: found TIMESTAMP 2023-02-29 18:17:03.97, expected a date and time such as 2023-11-16 18:17:03.9799600",
        "line 5: found no TIMESTAMP, expected a date and time such as 2023-11-16 18:17:03.9799600",
      ]
    `);
  });

  test('objects that are none', () => {
    expect(
      mistakes(
        '{"timestamp": 0, "input_length": 5, "output_length": 1}\n{"timestamp": 0, "input_length"\n{"timestamp": "x", "input_length": null, "hash_ids": [-1]}\n[1]',
      ),
    ).toMatchInlineSnapshot(`
      [
        "line 2: found {"timestamp": 0, "input_length", expected an object such as {"timestamp": 3000, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1]}",
        "line 3: found timestamp "x", expected milliseconds, at least 0",
        "line 3: found input_length null, expected a whole number of tokens, at least 1",
        "line 3: found no output_length, expected a whole number of tokens, at least 1",
        "line 3: found hash_ids [-1], expected a list of whole numbers from 0 to 2147483647",
        "line 4: found [1], expected an object such as {"timestamp": 3000, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1]}",
      ]
    `);
  });

  test('bad streams and priorities', () => {
    expect(mistakes(`${header},stream,priority\n0,1,1,../x,1\n0,1,1,chat,999\n0,1,1,chat,`)).toMatchInlineSnapshot(`
      [
        "line 2: found stream ../x, expected a name of letters, digits, ".", "_" and "-"",
        "line 3: found priority 999, expected a whole number from 0 to 255; smaller is more urgent",
        "line 4: found no priority, expected a whole number from 0 to 255; smaller is more urgent",
      ]
    `);
  });

  test('a line without end', () => {
    expect(mistakes('x'.repeat(2_000_000))).toMatchInlineSnapshot(`
      [
        "line 1: found a line of more than 1000000 characters, expected lines of text",
      ]
    `);
  });

  test('no more than twenty at once', () => {
    expect(mistakes([header, ...Array.from({ length: 100 }, () => '0,0,1')].join('\n'))).toHaveLength(20);
  });

  test('a million-token prompt is accepted, as is one of ten million', () => {
    expect(rows(traceOf([`${header}\n0,1000000,1\n1,10000000,1`]))).toEqual([
      [0, 1_000_000, 1],
      [1, 10_000_000, 1],
    ]);
  });
});
