/** The shelf of orders: who is served first. A policy sees a predicted length, never the true one. */
import type { Arrivals } from '../../demand/request.js';
import type { SchedulerSpec } from '../pool/spec.js';

export interface QueueOrder {
  readonly kind: SchedulerSpec['order'];
  readonly doc: string;
  /** A request's place: smaller goes first, ties in order of arrival. Undefined where arrival alone decides. */
  readonly key: ((arrivals: Arrivals, index: number) => number) | undefined;
}

export const ORDERS = [
  { kind: 'first-come', doc: 'in order of arrival', key: undefined },
  { kind: 'priority', doc: 'the most urgent stream first', key: (arrivals, index) => arrivals.priority[index]! },
  {
    kind: 'shortest-predicted',
    doc: 'the shortest predicted answer first; long ones wait',
    key: (arrivals, index) => arrivals.predicted[index]!,
  },
] as const satisfies readonly QueueOrder[];
