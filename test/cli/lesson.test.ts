/** `lesson` as a person meets it: a folder with a page and a slide, the finding and its answers in the window, a name that is none. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DiskFiles } from '../../src/cli/files.js';
import { teach } from '../../src/cli/lesson.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'lesson-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));
const request = { names: ['electricity-share'], out, threads: 1, json: false, quiet: true };
const opened = () => ({ ...openWindow(), files: new DiskFiles() });

test('a lesson leaves a page and a slide, and says its finding and both answers', async () => {
  const window = opened();
  expect(await teach(request, window)).toBe(0);
  const folder = join(out, 'lesson-electricity-share');
  expect(readdirSync(folder).sort()).toEqual(['lesson.html', 'slide.png', 'slide.svg']);
  expect(readFileSync(join(folder, 'slide.png')).subarray(1, 4).toString()).toBe('PNG');
  expect(readFileSync(join(folder, 'slide.svg'), 'utf8')).not.toContain('var(--');
  const text = window.printed.join('\n');
  expect(text).toContain('62.5% of operating cash');
  expect(text.match(/^\? /gm)).toHaveLength(2);
});

test('for a program: the finding, questions, thin facts and the table', async () => {
  const window = opened();
  expect(await teach({ ...request, json: true }, window)).toBe(0);
  const { schemaVersion, lessons } = JSON.parse(window.printed.join(''));
  expect(schemaVersion).toBe(1);
  expect(lessons[0]).toMatchObject({ name: 'electricity-share' });
  expect(lessons[0].questions).toHaveLength(2);
  expect(lessons[0].thin.length).toBeGreaterThan(0);
});

test('a name that is no lesson is answered with the nearest', async () => {
  await expect(teach({ ...request, names: ['electricity-shore'] }, opened())).rejects.toThrow(
    /no lesson "electricity-shore"\. Did you mean electricity-share\?/,
  );
});
