/** A small house for whole-house laws: two kinds of chips, one dense model, minutes of chat; every law changes one thing about it. */
import { blueprintOf } from '../../src/factory/blueprint.js';
import type { Measure } from '../../src/measure/measure.js';
import type { RunResult } from '../../src/measure/result.js';
import type { Files } from '../../src/scenario/files.js';
import { type Loaded, loadScenario } from '../../src/scenario/load.js';
import { type Answer, answer, resultOf } from '../../src/study/answer.js';
import { simulateAll } from '../../src/study/simulate.js';

export const HOUSE = `title: A small house
horizon: 5 minute
warmUp: 1 minute
site: {region: us-tx}
power:
  tariff:
    - {kind: flat, price: 0.05 USD/kWh}
fleet:
  - name: pool
    chip: h20
    model: llama-3.1-8b
    replicas: 4
demand:
  - name: chat
    model: llama-3.1-8b
    rate: 8 request/s
    lengths: {kind: separate, prompt: {kind: lognormal, mean: 600, cv: 1}, output: {kind: lognormal, mean: 100, cv: 1}}
    promise: {ttft: {within: 1 s}}
sampling: {sample: all, group: 2}
`;

const files: Files = {
  text: () => HOUSE,
  bytes: (path) => {
    throw new Error(`${path} cannot be read: there is no such file`);
  },
};

export const house = (...sets: readonly string[]): Loaded => loadScenario('house.yaml', files, sets);

export const answered = (loaded: Loaded): Promise<Answer> => answer(loaded, { threads: 1, records: 'all' });

export const run = async (...sets: readonly string[]): Promise<RunResult> => (await answered(house(...sets))).result;

/** The same run with everything that it was put together from. */
export const dissected = async (loaded: Loaded) => {
  const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
  const pieces = await simulateAll(loaded, blueprint, { threads: 1, records: 0 });
  return { loaded, blueprint, pieces, result: resultOf(loaded, blueprint, pieces) };
};

export const measure = (result: RunResult, name: string): Measure => {
  const found = result.measures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no measure ${name}`);
  return found;
};

/** The value of a measure that must exist. */
export const value = (result: RunResult, name: string): number => {
  const { value } = measure(result, name);
  if (value === null) throw new Error(`${name} has no value`);
  return value;
};
