/** What every case must end in: located issues in words, or a result that breaks no law. */
import { expect } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import { piecesOf, requestsOf } from '../../src/factory/line.js';
import { answerOf, plainAnswer } from '../../src/report/answer.js';
import { consoleSummary } from '../../src/report/console.js';
import { measuresJson } from '../../src/report/json.js';
import { reportMarkdown } from '../../src/report/markdown.js';
import { reportPage } from '../../src/report/page.js';
import { type Loaded, loadScenario } from '../../src/scenario/load.js';
import { type Issue, ScenarioWrong } from '../../src/schema/issue.js';
import { explainIssues } from '../../src/schema/issue-text.js';
import { resultOf } from '../../src/study/answer.js';
import { simulateAll } from '../../src/study/simulate.js';
import { brokenLaws } from '../laws/lawful.js';
import { caseOf, type FuzzCase, filesOf } from './cases.js';

export type Ending = 'refused' | 'simulated' | 'too long to simulate here';

/** A lawful scenario may be a day of a hall; here it is looked at on paper only. */
const MOST_REQUESTS = 20_000;
const MOST_WINDOWS = 400;

const OURS = /undefined|\[object |node_modules|\.ts:\d|\bat .*\(.*:\d+:\d+\)|Cannot read|is not a function|ZodError/;

const judgeIssues = (issues: readonly Issue[], from: FuzzCase): void => {
  expect(issues.length).toBeGreaterThan(0);
  const files = new Set([...from.texts.keys(), ...from.sets.map((set) => `--set ${set}`)]);
  for (const issue of issues) {
    expect(issue.expected.trim()).not.toBe('');
    expect(issue.expected).not.toMatch(/NaN/);
    expect(`${issue.expected}|${issue.hint ?? ''}|${issue.found ?? ''}`).not.toMatch(OURS);
    expect(issue.file).toBeDefined();
    if (!files.has(issue.file!)) continue; // a file that is not there has no lines
    if (issue.line !== undefined) {
      expect(issue.line).toBeGreaterThanOrEqual(1);
      expect(issue.column).toBeGreaterThanOrEqual(1);
      const lines = from.texts.get(issue.file!)?.split('\n').length ?? 1;
      expect(issue.line).toBeLessThanOrEqual(lines + 1);
    } else expect(issue.file).toMatch(/^--set|\.yaml$/);
  }
  expect(explainIssues(issues)).not.toMatch(OURS);
};

const BROKEN_TEXT = /\bNaN\b|undefined|\[object |Infinity/;

const judgeTexts = async (loaded: Loaded, result: ReturnType<typeof resultOf>, from: FuzzCase): Promise<void> => {
  const page = from.number % 250 === 0 ? await reportPage(result) : '';
  const texts = [
    plainAnswer(answerOf(result)),
    consoleSummary(result, { columns: 40 + (from.number % 60), colour: from.number % 2 === 0, files: [] }),
    reportMarkdown(result),
    measuresJson(result),
    page,
  ];
  const said = BROKEN_TEXT.test(JSON.stringify(loaded.effective)); // the user's own words may be anything
  for (const text of texts) if (!said) expect(text.match(BROKEN_TEXT)?.[0]).toBeUndefined();
  expect(JSON.parse(texts[3]!)).toMatchObject({ schemaVersion: 1 });
};

/** Runs one case; throws where it ends in anything but issues or a lawful result. */
export const judged = async (from: FuzzCase): Promise<Ending> => {
  let loaded: Loaded;
  try {
    loaded = loadScenario(from.file, filesOf(from), from.sets);
  } catch (reason) {
    if (!(reason instanceof ScenarioWrong)) throw reason;
    judgeIssues(reason.issues, from);
    return 'refused';
  }
  const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
  const requests = piecesOf(blueprint).reduce((sum, piece) => sum + requestsOf(blueprint, piece), 0);
  if (!(requests <= MOST_REQUESTS && blueprint.windows <= MOST_WINDOWS)) {
    expect(Number.isFinite(requests)).toBe(true);
    return 'too long to simulate here';
  }
  const results = await simulateAll(loaded, blueprint, { threads: 1, records: from.number % 3 === 0 ? 100 : 0 });
  const result = resultOf(loaded, blueprint, results);
  expect(brokenLaws(blueprint, results, result)).toEqual([]);
  await judgeTexts(loaded, result, from);
  return 'simulated';
};

/** Runs cases of these numbers and says how they ended. */
export const judgeAll = async (from: number, count: number): Promise<Readonly<Record<Ending, number>>> => {
  const endings = { refused: 0, simulated: 0, 'too long to simulate here': 0 };
  let slowest = { number: from, seconds: 0 };
  for (let number = from; number < from + count; number++) {
    const one = caseOf(number);
    const begun = performance.now();
    try {
      endings[await judged(one)]++;
    } catch (reason) {
      const error = reason as Error;
      error.message = `case ${number}: ${error.message}\n${one.sets.join('\n')}\n${one.texts.get(one.file)?.slice(0, 6000)}`;
      throw error;
    }
    const seconds = (performance.now() - begun) / 1000;
    if (seconds > slowest.seconds) slowest = { number, seconds };
  }
  expect(slowest.seconds, `case ${slowest.number} took too long`).toBeLessThan(30);
  console.log(
    `${count} cases: ${endings.refused} refused, ${endings.simulated} simulated, ${endings['too long to simulate here']} on paper only; slowest ${slowest.number} in ${slowest.seconds.toFixed(2)} s`,
  );
  return endings;
};
