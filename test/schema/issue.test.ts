import { expect, test } from 'vitest';
import { pathText, ScenarioWrong } from '../../src/schema/issue.js';
import { explainIssues } from '../../src/schema/issue-text.js';

test.each<[readonly (string | number)[], string]>([
  [[], ''],
  [['fleet', 0, 'chip'], 'fleet[0].chip'],
  [[2, 'a'], '[2].a'],
])('%j reads %s', (path, text) => {
  expect(pathText(path)).toBe(text);
});

test('an error carries every issue and says them in its message', () => {
  const wrong = new ScenarioWrong([
    { path: ['a'], expected: 'text' },
    { path: ['b', 1], expected: 'a number' },
  ]);
  expect(wrong.message).toBe('a: expected text\nb[1]: expected a number');
});

test('an issue without a place is still told, and text from a file cannot reach the terminal raw', () => {
  expect(explainIssues([{ path: [], expected: 'a scenario' }])).toBe(
    '1 mistake; nothing was run\n\n  expected  a scenario',
  );
  const raw = explainIssues([
    {
      path: ['\u001b[2J'],
      file: 'a\u0007.yaml',
      line: 1,
      column: 2,
      found: '\u001b]0;x',
      expected: 'x\r',
      hint: '\u202e',
    },
  ]);
  expect(raw.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
});
