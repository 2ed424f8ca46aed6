/** Arrival processes in operational time, where the whole stream sends one request per unit of time on average.
 *
 *  A rate shape later warps operational time into seconds, so a process knows neither rates nor hours, and a higher rate
 *  brings the same draws sooner (common random numbers). A group of replicas that receives a random share of the stream
 *  draws only its own requests: the gaps that a process hands out are those between *kept* requests.
 */
import type { Stream } from '../../kernel/chance.js';
import type { Shape } from '../shapes/shape.js';
import { standardExponential } from '../standard.js';

/** Fills the array with the next gaps between kept requests, in units of the whole stream's mean gap. */
export type Gaps = (into: Float64Array) => void;

export interface ArrivalProcess {
  /** Gaps as seen by a group that keeps each request with chance `share`, independently. */
  gaps(draw: Stream, share: number): Gaps;
  /** Bursts of the whole stream as a multiplier of its rate, in seconds; every group must see the same path, so it has draws of its own. */
  path?(draw: Stream): Shape;
}

/** Draws how many requests of the stream pass until one is kept: geometric with mean 1/share, at least 1. */
export const skips = (draw: Stream, share: number): (() => number) => {
  if (share >= 1) return () => 1;
  const scale = -1 / Math.log1p(-share);
  return () => 1 + Math.floor(standardExponential(draw()) * scale);
};
