import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFolder } from '../../src/cli/output.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'output-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const read = (...path: string[]): string => readFileSync(join(out, ...path), 'utf8');

/** Pieces that break off as a full disk would break them. */
function* breakingOff(): Generator<string> {
  yield 'half a report';
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}

describe('an answer’s folder', () => {
  test('holds what was given, in text, bytes or pieces', () => {
    const folder = writeFolder(out, 'one', {
      'measures.json': '{}',
      'requests.parquet': Uint8Array.of(1, 2),
      'requests.csv': ['a,b\n', '1,2\n'],
    });
    expect(folder).toBe(join(out, 'one'));
    expect(read('one', 'measures.json')).toBe('{}');
    expect(readFileSync(join(folder, 'requests.parquet'))).toEqual(Buffer.from([1, 2]));
    expect(read('one', 'requests.csv')).toBe('a,b\n1,2\n');
    expect(readdirSync(out)).toEqual(['one']);
  });

  test('is made with the folders above it', () => {
    writeFolder(join(out, 'deep', 'er'), 'one', { 'report.md': 'x' });
    expect(read('deep', 'er', 'one', 'report.md')).toBe('x');
  });

  test('drops a former file that the new answer has not, and keeps files of the user', () => {
    writeFolder(out, 'one', { 'measures.json': 'old', 'requests.csv': 'old' });
    writeFileSync(join(out, 'one', 'notes.txt'), 'mine');
    writeFolder(out, 'one', { 'measures.json': 'new' });
    expect(readdirSync(join(out, 'one')).sort()).toEqual(['measures.json', 'notes.txt']);
    expect(read('one', 'measures.json')).toBe('new');
  });

  test('stays as it was when the disk fills half-way', () => {
    writeFolder(out, 'one', { 'measures.json': 'old', 'report.md': 'old' });
    expect(() => writeFolder(out, 'one', { 'measures.json': 'new', 'report.md': breakingOff() })).toThrow(
      'the disk is full. The former files are untouched',
    );
    expect(read('one', 'measures.json')).toBe('old');
    expect(read('one', 'report.md')).toBe('old');
    expect(readdirSync(out)).toEqual(['one']);
  });

  test('is not left behind empty when the first answer fails', () => {
    expect(() => writeFolder(join(out, 'new'), 'one', { 'report.md': breakingOff() })).toThrow('the disk is full');
    expect(existsSync(join(out, 'new'))).toBe(false);
  });

  test('goes back to the former files when one cannot be moved into place', () => {
    writeFolder(out, 'one', { 'measures.json': 'old', 'runtime.json': 'old' });
    const losing = (function* () {
      yield 'x';
      const aside = readdirSync(out).find((name) => name.startsWith('.one'))!;
      rmSync(join(out, aside, 'runtime.json'));
    })();
    expect(() =>
      writeFolder(out, 'one', { 'measures.json': 'new', 'runtime.json': 'new', 'series.csv': losing }),
    ).toThrow('The former files are untouched');
    expect(readdirSync(join(out, 'one')).sort()).toEqual(['measures.json', 'runtime.json']);
    expect(read('one', 'measures.json')).toBe('old');
    expect(readdirSync(out)).toEqual(['one']);
  });

  test('is refused where a file stands in its place', () => {
    writeFileSync(join(out, 'one'), 'a file');
    expect(() => writeFolder(out, 'one', { 'report.md': 'x' })).toThrow(
      'a file is in the way where a folder is needed',
    );
    expect(read('one')).toBe('a file');
  });

  test.each(['..', '.', '', '../elsewhere', 'a/b', 'a\\b', '.hidden', 'line\nbreak', 'C:x'])(
    'is never named %j',
    (name) => {
      expect(() => writeFolder(out, name, { 'report.md': 'x' })).toThrow('cannot name a folder');
      expect(readdirSync(out)).toEqual([]);
    },
  );

  test('may be named in any script', () => {
    writeFolder(out, '宁夏 1', { 'report.md': 'x' });
    expect(read('宁夏 1', 'report.md')).toBe('x');
  });
});
