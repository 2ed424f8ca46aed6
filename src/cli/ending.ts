/** The last words of a command that could not finish: a plain sentence on standard error, and the exit code that fits. */

import { VERSION } from '../factory/version.js';
import { EXIT, type ExitCode, Interrupted, Unwritable, Usage } from './exit.js';
import { Unreadable } from './files.js';
import { printJson } from './json.js';
import type { Terminal } from './terminal.js';

interface Manner {
  readonly isVerbose: boolean;
  readonly isJson: boolean;
}

interface Ending {
  readonly code: ExitCode;
  readonly sentence: string;
  readonly advice: string;
}

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const endingOf = (error: unknown, isVerbose: boolean): Ending => {
  if (error instanceof Usage)
    return { code: EXIT.usage, sentence: error.message || 'Name a command.', advice: 'See token-factory --help.' };
  if (error instanceof Unreadable) return { code: EXIT.scenarioWrong, sentence: `${error.message}.`, advice: '' };
  if (error instanceof Unwritable)
    return {
      code: EXIT.ours,
      sentence: `${error.message}.`,
      advice: 'Free some room or choose another folder with --out.',
    };
  if (error instanceof Interrupted)
    return { code: EXIT.interrupted, sentence: 'Interrupted; what was finished is kept.', advice: '' };
  return {
    code: EXIT.ours,
    sentence: `This is our fault, not yours: ${error instanceof Error ? error.message : String(error)}`,
    advice: isVerbose
      ? `token-factory ${VERSION}, node ${process.version}\n${traceOf(error)}`
      : 'Please report it with your scenario and what the same command prints with -v; the scenario is then a test for ever.',
  };
};

/** Says what went wrong and answers with the exit code. */
export const ending = (error: unknown, { isVerbose, isJson }: Manner, terminal: Terminal): ExitCode => {
  const { code, sentence, advice } = endingOf(error, isVerbose);
  terminal.note(sentence);
  if (advice !== '') terminal.note(advice);
  if (isJson) printJson(terminal, { exit: code, error: sentence });
  return code;
};
