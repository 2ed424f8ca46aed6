/** Runs replicas that never look at each other, each to the window's end in turn: the cost is flat in their number. */

import { type Arrivals, arrivals as arrivalsOf } from '../../demand/request.js';
import { arrive, decide, settle } from './boundary.js';
import { PLAN_END } from './record.js';
import type { GroupState } from './state.js';

/** The arrivals of a window, copied by replica and in order of time within each: a replica then reads them one after the other. */
export class ByReplica {
  /** Where each replica's rows begin in `sorted`, and which of them it meets next. */
  readonly start: Int32Array;
  readonly cursor: Int32Array;
  sorted = arrivalsOf(0);
  private target = new Int32Array(0);
  private readonly next: Int32Array;

  constructor(
    replicas: number,
    /** Whether a queue is ordered by what only an ordered queue looks at. */
    private readonly ordered: boolean,
  ) {
    this.start = new Int32Array(replicas + 1);
    this.cursor = new Int32Array(replicas + 1);
    this.next = new Int32Array(replicas + 1);
  }

  sort(arrivals: Arrivals, pick: (arrivals: Arrivals, index: number) => number): void {
    const { start, cursor, next } = this;
    const { count } = arrivals;
    if (this.target.length < count) {
      this.sorted = arrivalsOf(2 * count);
      this.target = new Int32Array(2 * count);
    }
    const { target } = this;
    start.fill(0);
    for (let index = 0; index < count; index++) {
      const replica = pick(arrivals, index);
      target[index] = replica;
      start[replica + 1]!++;
    }
    for (let replica = 1; replica < start.length; replica++) start[replica]! += start[replica - 1]!;
    next.set(start);
    cursor.set(start);
    this.copy(arrivals);
  }

  /** Copies all columns but `owner`: independent replicas have nobody who waits for an end. */
  private copy(arrivals: Arrivals): void {
    const { sorted, target, next, ordered } = this;
    const { time, id, stream, prompt, output } = arrivals;
    for (let index = 0; index < arrivals.count; index++) {
      const at = next[target[index]!]!++;
      sorted.time[at] = time[index]!;
      sorted.id[at] = id[index]!;
      sorted.stream[at] = stream[index]!;
      sorted.prompt[at] = prompt[index]!;
      sorted.output[at] = output[index]!;
      if (ordered) {
        sorted.predicted[at] = arrivals.predicted[index]!;
        sorted.priority[at] = arrivals.priority[index]!;
      }
    }
  }
}

/** One replica, up to `until`; returns the row it meets next. At one instant: steps end, requests arrive, then the replica decides. */
const runReplica = (g: GroupState, r: number, arrivals: Arrivals, from: number, to: number, until: number): number => {
  const { time } = arrivals;
  let at = from;
  let next = at < to ? time[at]! : Number.POSITIVE_INFINITY;
  for (;;) {
    const end = g.doubles[(r << 6) | PLAN_END]!;
    if (next < end) {
      if (next >= until) return at;
      arrive(g, r, arrivals, at++);
      next = at < to ? time[at]! : Number.POSITIVE_INFINITY;
      continue;
    }
    if (end >= until) return at;
    settle(g, r);
    while (next === end) {
      arrive(g, r, arrivals, at++);
      next = at < to ? time[at]! : Number.POSITIVE_INFINITY;
    }
    decide(g, r);
  }
};

/** Everything before local time `until`. */
export const runIndependent = (g: GroupState, { sorted, start, cursor }: ByReplica, until: number): void => {
  for (let r = 0; r < g.replicas; r++) cursor[r] = runReplica(g, r, sorted, cursor[r]!, start[r + 1]!, until);
};
