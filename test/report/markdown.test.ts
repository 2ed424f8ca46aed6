import { describe, expect, test } from 'vitest';
import { reportMarkdown } from '../../src/report/markdown.js';
import { STATES } from './states.js';

describe.each(Object.entries(STATES))('report.md of %s', (_, result) => {
  const text = reportMarkdown(result);
  test('opens with the title and the answer, ends with the command', () => {
    const lines = text.split('\n');
    expect(lines[0]).toMatch(/^# ./);
    expect(lines[2]).toMatch(/^\*\*.+\*\*/);
    expect(text).toContain('token-factory run ');
  });
  test('keeps every table rectangular', () => {
    for (const table of text.match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
  test('holds no broken number and no markup of a user', () => {
    expect(text.replace(/^```sh$.*?^```$/ms, '').match(/NaN|undefined|Infinity|<script|\p{Cc}(?<!\n)/u)).toBeNull();
  });
});
