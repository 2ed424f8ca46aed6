/** Simulates all tasks of a blueprint, in this thread or on several; the results come back in the order of the pieces either way. */
import type { Blueprint } from '../factory/blueprint.js';
import { requestsOf } from '../factory/line.js';
import type { Loaded } from '../scenario/load.js';
import type { PieceResult } from './piece.js';
import { ready } from './ready.js';
import { runTask, tasksOf } from './task.js';

export interface SimulateOptions {
  readonly threads: number;
  /** Most request records kept. */
  readonly records: number;
  readonly progress?: ((share: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a worker needs to make the blueprint and find its task. */
export interface WorkerData {
  readonly scenario: Loaded['scenario'];
  readonly traces: Loaded['traces'];
  readonly series: Loaded['series'];
  readonly records: number;
  /** Windows done by each task, counted where all threads can see it. */
  readonly done: Int32Array;
}

export const simulateAll = async (
  loaded: Loaded,
  blueprint: Blueprint,
  options: SimulateOptions,
): Promise<PieceResult[]> => {
  await ready(loaded.scenario);
  const tasks = tasksOf(blueprint);
  const { progress, signal } = options;
  const work = tasks.map((task) => task.reduce((sum, piece) => sum + requestsOf(blueprint, piece), 0));
  const whole = work.reduce((sum, one) => sum + one, 0) || 1;
  /** Worker threads need the built program; run from its sources, everything runs in this one. */
  const threads = import.meta.url.endsWith('.ts') ? 1 : options.threads;
  if (threads <= 1) {
    const results: PieceResult[] = [];
    let finished = 0;
    for (const [number, task] of tasks.entries()) {
      let windows = 0;
      results.push(
        ...runTask(blueprint, task, options.records, () => {
          windows++;
          signal?.throwIfAborted();
          if (windows % 60 === 0) progress?.((finished + (work[number]! * windows) / blueprint.windows) / whole);
        }),
      );
      finished += work[number]!;
      await Promise.resolve();
    }
    return results;
  }

  const { Piscina } = await import('piscina');
  const done = new Int32Array(new SharedArrayBuffer(4 * tasks.length));
  const { scenario, traces, series } = loaded;
  const workerData: WorkerData = { scenario, traces, series, records: options.records, done };
  const pool = new Piscina({
    filename: new URL('./shard-worker.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: Math.max(1, Math.min(threads, tasks.length)),
    workerData,
    atomics: 'disabled',
  });
  const ticking = setInterval(() => {
    progress?.(done.reduce((sum, windows, number) => sum + (work[number]! * windows) / blueprint.windows, 0) / whole);
  }, 200);
  try {
    /** The longest tasks first, so that no thread is left with a long one at the end. */
    const order = tasks.map((_, number) => number).sort((a, b) => work[b]! - work[a]! || a - b);
    const results = new Array<PieceResult[]>(tasks.length);
    await Promise.all(
      order.map(async (number) => {
        results[number] = (await pool.run(number, signal === undefined ? {} : { signal })) as PieceResult[];
      }),
    );
    return results.flat();
  } catch (reason) {
    signal?.throwIfAborted();
    throw reason;
  } finally {
    clearInterval(ticking);
    await pool.destroy();
  }
};
