/** Which streams a picture shows when there are many, and in which colours. */
import type { RunResult } from '../../measure/result.js';
import { tightestPromise } from '../headline.js';
import { columnOf, peakOf } from '../series.js';
import type { Role } from '../theme.js';

/** Streams have no colour of their own in the house: three that stay apart in light, dark and every kind of sight. */
export const STREAM_ROLES: readonly Role[] = ['ink', 'prefill', 'wind'];

export interface ShownStream {
  readonly name: string;
  readonly role: Role;
}

/** Streams of which something was observed. */
const observedStreams = (result: RunResult) =>
  result.streams.filter((stream) =>
    columnOf(result.series, `ttft.p95:${stream.name}`)?.values.some((value) => value !== null),
  );

/** The streams nearest to (or furthest past) their limit, then the slowest; at most three, in the order of the scenario. */
export const shownStreams = (result: RunResult): readonly ShownStream[] => {
  const strain = (name: string): number => {
    const promise = tightestPromise(result.promises.filter((one) => one.stream === name && one.measure === 'ttft'));
    const peak = peakOf(result.series, `ttft.p95:${name}`)?.value ?? 0;
    return promise === null ? peak * 1e-6 : peak / promise.limit;
  };
  const observed = observedStreams(result);
  const kept = [...observed].sort((a, b) => strain(b.name) - strain(a.name)).slice(0, STREAM_ROLES.length);
  return observed
    .filter((stream) => kept.includes(stream))
    .map((stream, index) => ({ name: stream.name, role: STREAM_ROLES[index]! }));
};

export const othersNote = (result: RunResult): string => {
  const [shown, all] = [shownStreams(result).length, observedStreams(result).length];
  return all <= shown ? '' : `The ${shown} streams nearest to their limits are drawn, of ${all}.`;
};
