import { describe, expect, test } from 'vitest';
import { wordCount } from '../../src/report/answer.js';
import * as findings from '../../src/report/findings.js';
import * as states from './states.js';

const titles = Object.entries(findings).flatMap(([name, finding]) =>
  name.endsWith('Finding') ? [[name, finding as (result: typeof states.onePool) => string] as const] : [],
);

describe.each(titles)('%s', (_, finding) => {
  test.each(Object.entries(states.STATES))('of %s is a sentence of at most fifteen words', (state, result) => {
    const title = finding(result);
    expect(title).not.toMatch(/undefined|NaN|null|Infinity/);
    expect(title).not.toBe('');
    if (state !== 'longNames' && state !== 'hostileNames') expect(wordCount(title)).toBeLessThanOrEqual(15);
  });
});

describe('findings follow the data', () => {
  test('the share of electricity is told for two boundaries', () => {
    expect(findings.boundaryFinding(states.STATES.sample!)).toBe(
      'Electricity is 48% of operating cash and 8.2% of full cost',
    );
  });
  test('a promise too close to call is neither kept nor missed', () => {
    expect(findings.promisesFinding(states.unsure)).toBe('Three of four promises are kept, one too close to call');
  });
  test('a difference whose interval contains zero cannot be told', () => {
    const next = states.STATES.sample!.nextTokens!;
    const wide = {
      ...states.STATES.sample!,
      nextTokens: { ...next, perOutputToken: { value: 4e-8, interval: [-1e-8, 9e-8] as const } },
    };
    expect(findings.nextFinding(wide)).toBe('We cannot tell what the next million tokens cost');
  });
  test('an overloaded line never clears', () => {
    expect(findings.dayFinding(states.overloaded)).toBe('The line grows and never clears');
  });
});
