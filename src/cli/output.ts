/** Writing an answer's folder so that it is either the former answer or the new one: all files are written aside, then moved in together. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FIGURE_CODES, type FigureCode } from '../report/figure.js';
import { Unwritable } from './exit.js';

/** Formats in which charts are written out one by one. */
export const CHART_FORMATS = ['svg', 'png'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

export const chartFile = (code: FigureCode, format: ChartFormat) => `chart-${code}.${format}` as const;

/** Every file an answer's folder may hold. One that this answer has not is removed, so that no figure of a former run stays beside new ones. */
export const OUTPUT_FILES = [
  'measures.json',
  'runtime.json',
  'run.json',
  'report.md',
  'report.html',
  'requests.parquet',
  'requests.csv',
  'series.parquet',
  'series.csv',
  ...CHART_FORMATS.flatMap((format) => FIGURE_CODES.map((code) => chartFile(code, format))),
] as const;
export type OutputFile = (typeof OUTPUT_FILES)[number];

/** Text, bytes, or either in pieces. */
export type Content = string | Uint8Array | Iterable<string | Uint8Array>;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a file is in the way where a folder is needed',
  EEXIST: 'a file is in the way where a folder is needed',
  EISDIR: 'a folder is in the way where a file is needed',
  ENOTEMPTY: 'a folder is in the way where a file is needed',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'its name is too long',
};

const unwritable = (folder: string, error: unknown): Unwritable => {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Unwritable(
    `${folder} cannot be written: ${REASONS[code ?? ''] ?? message}. The former files are untouched`,
  );
};

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
};

const write = (path: string, content: Content): void => {
  const file = openSync(path, 'wx');
  try {
    const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for (const piece of pieces) writeAll(file, typeof piece === 'string' ? Buffer.from(piece) : piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Moves the new files in and the former ones out; on trouble, everything back to where it was. */
const swap = (folder: string, aside: string, names: readonly string[], known: readonly string[]): void => {
  const former = join(aside, 'former');
  mkdirSync(former);
  const undo: (() => void)[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    undo.unshift(() => renameSync(to, from));
  };
  try {
    for (const name of known) if (existsSync(join(folder, name))) move(join(folder, name), join(former, name));
    for (const name of names) move(join(aside, name), join(folder, name));
  } catch (error) {
    for (const back of undo) back();
    throw error;
  }
};

/** One plain step below the output folder: no separator, no control character, no leading dot. */
const isFolderName = (name: string): boolean => !/^[. ]|[/\\:]|\p{Cc}/u.test(name) && name !== '';

/** Writes `<out>/<name>/` and nothing outside it; files of other names in that folder stay.
 *  @throws Unwritable with the former files in place */
export const writeFolder = (
  out: string,
  name: string,
  contents: Readonly<Partial<Record<OutputFile, Content>>>,
): string => {
  if (!isFolderName(name)) throw new Unwritable(`"${name}" cannot name a folder; rename the scenario file`);
  return writeFiles(join(out, name), contents, OUTPUT_FILES);
};

/** Writes `contents` into a folder, all or nothing; of the files `known` to be its own, those without new contents are removed.
 *  @throws Unwritable with the former files in place */
export const writeFiles = <Name extends string>(
  folder: string,
  contents: Readonly<Partial<Record<Name, Content>>>,
  known: readonly Name[],
): string => {
  const out = dirname(folder);
  let made: string | undefined;
  let aside: string | undefined;
  try {
    made = mkdirSync(folder, { recursive: true });
    aside = mkdtempSync(join(out, `.${basename(folder)}.unfinished-`));
    const names = known.filter((file) => contents[file] !== undefined);
    for (const file of names) write(join(aside, file), contents[file]!);
    swap(folder, aside, names, known);
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw unwritable(folder, error);
  } finally {
    if (aside !== undefined) rmSync(aside, { recursive: true, force: true });
  }
  return folder;
};
