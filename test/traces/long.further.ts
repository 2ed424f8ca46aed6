/** A trace of ten million lines: read as a stream, kept in columns, replayed from its beginning. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { answer } from '../../src/study/answer.js';

const ROWS = 10_000_000;
const PER_SECOND = 20;
const CHUNK = 50_000;

const SCENARIO = `horizon: 5 minute
warmUp: 0 s
site: {region: us-tx}
fleet:
  - {name: pool, chip: h200, model: llama-3.1-8b, replicas: 4}
demand:
  - {name: recorded, model: llama-3.1-8b, trace: {file: week.csv}}
sampling: {sample: all}
`;

/** Lines as a file would give them, never more than a piece at once. */
function* lines(): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('arrival_s,prompt_tokens,output_tokens\n');
  for (let from = 0; from < ROWS; from += CHUNK) {
    let text = '';
    for (let row = from; row < from + CHUNK; row++)
      text += `${row / PER_SECOND},${(row % 997) + 1},${(row % 89) + 1}\n`;
    yield encoder.encode(text);
  }
}

test('ten million lines are read within a gigabyte, and the first minutes replayed to the last request', async () => {
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watched = function* (): Generator<Uint8Array> {
    for (const piece of lines()) {
      peak = Math.max(peak, process.memoryUsage().rss);
      yield piece;
    }
  };
  const begun = performance.now();
  const loaded = loadScenario('week.yaml', { text: () => SCENARIO, bytes: () => watched() });
  const seconds = (performance.now() - begun) / 1000;
  const [trace] = [...loaded.traces.values()];
  expect(trace!.count).toBe(ROWS);
  expect(trace!.arrival.byteLength + trace!.prompt.byteLength + trace!.output.byteLength).toBeLessThanOrEqual(
    20 * ROWS,
  );
  console.log(`${ROWS} lines in ${seconds.toFixed(1)} s, ${Math.round((peak - before) / 2 ** 20)} MiB more at most`);
  expect(peak - before).toBeLessThan(2 ** 30);

  const { result } = await answer(loaded, { threads: 1, records: 'none' });
  const arrived = 300 * PER_SECOND;
  expect(result.verdict).toBe('STABLE');
  expect(result.streams[0]!.requests.value).toBeGreaterThan(arrived * 0.97);
  expect(result.streams[0]!.requests.value).toBeLessThanOrEqual(arrived);
});
