/** From a file to a Scenario: layers, overrides, validation, catalogue look-ups; every mistake at once. */
import type { Files } from './files.js';

/** One leaf of the effective scenario: what the run used and where it came from. */
export interface EffectiveLeaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly source: 'file' | 'set' | 'default';
  readonly reason?: string;
}

export interface Loaded {
  /** File name without folder and ending: names the output folder. */
  readonly name: string;
  /** As given on the command line. */
  readonly file: string;
  readonly effective: readonly EffectiveLeaf[];
  /** Content hash of the effective scenario. */
  readonly hash: string;
}

/** @throws ScenarioWrong with every issue located */
export const loadScenario = (_file: string, _files: Files, _sets: readonly string[] = []): Loaded => {
  throw new Error('scenario/load.ts is being written');
};
