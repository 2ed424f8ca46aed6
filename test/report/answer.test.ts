import { describe, expect, test } from 'vitest';
import { answerOf, ledeOf, MOST_WORDS, plainAnswer, wordCount } from '../../src/report/answer.js';
import * as states from './states.js';

const said = (result: Parameters<typeof answerOf>[0]) => plainAnswer(answerOf(result)).replaceAll('\u202f', ' ');

describe('the answer', () => {
  test.each(Object.entries(states.STATES))(
    'of %s takes at most thirty words and says something in bold',
    (_, result) => {
      expect(wordCount(plainAnswer(answerOf(result)))).toBeLessThanOrEqual(MOST_WORDS);
      expect(answerOf(result).verdict).not.toBe('');
      expect(plainAnswer(answerOf(result))).not.toMatch(/undefined|NaN|null/);
    },
  );

  test('says how many, at what cost, and which promise is missed by how much', () => {
    expect(said(states.STATES.sample!)).toMatchInlineSnapshot(
      `"173 bn tokens a day at $0.99 a million, but coding misses its promise by 0.2 s. Electricity is 8.2% of full cost, 48% of operating cash."`,
    );
  });

  test('says that every promise is kept when all intervals lie within their limits', () => {
    expect(said(states.allKept)).toMatchInlineSnapshot(
      `"173 bn tokens a day at $0.99 a million. Every promise is kept. Electricity is 8.2% of full cost, 48% of operating cash. The next million costs $0.041."`,
    );
  });

  test('does not call a promise kept or missed when its interval contains the limit', () => {
    expect(said(states.unsure)).toContain('we cannot tell whether coding keeps its promise');
    expect(said(states.unsure)).not.toMatch(/every promise|misses/i);
  });

  test('of an overload names the pool and the excess and prints no wait', () => {
    expect(said(states.overloaded)).toMatchInlineSnapshot(
      `"The line grows without end. h20-deepseek is asked for 14% more than it can serve, so waiting times have no mean."`,
    );
  });

  test('of an impossible plan says why', () => {
    expect(said(states.impossible)).toMatchInlineSnapshot(
      `"The plan cannot work. DeepSeek-V3 needs 708 GB; the layout offers 640 GB on 8 H20."`,
    );
  });

  test('of a run without requests says that there is nothing to divide by', () => {
    expect(said(states.silent)).toContain('No token was written.');
  });
});

test('the lede repeats the question, names the fleet and says where evidence is thin', () => {
  const lede = ledeOf(states.STATES.sample!).join(' ');
  expect(lede).toContain('You asked: “How many tokens');
  expect(lede).toContain('5,120 NVIDIA H20 serve DeepSeek-V3');
  expect(lede).toContain('assumed figure: Price of an Ascend 910C');
});
