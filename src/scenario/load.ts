/** From a file to a Scenario: layers, overrides, fields, then what only the whole file can tell; every mistake at once. */

import type { Traces } from '../demand/prepared.js';
import { parseTrace } from '../demand/traces/parse.js';
import type { Trace } from '../demand/traces/trace.js';
import { checkTree, located } from '../schema/check.js';
import { type EffectiveLeaf, effective } from '../schema/effective.js';
import { type Issue, ScenarioWrong } from '../schema/issue.js';
import { assign, inside, resolveLayers } from '../schema/layers.js';
import { type MapTree, placeAt } from '../schema/tree.js';
import type { Files } from './files.js';
import { scenarioIssues } from './issues.js';
import { type Scenario, scenarioFields } from './scenario.js';

export type { EffectiveLeaf } from '../schema/effective.js';

export interface Loaded {
  /** File name without folder and ending: names the output folder. */
  readonly name: string;
  /** As given on the command line. */
  readonly file: string;
  readonly scenario: Scenario;
  /** Recorded traces that the scenario replays, by the path written there. */
  readonly traces: Traces;
  readonly effective: readonly EffectiveLeaf[];
  /** Content hash of the effective scenario. */
  readonly hash: string;
}

/** @throws ScenarioWrong with every issue located */
export const loadScenario = (file: string, files: Files, sets: readonly string[] = []): Loaded => {
  const layered = resolveLayers(file, (path) => files.text(path));
  const tree = sets.reduce<MapTree>(assign, layered);
  const checked = checkTree(scenarioFields, tree);
  if ('issues' in checked) throw new ScenarioWrong(checked.issues);
  const { value: scenario } = checked;
  const issues = scenarioIssues(scenario).map((issue) => located(issue, tree));
  const { traces, issues: unreadable } = tracesOf(scenario, file, files, tree);
  if (issues.length + unreadable.length > 0) throw new ScenarioWrong([...issues, ...unreadable]);
  const leaves = effective(scenarioFields, tree);
  return { name: nameOf(file), file, scenario, traces, effective: leaves, hash: hashOf(leaves) };
};

const nameOf = (file: string): string => {
  const base = file === '-' ? 'stdin' : file.slice(file.lastIndexOf('/') + 1).replace(/\.(ya?ml|json)$/, '');
  return base.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '') || 'scenario';
};

/** FNV-1a over the effective leaves, twice with different starts: names a scenario's content, and is no defence against forgery. */
const hashOf = (leaves: readonly EffectiveLeaf[]): string => {
  const text = JSON.stringify(leaves.map(({ path, value }) => [path, value]));
  return [0x811c9dc5, 0x1b873593]
    .map((start) => {
      let hash = start;
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
};

/** Reads each trace once. Paths are relative to the scenario file that names them and may lead upwards: a trace is only ever read as columns of numbers. */
const tracesOf = (
  scenario: Scenario,
  file: string,
  files: Files,
  tree: MapTree,
): { readonly traces: Traces; readonly issues: readonly Issue[] } => {
  const traces = new Map<string, Trace>();
  const issues: Issue[] = [];
  scenario.demand.forEach(({ trace }, row) => {
    if (trace === undefined || traces.has(trace.file)) return;
    const path = ['demand', row, 'trace', 'file'];
    const { file: from, line, column } = placeAt(tree, path);
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const target = inside(folder, folder, trace.file);
    if (target === null) {
      issues.push({
        path,
        file: from,
        line,
        column,
        found: trace.file.slice(0, 80),
        expected: 'a path inside the folder of the scenario, without leaving it',
      });
      return;
    }
    try {
      const parsed = parseTrace(files.bytes(target));
      if ('trace' in parsed) traces.set(trace.file, parsed.trace);
      else issues.push(...parsed.issues.map((issue) => ({ ...issue, path, file: target, column: 1 })));
    } catch (reason) {
      issues.push({
        path,
        file: from,
        line,
        column,
        found: trace.file.slice(0, 80),
        expected: `a trace that can be read (${(reason as Error).message})`,
      });
    }
  });
  return { traces, issues };
};
