/** Every shipped scenario in full, against the measures that are kept beside the code. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { measuresJson } from '../../src/report/json.js';
import { answer } from '../../src/study/answer.js';
import { load, root, shipped } from './shipped.js';

interface Kept {
  readonly measures: readonly {
    readonly name: string;
    readonly value: number | null;
    readonly interval: readonly number[] | null;
  }[];
}

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

test.each(shipped)('%s reproduces its kept measures to nine digits', async (file) => {
  const kept = join(root, 'output', file.replace(/\.yaml$/, ''), 'measures.json');
  const begun = performance.now();
  const { result } = await answer(load(file), { threads: 1, records: 'none' });
  console.log(`${file}: ${Math.round((performance.now() - begun) / 1000)} s on one thread`);
  const now = JSON.parse(measuresJson(result)) as Kept;
  if (!existsSync(kept)) {
    console.warn(`${file} has no kept measures: \`npm run scenarios\` writes them`);
    expect(now.measures.length).toBeGreaterThan(50);
    return;
  }
  const before = JSON.parse(readFileSync(kept, 'utf8')) as Kept;
  expect(now.measures.map(({ name }) => name)).toEqual(before.measures.map(({ name }) => name));
  const moved = now.measures.filter(({ value, interval }, row) => {
    const old = before.measures[row]!;
    if (value === null || old.value === null) return value !== old.value;
    if (interval === null || old.interval === null) return !alike(value, old.value) || interval !== old.interval;
    // Ends of an interval may lie near zero; they are held to the size of the value.
    const size = Math.abs(value);
    return (
      !alike(value, old.value) ||
      interval.some((end, at) => Math.abs(end - old.interval![at]!) > 1e-9 * Math.max(size, Math.abs(end)))
    );
  });
  expect(moved).toEqual([]);
});
