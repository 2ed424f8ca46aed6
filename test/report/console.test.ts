import { describe, expect, test } from 'vitest';
import { consoleSummary } from '../../src/report/console.js';
import { displayWidth, wrapped } from '../../src/report/terminal-text.js';
import { STATES } from './states.js';

const files = [
  { label: 'report', path: 'output/01/report.html' },
  { label: 'numbers', path: 'output/01/measures.json' },
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken away here
const uncoloured = (text: string) => text.replace(/\u001b\[\d+m/g, '');

describe.each(Object.entries(STATES))('the terminal summary of %s', (_, result) => {
  test.each([40, 57, 80, 200])('fits %i columns, at most eighty', (columns) => {
    for (const line of consoleSummary(result, { columns, colour: false, files }).split('\n'))
      expect(displayWidth(line), line).toBeLessThanOrEqual(Math.min(80, columns));
  });

  test('breaks lines in the same places with colour and without', () => {
    const plain = consoleSummary(result, { columns: 80, colour: false, files }).split('\n');
    const coloured = uncoloured(consoleSummary(result, { columns: 80, colour: true, files })).split('\n');
    expect(coloured.map((line) => line.trimEnd().length)).toEqual(plain.map((line) => line.length));
  });

  test('prints no escape and no sign of ours beyond ASCII when piped', () => {
    const plain = consoleSummary(result, { columns: 80, colour: false, files });
    expect(plain).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(plain).not.toMatch(/[█–—−…’“”✓✗\u202f]/);
    expect(plain).not.toMatch(/NaN|undefined|Infinity/);
  });
});

test('the answer comes first and the files last', () => {
  const lines = consoleSummary(STATES.sample!, { columns: 80, colour: false, files }).trimEnd().split('\n');
  expect(lines[0]).toMatch(/^173 bn tokens a day/);
  expect(lines.at(-1)).toBe('numbers  output/01/measures.json');
});

test('a missed promise is told in words and again among the failures', () => {
  const text = consoleSummary(STATES.sample!, { columns: 80, colour: false, files });
  expect(text).toMatch(/^MISSED {3}coding/m);
  expect(text).toMatch(/^FAILED {3}coding, first token, p95: misses by 0\.2 s/m);
});

test('words wider than a line are broken rather than lost', () => {
  expect(wrapped('aaaaaaaaaaaa b', 5).join('')).toBe('aaaaaaaaaaaab');
});
