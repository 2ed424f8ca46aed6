/** The public traces end to end: a scenario beside a copy of each trace, plain and gzipped, from bytes on disk to tokens billed. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DiskFiles } from '../../src/cli/files.js';
import { loadScenario } from '../../src/scenario/load.js';
import { answer } from '../../src/study/answer.js';

/** The traces lie beside the checkout where they are at hand; the project ships none of them. */
const FOLDER = join(import.meta.dirname, '../../../shared/data/traces');

/** As read off the files themselves: requests, span [min], quantiles at p1, p5, p25, p50, p75, p95, p99, and means. */
const TRACES = [
  {
    file: 'AzureLLMInferenceTrace_code.csv',
    requests: 8819,
    minutes: 57.3,
    prompt: { quantiles: [17, 75, 578, 1469, 2745, 7315, 7436], mean: 2047.8 },
    output: { quantiles: [6, 6, 9, 13, 24, 90, 252], mean: 27.9 },
  },
  {
    file: 'AzureLLMInferenceTrace_conv.csv',
    requests: 19_366,
    minutes: 58.5,
    prompt: { quantiles: [29, 181, 396, 1020, 1189, 4083, 4142], mean: 1154.7 },
    output: { quantiles: [16, 41, 85, 129, 395, 451, 601], mean: 211.1 },
  },
  { file: 'mooncake_conversation_trace.jsonl', requests: 12_031, minutes: 59, prompt: null, output: null },
];
const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

const scenarioOf = (trace: string): string => `title: A recorded hour
question: What does it cost to serve what was asked in this hour?
horizon: 70 minute
warmUp: 0 s
site: {region: us-tx}
fleet:
  - {name: pool, chip: h200, model: llama-3.1-8b, replicas: 24}
demand:
  - name: recorded
    model: llama-3.1-8b
    trace: {file: ${trace}}
sampling: {sample: all}
`;

/** Nearest rank, as a person reads a quantile off a sorted column; the neighbours of the rank are as good. */
const near = (sorted: Int32Array, share: number): readonly [number, number] => {
  const at = share * (sorted.length - 1);
  return [sorted[Math.max(0, Math.floor(at) - 1)]!, sorted[Math.min(sorted.length - 1, Math.ceil(at) + 1)]!];
};

if (existsSync(FOLDER))
  describe.each(TRACES)('$file', ({ file, requests, minutes, prompt, output }) => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'trace-'));
      copyFileSync(join(FOLDER, file), join(folder, file));
      writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(FOLDER, file))));
      writeFileSync(join(folder, 'plain.yaml'), scenarioOf(file));
      writeFileSync(join(folder, 'packed.yaml'), scenarioOf(`${file}.gz`));
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const read = (name: string) => loadScenario(join(folder, name), new DiskFiles());
    const traceOf = (name: string) => [...read(name).traces.values()][0]!;

    test('has the requests, the span and the quantiles that its provenance states', () => {
      const trace = traceOf('plain.yaml');
      expect(trace.count).toBe(requests);
      expect((trace.arrival[trace.count - 1]! - trace.arrival[0]!) / 60).toBeCloseTo(minutes, 0);
      for (const [column, stated] of [
        [trace.prompt, prompt],
        [trace.output, output],
      ] as const) {
        if (stated === null) continue;
        const sorted = column.slice().sort();
        stated.quantiles.forEach((tokens, row) => {
          const [low, high] = near(sorted, SHARES[row]!);
          expect(tokens).toBeGreaterThanOrEqual(low - 0.5);
          expect(tokens).toBeLessThanOrEqual(high + 0.5);
        });
        expect(column.reduce((sum, tokens) => sum + tokens, 0) / trace.count).toBeCloseTo(stated.mean, 1);
      }
    });

    test('is the same from its gzip archive', () => {
      const [plain, packed] = [traceOf('plain.yaml'), traceOf('packed.yaml')];
      expect(packed.count).toBe(plain.count);
      for (const column of ['arrival', 'prompt', 'output', 'blocks'] as const)
        expect(packed[column]).toEqual(plain[column]);
    });

    test('is answered to the last request and token', async () => {
      const { result, requests: records } = await answer(read('packed.yaml'), { threads: 1, records: 'all' });
      const trace = traceOf('plain.yaml');
      const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, one) => total + one, 0);
      const [stream] = result.streams;
      expect(stream!.requests.value).toBe(requests); // answered or refused
      expect(records!.count).toBe(requests);
      const served = Array.from({ length: trace.count }, (_, row) => row).filter(
        (row) => trace.prompt[row]! + trace.output[row]! <= 131_072,
      );
      expect(requests - stream!.refused).toBe(served.length);
      expect(stream!.promptTokens).toBe(sum(served.map((row) => trace.prompt[row]!)));
      expect(stream!.outputTokens).toBe(sum(served.map((row) => trace.output[row]!)));
      expect(result.verdict).toBe('STABLE');
      const arrivals = Array.from(records!.arrival_s).sort((a, b) => a - b);
      const worst = arrivals.reduce(
        (most, time, row) => Math.max(most, Math.abs(time - (trace.arrival[row]! - trace.arrival[0]!))),
        0,
      );
      expect(worst).toBeLessThan(1e-6);
      console.log(
        `${file}: ${requests} requests, ${Math.round(stream!.outputTokens)} tokens written, ${(result.chain.joules.total / 3.6e6).toFixed(1)} kWh`,
      );
    });
  });
else
  test('the public traces are not at hand, so they are not replayed here', () => {
    console.warn('SKIPPED: no folder shared/data/traces beside the checkout, so the public traces are not replayed.');
    expect(TRACES.map(({ requests }) => requests)).toEqual([8819, 19_366, 12_031]);
  });
