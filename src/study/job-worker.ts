/** A worker thread of a study: does the jobs it is handed, one after the other. */
import { type Job, type JobResult, perform } from './job.js';

export default (job: Job): Promise<JobResult> => perform(job);
