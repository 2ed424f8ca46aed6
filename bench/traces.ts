/** What reading a long trace costs, in processor time and memory: `npx tsx bench/traces.ts`. */
import { TraceReader } from '../src/demand/traces/parse.js';

const ROWS = 10_000_000;
const CHUNK = 2000;

const cases: readonly (readonly [string, string, (row: number) => string])[] = [
  [
    'own CSV',
    'arrival_s,prompt_tokens,output_tokens\n',
    (row) => `${row / 1000},${100 + (row % 4000)},${1 + (row % 500)}\n`,
  ],
  [
    'Azure CSV',
    'TIMESTAMP,ContextTokens,GeneratedTokens\n',
    (row) => `2023-11-16 ${new Date(row).toISOString().slice(11, 23)}0000,${100 + (row % 4000)},${1 + (row % 500)}\n`,
  ],
];

for (const [title, header, line] of cases) {
  const reader = new TraceReader();
  reader.push(header);
  // One chunk's text is made once per chunk outside the clock, so that only reading is timed.
  let seconds = 0;
  for (let row = 0; row < ROWS; row += CHUNK) {
    const chunk = Buffer.from(Array.from({ length: CHUNK }, (_, i) => line(row + i)).join(''));
    const start = process.cpuUsage();
    reader.push(chunk);
    seconds += process.cpuUsage(start).user / 1e6;
  }
  const answer = reader.end();
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues[0]));
  const { arrival, prompt, output, count } = answer.trace;
  const bytes = (arrival.byteLength + prompt.byteLength + output.byteLength) / count;
  console.log(
    `${title}: ${count} rows in ${seconds.toFixed(1)} s (${((seconds * 1e9) / count).toFixed(0)} ns per row), ${bytes} B per row kept`,
  );
}
