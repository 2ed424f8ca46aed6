/** Finished work of a study on disk: one small file a job, so that an interrupted study goes on where it stopped. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shelf } from '../study/crew.js';
import type { JobResult } from '../study/job.js';
import type { Terminal } from './terminal.js';

/** A shelf in a folder. A file that cannot be read is work to be done again; a disk that takes no more is told once, and the study goes on without it. */
export const keptIn = (folder: string, terminal: Terminal): Shelf => {
  let isTold = false;
  const path = (key: string): string => join(folder, `${key}.json`);
  return {
    take: (key) => {
      try {
        return JSON.parse(readFileSync(path(key), 'utf8')) as JobResult;
      } catch {
        return null;
      }
    },
    put: (key, result) => {
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${path(key)}.unfinished`, JSON.stringify(result));
        renameSync(`${path(key)}.unfinished`, path(key));
      } catch (error) {
        if (!isTold) terminal.note(`${folder} takes no files (${(error as Error).message}): a rerun will begin anew`);
        isTold = true;
      }
    },
  };
};
