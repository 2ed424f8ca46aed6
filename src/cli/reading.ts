/** Several scenario files read before anything is done with the first: what loaded, and every mistake of those that did not. */

import { type Loaded, loadScenario } from '../scenario/load.js';
import type { Issue } from '../schema/issue.js';
import { ScenarioWrong } from '../schema/issue.js';
import { assertionIssues } from '../study/assertions.js';
import { Unreadable } from './files.js';
import type { Terminal } from './terminal.js';

export type Load = typeof loadScenario;

export interface Reading {
  readonly file: string;
  readonly loaded: Loaded | null;
  readonly issues: readonly Issue[];
}

export const readAll = (
  files: readonly string[],
  sets: readonly string[],
  terminal: Terminal,
  load: Load = loadScenario,
): readonly Reading[] =>
  files.map((file) => {
    try {
      const loaded = load(file, terminal.files, sets);
      const issues = assertionIssues(loaded.scenario);
      return issues.length === 0 ? { file, loaded, issues } : { file, loaded: null, issues: loaded.locate(issues) };
    } catch (error) {
      if (error instanceof ScenarioWrong) return { file, loaded: null, issues: error.issues };
      if (error instanceof Unreadable)
        return { file, loaded: null, issues: [{ path: [], file, expected: error.message }] };
      throw error;
    }
  });
