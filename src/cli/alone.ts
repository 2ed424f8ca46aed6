/** Work that keeps this thread busy: no handler of ours could run before it ends, so Ctrl-C is left to the system, which ends the process at once.
 *  Nothing is being written meanwhile, so nothing is left half-done; a shell sees 130 as ever. */
export const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const handlers = process.listeners('SIGINT');
  process.removeAllListeners('SIGINT');
  try {
    return await work();
  } finally {
    for (const handler of handlers) process.on('SIGINT', handler);
  }
};
