/** From a file to a Scenario: layers, overrides, fields, then what only the whole file can tell; every mistake at once. */

import type { Traces } from '../demand/prepared.js';
import { traceFiles, traceIssues } from '../demand/stream.js';
import { parseTrace } from '../demand/traces/parse.js';
import type { Trace } from '../demand/traces/trace.js';
import type { SeriesTables } from '../power/series/aligned.js';
import { checkTree, located } from '../schema/check.js';
import { type EffectiveLeaf, effective } from '../schema/effective.js';
import { type Issue, ScenarioWrong } from '../schema/issue.js';
import { assign, resolveLayers } from '../schema/layers.js';
import { type MapTree, plain } from '../schema/tree.js';
import type { Files } from './files.js';
import { scenarioIssues } from './issues.js';
import { nameIssues } from './names.js';
import { atPath, openNamed } from './open.js';
import { type Scenario, scenarioFields } from './scenario.js';
import { seriesOf } from './series.js';

export type { EffectiveLeaf } from '../schema/effective.js';

export interface Loaded {
  /** File name without folder and ending: names the output folder. */
  readonly name: string;
  /** As given on the command line, without the folders of an absolute path. */
  readonly file: string;
  readonly scenario: Scenario;
  /** Recorded traces that the scenario replays, by the path written there. */
  readonly traces: Traces;
  /** Series from files that stand for prices, carbon or weather. */
  readonly series: SeriesTables;
  readonly effective: readonly EffectiveLeaf[];
  /** Content hash of the effective scenario. */
  readonly hash: string;
  /** The same issues with file, line and column, for what only rooms above can tell. */
  locate(issues: readonly Issue[]): readonly Issue[];
}

/** @throws ScenarioWrong with every issue located */
export const loadScenario = (file: string, files: Files, sets: readonly string[] = []): Loaded => {
  const layered = resolveLayers(file, (path) => files.text(path));
  const tree = sets.reduce<MapTree>(assign, layered);
  const checked = checkTree(scenarioFields, tree);
  const names = nameIssues(plain(tree)).map((issue) => located(issue, tree));
  if ('issues' in checked) throw new ScenarioWrong([...checked.issues, ...names]);
  const { value: scenario } = checked;
  const issues = [...names, ...scenarioIssues(scenario).map((issue) => located(issue, tree))];
  const locate = (issue: Issue) => located(issue, tree);
  const { traces, issues: unreadable } = tracesOf(scenario, file, files, locate);
  const { series, issues: unfit } = seriesOf(scenario, file, files, locate);
  const all = [...issues, ...unreadable, ...unfit];
  if (all.length > 0) throw new ScenarioWrong(all);
  const leaves = effective(scenarioFields, tree);
  return {
    name: nameOf(file),
    file: shownFile(file),
    scenario,
    traces,
    series,
    effective: leaves,
    hash: hashOf(leaves),
    locate: (found) => found.map(locate),
  };
};

/** A page must not say where on a machine the file lay: of an absolute path only the file's name is kept. */
const shownFile = (file: string): string =>
  /^(\/|[A-Za-z]:)/.test(file) ? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) : file;

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

/** Reads each trace once. */
const tracesOf = (
  scenario: Scenario,
  file: string,
  files: Files,
  locate: (issue: Issue) => Issue,
): { readonly traces: Traces; readonly issues: readonly Issue[] } => {
  const traces = new Map<string, Trace>();
  const issues: Issue[] = [];
  const seen = new Set<string>();
  scenario.demand.forEach((stream, row) => {
    for (const named of traceFiles(stream)) {
      if (seen.has(named.file)) continue;
      seen.add(named.file);
      const answer = openNamed(named.file, 'a trace', file, files, parseTrace);
      if ('trace' in answer) traces.set(named.file, answer.trace);
      else issues.push(...atPath(answer.issues, ['demand', row, ...named.path], locate));
    }
    const replayed = stream.trace === undefined ? undefined : traces.get(stream.trace.file);
    if (replayed !== undefined) issues.push(...atPath(traceIssues(stream, replayed), ['demand', row], locate));
  });
  return { traces, issues };
};
