/** Runs replicas that never look at each other, each to the window's end in turn: the cost is flat in their number. */

import type { Arrivals } from '../../demand/request.js';
import { arrive, closeWindow, decide, settle } from './boundary.js';
import { PLAN_END } from './record.js';
import type { Sink } from './sink.js';
import type { GroupState } from './state.js';

/** The arrivals of a window, sorted by replica and in order of time within each. */
export class ByReplica {
  /** Where each replica's rows begin in `order`. */
  readonly start: Int32Array;
  order = new Int32Array(0);
  private target = new Int32Array(0);

  constructor(replicas: number) {
    this.start = new Int32Array(replicas + 1);
  }

  sort(arrivals: Arrivals, pick: (arrivals: Arrivals, index: number) => number): void {
    const { start } = this;
    const { count } = arrivals;
    if (this.order.length < count) {
      this.order = new Int32Array(2 * count);
      this.target = new Int32Array(2 * count);
    }
    start.fill(0);
    for (let index = 0; index < count; index++) {
      const replica = pick(arrivals, index);
      this.target[index] = replica;
      start[replica]!++;
    }
    let end = 0;
    for (let replica = 0; replica < start.length; replica++) {
      end += start[replica]!;
      start[replica] = end;
    }
    for (let index = count - 1; index >= 0; index--) this.order[--start[this.target[index]!]!] = index;
  }
}

/** One replica, one window. At one instant: steps end, requests arrive, then the replica decides. */
const runReplica = (
  g: GroupState,
  r: number,
  arrivals: Arrivals,
  order: Int32Array,
  from: number,
  to: number,
): void => {
  const { time } = arrivals;
  let at = from;
  let next = at < to ? time[order[at]!]! : Number.POSITIVE_INFINITY;
  for (;;) {
    const end = g.doubles[(r << 6) + PLAN_END]!;
    if (next < end) {
      arrive(g, r, arrivals, order[at]!);
      at++;
      next = at < to ? time[order[at]!]! : Number.POSITIVE_INFINITY;
      continue;
    }
    if (end >= g.windowTicks) return;
    settle(g, r);
    while (next === end) {
      arrive(g, r, arrivals, order[at]!);
      at++;
      next = at < to ? time[order[at]!]! : Number.POSITIVE_INFINITY;
    }
    decide(g, r);
  }
};

export const runIndependent = (g: GroupState, arrivals: Arrivals, byReplica: ByReplica, sink: Sink): void => {
  for (let r = 0; r < g.replicas; r++) {
    runReplica(g, r, arrivals, byReplica.order, byReplica.start[r]!, byReplica.start[r + 1]!);
    closeWindow(g, r);
    sink.collect(g, r);
  }
};
