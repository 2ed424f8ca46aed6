/** How a command ends: the exit codes, and the mistakes that lead to each. */

export const EXIT = { fine: 0, usage: 2, scenarioWrong: 65, ours: 70, asserted: 99, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line asks for something that does not exist. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

/** The answer could not be written where it was asked to go; nothing of it is left behind. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}

/** The user pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

/** What help says about exit codes. */
export const EXIT_CODES = [
  'Exit codes:',
  '    0  fine',
  '    2  the command line is wrong',
  '   65  a file you named is wrong, with file:line:col of every mistake',
  '   70  our fault, or the disk refused',
  '   99  something that a scenario asserts is not so',
  '  130  interrupted; what was finished is kept',
].join('\n');
