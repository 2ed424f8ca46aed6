/** The mistakes of scenario files, as people and as programs read them. */

import { printable } from '../report/terminal-text.js';
import { type Issue, pathText } from '../schema/issue.js';
import { explainIssues } from '../schema/issue-text.js';
import { paint, shown } from './layout.js';
import type { Reading } from './reading.js';
import type { Terminal } from './terminal.js';

export const isWrong = ({ loaded }: Reading): boolean => loaded === null;

/** Where loading could not say which file a mistake is in, it is the one that was named; what was found there may not steer the terminal. */
const placed = (issues: readonly Issue[], file: string): readonly Issue[] =>
  issues.map((issue) => ({
    ...issue,
    file: issue.file ?? file,
    ...(issue.found === undefined ? {} : { found: printable(issue.found) }),
  }));

/** Every mistake of every file, `file:line:col` first. */
export const mistakesText = (readings: readonly Reading[], terminal: Terminal): string => {
  const { bold, red, green } = paint(terminal);
  const text = readings
    .filter(isWrong)
    .map(({ file, issues }) => explainIssues(placed(issues, file)))
    .join('\n\n');
  const painted = text
    .replace(/^\d+ mistakes?(?= |;)/gm, (count) => bold(red(count)))
    .replace(/^( {2}found +)(.+)$/gm, (_, label: string, found: string) => label + red(found))
    .replace(/(?<=; did you mean )(.+)(?=\?$)/gm, (name) => green(name));
  return shown(painted, terminal);
};

/** The same for programs. */
export const mistakesData = ({ file, issues }: Reading): Readonly<Record<string, unknown>> => ({
  file,
  isRight: issues.length === 0,
  issues: placed(issues, file).map(({ path, ...issue }) => ({ path: pathText(path), ...issue })),
});
