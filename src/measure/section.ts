/** Sections: sampled replicas bundled into a moderate number of equal units, so that per-unit histograms stay affordable. */

export interface Sections {
  readonly count: number;
  /** Section of each sampled replica. */
  readonly of: Int32Array;
}

const FEWEST = 16;

/**
 * Bundles replicas round-robin into at most `most` sections, equal ones when a divisor of at least 16 can be found.
 * A pool of N replicas of which K were simulated has a population of count × N/K sections.
 */
export const sections = (replicas: number, most = 32): Sections => {
  let count = Math.min(replicas, most);
  if (replicas > most) {
    for (let divisor = most; divisor >= FEWEST; divisor--) {
      if (replicas % divisor === 0) {
        count = divisor;
        break;
      }
    }
  }
  return { count, of: Int32Array.from({ length: replicas }, (_, replica) => replica % count) };
};
