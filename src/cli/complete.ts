/** Completion of names: scenario files after run and check, kinds after list, names after show and explain. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findKind, kinds } from './catalogue/index.js';

const scenarioFiles = (current: string): readonly string[] => {
  const folder = current.endsWith('/') ? current : dirname(current === '' ? '.' : current);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((entry) => {
    const path = current.startsWith('.') || folder !== '.' ? join(folder, entry) : entry;
    const isFolder = statSync(join(folder, entry), { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder) return entry.startsWith('.') || entry === 'node_modules' ? [] : [`${path}/`];
    return /\.ya?ml$/.test(entry) ? [path] : [];
  });
};

const namesOf = async (kind: string | undefined): Promise<readonly string[]> => {
  const items = (await findKind(kind ?? '')?.items()) ?? [];
  return items.flatMap((item) => [item.name, ...item.aliases]);
};

/** The words a position may take, by command. */
const WORDS: Readonly<Record<string, (current: string, before: readonly string[]) => Promise<readonly string[]>>> = {
  run: async (current) => scenarioFiles(current),
  check: async (current) => scenarioFiles(current),
  list: async (_, before) => (before.length === 0 ? kinds.map(({ many }) => many) : []),
  show: async (_, before) =>
    before.length === 0 ? kinds.map(({ one }) => one) : before.length === 1 ? namesOf(before[0]) : [],
  explain: async (_, before) =>
    before.length === 0 ? (await Promise.all([namesOf('measures'), namesOf('chips')])).flat() : [],
  init: async (_, before) => (before.length === 0 ? ['my-factory', ...(await namesOf('scenarios'))] : []),
};

/** Names that may stand where the cursor is: `words` are the command line after the program's name, the last one perhaps unfinished.
 *  Null where only commands and options are wanted. */
export const complete = async (words: readonly string[]): Promise<readonly string[] | null> => {
  const [command = '', ...rest] = words;
  const current = rest.at(-1);
  const known = WORDS[command];
  if (known === undefined || current === undefined || current.startsWith('-')) return null;
  const before = rest.slice(0, -1).filter((word) => !word.startsWith('-'));
  return (await known(current, before)).filter((word) => word.toLowerCase().startsWith(current.toLowerCase()));
};
