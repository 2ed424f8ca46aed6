/** Reading for the terminal door: scenario texts and traces from disk, gzip and standard input; folders, devices and over-long files are refused. */
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Files } from '../scenario/files.js';
import { nearest } from '../schema/suggest.js';
import { gunzipped } from './gunzip.js';

/** A scenario is written by hand: 8 MB is some two hundred thousand lines. */
export const LONGEST_TEXT = 8 * 2 ** 20;
/** A trace, as it lies on the disk and once more after gunzip: 16 GiB is some 300 million lines. */
export const LONGEST_TRACE = 16 * 2 ** 30;
const PIECE = 256 * 1024;

/** Something the user named that cannot be read, in a plain sentence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'its name is too long',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'it is a link that leads back to itself',
};

const refusal = (path: string, reason: string): Unreadable => new Unreadable(`${path} cannot be read: ${reason}`);

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
};

/** Where there is no such file, one beside it that is nearly called so. */
const nearMiss = (path: string): string => {
  if (!existsSync(dirname(path)) || existsSync(path)) return '';
  const near = nearest(basename(path), readdirSync(dirname(path)));
  return near === undefined ? '' : `; did you mean ${join(dirname(path), near)}?`;
};

/** Opens a plain file. Non-blocking, so that a pipe without a writer is refused rather than waited for. */
const opened = (path: string, longest: number): number => {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw refusal(path, `${reasonOf(error)}${nearMiss(path)}`);
  }
  const facts = fstatSync(file);
  const reason = facts.isDirectory()
    ? 'it is a folder; name a file inside it'
    : !facts.isFile()
      ? 'it is a device or a pipe; only plain files are read (a scenario may come through standard input as -)'
      : facts.size > longest
        ? `it is longer than ${longest / 2 ** 20} MiB`
        : null;
  if (reason === null) return file;
  closeSync(file);
  throw refusal(path, reason);
};

/** The next bytes of an open file; waits a little where a terminal or pipe has none yet. */
const readPiece = (file: number, path: string): Uint8Array => {
  const piece = new Uint8Array(PIECE);
  for (;;) {
    try {
      return piece.subarray(0, readSync(file, piece, 0, PIECE, null));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return piece.subarray(0, 0);
      if (code !== 'EAGAIN') throw refusal(path, reasonOf(error));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
};

function* pieces(file: number, path: string, longest: number): Generator<Uint8Array> {
  let length = 0;
  for (;;) {
    const piece = readPiece(file, path);
    if (piece.length === 0) return;
    length += piece.length;
    if (length > longest) throw refusal(path, `it is longer than ${longest / 2 ** 20} MiB`);
    yield piece;
  }
}

const decoded = (bytes: Uint8Array, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal(path, 'it is not UTF-8 text');
  }
};

const wholeText = (file: number, path: string): string =>
  decoded(Buffer.concat([...pieces(file, path, LONGEST_TEXT)]), path);

const isGzip = (file: number): boolean => {
  const start = new Uint8Array(2);
  return readSync(file, start, 0, 2, 0) === 2 && start[0] === 0x1f && start[1] === 0x8b;
};

/** The plain files of a folder whose names end in `ending`, in order of name. @throws Unreadable */
export const namesIn = (folder: string, ending: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw refusal(folder, 'it is not a folder');
    throw refusal(folder, code === 'ENOENT' ? `there is no such folder${nearMiss(folder)}` : reasonOf(error));
  }
};

/** The files of this machine; `-` is standard input, read once and kept. */
export class DiskFiles implements Files {
  private standardInput: string | undefined;

  /** @throws Unreadable */
  text(path: string): string {
    if (path === '-') {
      this.standardInput ??= wholeText(0, 'standard input');
      return this.standardInput;
    }
    const file = opened(path, LONGEST_TEXT);
    try {
      return wholeText(file, path);
    } finally {
      closeSync(file);
    }
  }

  /** @throws Unreadable, also half-way through a damaged archive */
  *bytes(path: string): Generator<Uint8Array> {
    const file = opened(path, LONGEST_TRACE);
    try {
      if (!isGzip(file)) yield* pieces(file, path, LONGEST_TRACE);
      else
        for (const piece of gunzipped(path, LONGEST_TRACE)) {
          if (typeof piece === 'string') throw refusal(path, piece);
          yield piece;
        }
    } finally {
      closeSync(file);
    }
  }
}
