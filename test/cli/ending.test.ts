import { expect, test } from 'vitest';
import { ending } from '../../src/cli/ending.js';
import { Interrupted, Unwritable, Usage } from '../../src/cli/exit.js';
import { Unreadable } from '../../src/cli/files.js';
import { openWindow } from './window.js';

const plain = { isVerbose: false, isJson: false };

test.each([
  [new Usage('Did you mean run?'), 2, 'Did you mean run?'],
  [new Unreadable('x.yaml cannot be read: it is a folder'), 65, 'x.yaml cannot be read: it is a folder.'],
  [new Unwritable('output/x cannot be written: the disk is full'), 70, 'output/x cannot be written: the disk is full.'],
  [new Interrupted(), 130, 'Interrupted; what was finished is kept.'],
  [new Error('queue is negative'), 70, 'This is our fault, not yours: queue is negative'],
  ['a string', 70, 'This is our fault, not yours: a string'],
])('%s ends with code %i and a sentence on standard error only', (error, code, sentence) => {
  const window = openWindow();
  expect(ending(error, plain, window)).toBe(code);
  expect(window.noted[0]).toBe(sentence);
  expect(window.printed).toEqual([]);
});

test('our fault says how to report it, and shows a trace only when asked', () => {
  const [quiet, verbose] = [openWindow(), openWindow()];
  ending(new Error('boom'), plain, quiet);
  ending(new Error('boom'), { isVerbose: true, isJson: false }, verbose);
  expect(quiet.noted.join('\n')).toContain('Please report it');
  expect(quiet.noted.join('\n')).not.toContain('ending.test.ts');
  expect(verbose.noted.join('\n')).toContain('ending.test.ts');
});

test('a full disk is not reported as a fault of the program', () => {
  const window = openWindow();
  ending(new Unwritable('output cannot be written: the disk is full'), plain, window);
  expect(window.noted.join('\n')).not.toContain('report it');
});

test('with --json the ending is one object, too', () => {
  const window = openWindow();
  ending(new Usage('no such command'), { isVerbose: false, isJson: true }, window);
  expect(window.printed.map((text) => JSON.parse(text))).toEqual([
    { schemaVersion: 1, exit: 2, error: 'no such command' },
  ]);
});
