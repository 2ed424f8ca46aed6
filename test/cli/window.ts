/** A terminal for tests: keeps what was said, and reads from a few made-up files. */

import { Unreadable } from '../../src/cli/files.js';
import type { Terminal } from '../../src/cli/terminal.js';

export interface Window extends Terminal {
  readonly printed: string[];
  readonly noted: string[];
  readonly statuses: string[];
}

export const openWindow = ({
  columns = 80,
  colour = false,
  texts = {} as Readonly<Record<string, string>>,
  signal = new AbortController().signal,
} = {}): Window => {
  const printed: string[] = [];
  const noted: string[] = [];
  const statuses: string[] = [];
  let seconds = 0;
  return {
    printed,
    noted,
    statuses,
    print: (text) => void printed.push(text),
    note: (text) => void noted.push(text),
    status: (text) => void statuses.push(text),
    colour,
    columns,
    signal,
    clock: () => seconds++,
    files: {
      text: (path) => {
        const text = texts[path];
        if (text === undefined) throw new Unreadable(`${path} cannot be read: there is no such file`);
        return text;
      },
      bytes: () => [],
    },
  };
};
