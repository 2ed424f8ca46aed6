/** Chance in named streams: a new stream never moves the draws of another. The only importer of seedrandom. */
import seedrandom from 'seedrandom';

/** Uniform draws in [0, 1) from a named stream, for things drawn in an order that no counterfactual can change. */
export type Stream = () => number;

/** The stream of one purpose in one replication: `chance(7, 0, 'arrivals/chat')`. */
export const chance = (seed: number, replication: number, purpose: string): Stream =>
  seedrandom.alea(`${seed}/${replication}/${purpose}`);
