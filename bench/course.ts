/** What stepping chips together with their supply adds to a day of the flagship: paired runs of the same requests, processor time, best of a few. */
import { join } from 'node:path';
import { DiskFiles } from '../src/cli/files.js';
import { blueprintOf } from '../src/factory/blueprint.js';
import { loadScenario } from '../src/scenario/load.js';
import { runTask, tasksOf } from '../src/study/task.js';

const FLAGSHIP = join(process.env.BENCH_FOLDER ?? import.meta.dirname, '../scenarios/01-first-factory.yaml');
const ROUNDS = 4;
const SLICE = ['horizon=2 hour', 'warmUp=5 minute', 'sampling.sample=8'];

const seconds = (...sets: string[]): number => {
  const { scenario, traces, series } = loadScenario(FLAGSHIP, new DiskFiles(), [...SLICE, ...sets]);
  const blueprint = blueprintOf(scenario, traces, series, 'day');
  const start = process.cpuUsage();
  for (const task of tasksOf(blueprint)) runTask(blueprint, task, 0, () => {});
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

const best = { apart: Number.POSITIVE_INFINITY, together: Number.POSITIVE_INFINITY };
for (let round = 0; round < ROUNDS; round++) {
  best.apart = Math.min(best.apart, seconds());
  best.together = Math.min(best.together, seconds('power.shortage={}'));
}
console.log(
  `\nflagship, two hours: ${best.apart.toFixed(2)} s apart, ${best.together.toFixed(2)} s together with its supply: ${(100 * (best.together / best.apart - 1)).toFixed(1)}% more`,
);
