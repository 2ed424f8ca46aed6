/** Whether a pool keeps up: judged by how the requests inside it grew, as an operator would from a dashboard. */

export const VERDICTS = ['STABLE', 'BACKLOGGED', 'OVERLOADED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What one window left behind, for the same replicas throughout. */
export interface WindowLoad {
  /** Requests that arrived and that ended (finished or refused) in the window. */
  readonly arrived: number;
  readonly ended: number;
  /** Requests in a queue when it closed. */
  readonly waiting: number;
  /** Requests waiting or being served when it closed. */
  readonly outstanding: number;
}

/** A queue is real when it is longer than this many standard deviations of a Poisson count of what arrives in a window. */
const NOISE = 3;
/** Growth that would take the whole day to matter is not called overload: this share of the arrivals must be left behind. */
const LEFT_BEHIND = 0.01;

/**
 * STABLE: at the end, no more requests wait than chance explains.
 * OVERLOADED: requests wait, and over the second half of the run their number inside kept growing: by at least 1% of the arrivals of that half, by more than
 * the noise of its arrivals, and in its last quarter too.
 * BACKLOGGED: requests wait, but their number inside no longer grows: a past peak is being worked off, or a full queue holds level.
 * Fewer than four windows are judged as one stretch.
 */
export const verdict = (windows: readonly WindowLoad[]): Verdict => {
  const last = windows.at(-1);
  if (last === undefined) return 'STABLE';
  const mean = windows.reduce((sum, { arrived }) => sum + arrived, 0) / windows.length;
  if (last.waiting <= NOISE * Math.sqrt(mean) + 1) return 'STABLE';
  const half = grewOver(windows, Math.floor(windows.length / 2));
  const quarter = windows.length < 4 || grewOver(windows, Math.floor((3 * windows.length) / 4), 1);
  return half && quarter ? 'OVERLOADED' : 'BACKLOGGED';
};

/** Whether the windows from `from` on left behind more requests than chance (`noise` standard deviations) and the least share explain. */
const grewOver = (windows: readonly WindowLoad[], from: number, noise = NOISE): boolean => {
  const stretch = windows.slice(from);
  const arrived = stretch.reduce((sum, window) => sum + window.arrived, 0);
  const ended = stretch.reduce((sum, window) => sum + window.ended, 0);
  return arrived - ended > Math.max(LEFT_BEHIND * arrived, noise * Math.sqrt(arrived));
};
