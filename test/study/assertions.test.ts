import { describe, expect, test } from 'vitest';
import type { Measure } from '../../src/measure/measure.js';
import { assertionIssues, assertionSentences, judgedAssertions } from '../../src/study/assertions.js';
import { load } from '../scenarios/shipped.js';

const scenarioWith = (assert: string) => load('01-first-factory.yaml', [`assert=${assert}`]).scenario;
const measures: readonly Measure[] = [
  {
    name: 'cost.fullTco.perOutputToken',
    value: 2.9e-6,
    unit: 'USD/token',
    interval: [2.8e-6, 3.05e-6],
    definition: '',
    tier: 'estimate',
  },
  { name: 'chat.ttft.p95', value: null, unit: 's', interval: null, definition: '', tier: 'estimate' },
];

describe('assertions', () => {
  test('are written in the units of the trade, and judged on the value or on the whole interval', () => {
    const scenario = scenarioWith(
      '[{measure: cost.fullTco.perOutputToken, below: 3 USD/Mtoken}, {measure: cost.fullTco.perOutputToken, below: 3 USD/Mtoken, sure: true}, {measure: cost.fullTco.perOutputToken, above: 3 USD/Mtoken}]',
    );
    expect(assertionIssues(scenario)).toEqual([]);
    expect(judgedAssertions(scenario, measures).map(({ holds }) => holds)).toEqual([true, false, false]);
  });

  test('about a number that does not exist are broken, and say so', () => {
    const results = judgedAssertions(scenarioWith('[{measure: chat.ttft.p95, below: 1 s}]'), measures);
    expect(assertionSentences(results)).toEqual(['Asserted: chat.ttft.p95 below 1 s; this run has no such number.']);
  });

  test('name measures that exist, bounds in their unit, and a bound at all', () => {
    const issues = assertionIssues(
      scenarioWith(
        '[{measure: cost.fulTco.perOutputToken, below: 1}, {measure: chatt.ttft.p95, below: 1 s}, {measure: chat.ttft.p95, below: 1 kWh}, {measure: tokens.output}, {measure: pue.average, below: 1.2 s}, {measure: electricity.share.fullTco, below: 10%}]',
      ),
    );
    expect(issues.map(({ path, hint }) => [path.join('.'), hint])).toEqual([
      ['assert.0.measure', 'cost.fullTco.perOutputToken'],
      ['assert.1.measure', 'chat.ttft.p95'],
      ['assert.2.below', undefined],
      ['assert.3', undefined],
      ['assert.4.below', undefined],
    ]);
  });
});
