/** Every shipped scenario at a quick scale: it loads, keeps the laws, answers its question, and is told whole by its effective leaves. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import { answerOf, MOST_WORDS, plainAnswer, wordCount } from '../../src/report/answer.js';
import { consoleSummary } from '../../src/report/console.js';
import { measuresJson } from '../../src/report/json.js';
import { reportMarkdown } from '../../src/report/markdown.js';
import { loadScenario } from '../../src/scenario/load.js';
import { resultOf } from '../../src/study/answer.js';
import { simulateAll } from '../../src/study/simulate.js';
import { brokenLaws } from '../laws/lawful.js';
import { load, shipped } from './shipped.js';

/** A quarter of an hour and four replicas of each pool: seconds, and all of the machinery. */
const QUICK = ['horizon=15 minute', 'warmUp=2 minute', 'sampling.sample=4'];

test('scenarios are numbered in teaching order, without gaps', () => {
  expect(shipped.length).toBeGreaterThan(0);
  expect(shipped.map((file) => Number(file.slice(0, 2)))).toEqual(shipped.map((_, row) => row + 1));
});

describe.each(shipped)('%s', (file) => {
  test('runs at a quick scale, breaks no law and answers its own question', async () => {
    const loaded = load(file, QUICK);
    const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
    const pieces = await simulateAll(loaded, blueprint, { threads: 1, records: 0 });
    const result = resultOf(loaded, blueprint, pieces);
    expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
    expect(result.pools.filter(({ sampled }) => sampled !== 4)).toEqual([]);

    expect(result.question).toMatch(/\?$/);
    const answer = answerOf(result);
    const words = plainAnswer(answer);
    expect(wordCount(words)).toBeLessThanOrEqual(MOST_WORDS);
    expect(words).toMatch(/\d/);
    const summary = consoleSummary(result, { columns: 80, colour: false, files: [] });
    expect(summary.replace(/\s+/g, ' ')).toContain(words.slice(0, 20).replace(/[^ -~].*$/, ''));
    expect(reportMarkdown(result)).toContain(loaded.scenario.title);
    expect(() => JSON.parse(measuresJson(result))).not.toThrow();
  });

  test('asks for nothing that cannot be: every plan fits and every stream is served', () => {
    const { scenario, traces } = load(file);
    const blueprint = blueprintOf(scenario, traces);
    for (const pool of blueprint.pools) {
      expect(pool.trouble, pool.name).toBeNull();
      expect(pool.rate / pool.capacity, pool.name).toBeLessThan(1);
    }
    expect(blueprint.rates.every((rate) => rate > 0)).toBe(true);
  });

  test('states its title, question, start, horizon and seed itself', () => {
    const { effective } = load(file);
    for (const path of ['title', 'question', 'start', 'horizon', 'seed'])
      expect(effective.find((leaf) => leaf.path === path)?.source, path).toBe('file');
  });

  test('is the same scenario when written out with all its defaults', () => {
    const loaded = load(file);
    const text = JSON.stringify(writtenOut(loaded.effective));
    const files = { text: () => text, bytes: () => [] };
    const again = loadScenario(loaded.file, files);
    expect(again.scenario).toEqual(loaded.scenario);
    expect(again.hash).toBe(loaded.hash);
  });
});

/** Leaves such as `fleet[0].name` as the block that they describe. */
const writtenOut = (leaves: ReturnType<typeof load>['effective']): unknown => {
  const root: Record<string, unknown> = {};
  for (const { path, value } of leaves) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    let here = root;
    for (const [at, step] of steps.entries()) {
      const isLast = at === steps.length - 1;
      const isListNext = /^\d+$/.test(steps[at + 1] ?? '');
      here[step] ??= isLast ? value : isListNext ? [] : {};
      here = here[step] as Record<string, unknown>;
    }
  }
  return root;
};
