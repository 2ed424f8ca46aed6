/** The rhythm of demand: how the rate of a stream differs from its mean, as a multiplier that is constant between instants. */
import type { Seconds } from '../../units/quantity.js';

export interface Shape {
  /** Multiplier of the mean rate at `time` since the start of the run, and until `until(time)`. */
  at(time: Seconds): number;
  /** The next instant at which the multiplier may change: always later than `time`, Infinity when it never does. */
  until(time: Seconds): Seconds;
}

/** Several shapes on top of each other: their multipliers are multiplied. */
export const product = (shapes: readonly Shape[]): Shape => {
  if (shapes.length === 1) return shapes[0]!;
  return {
    at: (time) => shapes.reduce((factor, shape) => factor * shape.at(time), 1),
    until: (time) =>
      shapes.reduce((earliest, shape) => Math.min(earliest, shape.until(time)), Number.POSITIVE_INFINITY),
  };
};
