import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { DiskFiles, LONGEST_TEXT } from '../../src/cli/files.js';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const whole = (path: string): string => Buffer.concat([...new DiskFiles().bytes(path)]).toString();

/** Text that does not compress to nothing. */
const noise = (length: number): string => {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48271) % 2147483647;
    text += `${state}\n`;
  }
  return text.slice(0, length);
};

describe('texts', () => {
  test('a text comes back as it was written, without its byte order mark', () => {
    expect(new DiskFiles().text(put('a.yaml', '\ufeffplace: 宁夏\n'))).toBe('place: 宁夏\n');
  });

  test.each([
    ['a file that is not there', () => join(folder, 'nowhere.yaml'), 'there is no such file'],
    ['a folder', () => folder, 'it is a folder'],
    ['a device', () => '/dev/zero', 'it is a device or a pipe'],
    ['bytes that are no text', () => put('bytes.yaml', Uint8Array.of(0xff, 0xfe, 0x00)), 'it is not UTF-8 text'],
  ])('%s is refused in a sentence', (_, path, reason) => {
    expect(() => new DiskFiles().text(path())).toThrow(reason);
  });

  test('a file nearly called so is suggested', () => {
    put('my-factory.yaml', 'title: x');
    expect(() => new DiskFiles().text(join(folder, 'my-facotry.yaml'))).toThrow(
      `did you mean ${join(folder, 'my-factory.yaml')}?`,
    );
  });

  test('a pipe without a writer is refused rather than waited for', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => new DiskFiles().text(pipe)).toThrow('it is a device or a pipe');
  });

  test('a link that leads back to itself is refused', () => {
    const link = join(folder, 'loop');
    symlinkSync(link, link);
    expect(() => new DiskFiles().text(link)).toThrow('a link that leads back to itself');
  });

  test('a file longer than a scenario can be is refused before it is read', () => {
    const path = put('long.yaml', '');
    truncateSync(path, LONGEST_TEXT + 1);
    expect(() => new DiskFiles().text(path)).toThrow('longer than 8 MiB');
  });
});

describe('traces', () => {
  const text = noise(3_000_000);

  test('a plain file comes in bounded pieces that add up to it', () => {
    const pieces = [...new DiskFiles().bytes(put('plain.csv', text))];
    expect(Buffer.concat(pieces).toString()).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(256 * 1024);
    expect(pieces.length).toBeGreaterThan(10);
  });

  test('a gzip file comes decompressed, in bounded pieces, whatever it is called', () => {
    const pieces = [...new DiskFiles().bytes(put('packed.csv', gzipSync(text)))];
    expect(Buffer.concat(pieces).toString()).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(256 * 1024);
  });

  test('an archive of several members is read to its end', () => {
    expect(whole(put('members.gz', Buffer.concat([gzipSync('first\n'), gzipSync('second\n')])))).toBe(
      'first\nsecond\n',
    );
  });

  test('an empty file has no bytes, and an empty archive neither', () => {
    expect(whole(put('empty.csv', ''))).toBe('');
    expect(whole(put('empty.gz', gzipSync('')))).toBe('');
  });

  test('an archive cut short gives what it has, then says so', () => {
    const packed = gzipSync(text);
    const path = put('cut.gz', packed.subarray(0, packed.length / 2));
    let length = 0;
    expect(() => {
      for (const piece of new DiskFiles().bytes(path)) length += piece.length;
    }).toThrow('ends too early');
    expect(length).toBeGreaterThan(0);
  });

  test('a damaged archive is refused', () => {
    const packed = gzipSync(text);
    packed.fill(0xaa, 5000, 6000);
    expect(() => whole(put('damaged.gz', packed))).toThrow('the archive is damaged');
  });

  test('a reader may stop early and start again', () => {
    const path = put('again.gz', gzipSync(text));
    for (let round = 0; round < 3; round++)
      for (const piece of new DiskFiles().bytes(path)) if (piece.length > 0) break;
    expect(whole(path).length).toBe(text.length);
  });

  test('a folder is refused', () => {
    const inside = join(folder, 'inside');
    mkdirSync(inside);
    expect(() => whole(inside)).toThrow('it is a folder');
  });
});
