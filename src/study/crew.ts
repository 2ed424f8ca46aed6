/** Many replications of many scenarios on all cores; what is finished is kept, and the answers do not depend on who did what when.
 *
 *   jobs ──▶ kept already? ──▶ answer
 *                └─ no ──▶ a thread: day of one replication ──▶ outcome, prices of the counterfactuals ──▶ kept ──▶ answer
 */

import { VERSION } from '../factory/version.js';
import { contentHash, recordedKey } from './events.js';
import { type Job, type JobResult, perform, type Recorded } from './job.js';

/** A job to be done for some number of replications. */
export interface Assignment extends Omit<Job, 'replication'> {
  /** Numbers of the replications wanted. */
  readonly replications: readonly number[];
}

/** Where finished work is kept between runs; the doors bring one that writes to disk. */
export interface Shelf {
  take(key: string): JobResult | null;
  put(key: string, result: JobResult): void;
}

export interface CrewOptions {
  /** Worker threads; 1 does everything in this one. The results do not depend on it. */
  readonly threads: number;
  readonly shelf?: Shelf | undefined;
  /** Called with the share of the work done, 0–1. */
  readonly progress?: ((share: number) => void) | undefined;
  /** Ends the work early: what is finished is on the shelf, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Names a job by everything its result depends on. */
const keyOf = (
  { scenario, recorded, pricings, told, demand, tallied }: Assignment,
  replication: number,
  named: Map<Recorded, string>,
): string => {
  const opened = named.get(recorded) ?? recordedKey(recorded);
  named.set(recorded, opened);
  return contentHash(JSON.stringify([VERSION, replication, opened, scenario, pricings, told, demand, tallied]));
};

/** Results by assignment and, inside, in the order of its replications. */
export const performAll = async (
  assignments: readonly Assignment[],
  { threads, shelf, progress, signal }: CrewOptions,
): Promise<readonly (readonly JobResult[])[]> => {
  const results = assignments.map(({ replications }) => new Array<JobResult>(replications.length));
  const names = new Map<Recorded, string>();
  const jobs = assignments.flatMap((assignment, row) =>
    assignment.replications.flatMap((replication, column) => {
      const key = keyOf(assignment, replication, names);
      const kept = shelf?.take(key) ?? null;
      if (kept !== null) results[row]![column] = kept;
      const { replications: _, ...work } = assignment;
      const job: Job = { ...work, replication };
      return kept === null ? [{ row, column, key, job }] : [];
    }),
  );
  let finished = 0;
  const finish = ({ row, column, key }: (typeof jobs)[number], result: JobResult): void => {
    results[row]![column] = result;
    shelf?.put(key, result);
    finished++;
    progress?.(finished / jobs.length);
  };
  if (jobs.length === 0) return results;

  /** Worker threads need the built program; run from its sources, everything runs in this one. */
  if (threads <= 1 || jobs.length === 1 || import.meta.url.endsWith('.ts')) {
    for (const one of jobs) {
      signal?.throwIfAborted();
      finish(one, await perform(one.job));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return results;
  }
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: new URL('./job-worker.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: Math.min(threads, jobs.length),
    atomics: 'disabled',
  });
  try {
    await Promise.all(
      jobs.map(async (one) => {
        finish(one, (await pool.run(one.job, signal === undefined ? {} : { signal })) as JobResult);
      }),
    );
    return results;
  } catch (reason) {
    signal?.throwIfAborted();
    throw reason;
  } finally {
    await pool.destroy();
  }
};
