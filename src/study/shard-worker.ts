/** A worker thread: makes its own blueprint once, then does the tasks it is given by number. */
import { workerData } from 'node:worker_threads';
import { type Blueprint, blueprintOf } from '../factory/blueprint.js';
import type { PieceResult } from './piece.js';
import { ready } from './ready.js';
import type { WorkerData } from './simulate.js';
import { runTask, tasksOf } from './task.js';

const given = workerData as unknown as WorkerData | [unknown, WorkerData];
const { scenario, traces, series, records, done } = Array.isArray(given) ? given[1] : given;
let blueprint: Blueprint | undefined;

export default async (number: number): Promise<PieceResult[]> => {
  await ready(scenario);
  blueprint ??= blueprintOf(scenario, traces, series);
  return runTask(blueprint, tasksOf(blueprint)[number]!, records, () => Atomics.add(done, number, 1));
};
