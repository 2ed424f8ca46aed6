/** Opens a file that a scenario names: its path is relative to the scenario and stays in its folder. */
import type { Issue } from '../schema/issue.js';
import { inside } from '../schema/layers.js';
import { printable } from '../schema/shown.js';
import type { Files } from './files.js';

/** What reading a file gave, or the one reason why it could not be read, for the place where the scenario names it.
 *  Issues of `read` are about lines of the file. */
export const openNamed = <Answer extends object>(
  name: string,
  what: string,
  scenario: string,
  files: Files,
  read: (chunks: Iterable<Uint8Array>) => Answer | { readonly issues: readonly Issue[] },
): Answer | { readonly issues: readonly Issue[] } => {
  const folder = scenario.includes('/') ? scenario.slice(0, scenario.lastIndexOf('/') + 1) : '';
  const found = printable(name, 80);
  const target = inside(folder, folder, name);
  if (target === null)
    return { issues: [{ path: [], found, expected: 'a path inside the folder of the scenario, without leaving it' }] };
  try {
    const answer = read(files.bytes(target));
    return 'issues' in answer
      ? { issues: answer.issues.map((issue) => ({ ...issue, file: target, column: 1 })) }
      : answer;
  } catch (reason) {
    return {
      issues: [{ path: [], found, expected: `${what} that can be read (${printable((reason as Error).message)})` }],
    };
  }
};

/** The same issues at the place where the scenario names the file; those about lines of the file keep their own. */
export const atPath = (
  issues: readonly Issue[],
  path: Issue['path'],
  locate: (issue: Issue) => Issue,
): readonly Issue[] =>
  issues.map((issue) =>
    issue.file === undefined ? locate({ ...issue, path: [...path, ...issue.path] }) : { ...issue, path },
  );
