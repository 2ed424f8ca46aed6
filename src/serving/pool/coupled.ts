/** Runs replicas that a router compares, or whose ends cause new requests: plan, truncate, commit, in order of time over the whole group. */

import { type Arrivals, arrivals as arrivalsOf, type Feedback } from '../../demand/request.js';
import type { Router } from '../routers/router.js';
import { arrive, decide, settle } from './boundary.js';
import { OUTSTANDING, PLAN_END } from './record.js';
import type { GroupState } from './state.js';
import { WinnerTree } from './winner-tree.js';

export class CoupledEngine {
  private readonly ends: WinnerTree;
  private readonly caused = arrivalsOf(1);
  private readonly moved = arrivalsOf(1);
  private readonly ended: Int32Array;
  private open = this.caused;
  /** The next of the window's requests. */
  private at = 0;

  constructor(
    private readonly g: GroupState,
    private readonly router: Router,
    private readonly feedback: Feedback | undefined,
  ) {
    this.ends = new WinnerTree(g.replicas);
    this.ended = new Int32Array(g.replicas);
    if (feedback !== undefined) {
      g.onOwnerEnd = (owner, ticks, output) => feedback.finished(owner, g.window, ticks, output);
    }
  }

  /** Takes in the requests of a window. */
  begin(open: Arrivals): void {
    this.open = open;
    this.at = 0;
  }

  /** Everything before local time `until`. At one instant: all steps end, then requests arrive, then replicas decide. */
  runTo(until: number): void {
    const { g, ends, feedback, open } = this;
    for (let r = 0; r < g.replicas; r++) ends.set(r, g.doubles[(r << 6) | PLAN_END]!);
    for (;;) {
      const offered = this.at < open.count ? open.time[this.at]! : Number.POSITIVE_INFINITY;
      const due = feedback === undefined ? Number.POSITIVE_INFINITY : feedback.due(g.window);
      const next = offered <= due ? offered : due;
      const r = ends.winner;
      const end = g.doubles[(r << 6) | PLAN_END]!;
      if (next < end) {
        if (next >= until) return;
        if (offered <= due) this.admit(open, this.at++);
        else this.admitCaused();
        continue;
      }
      if (end >= until) return;
      if (end < next && feedback === undefined) {
        settle(g, r);
        this.router.changed(r, g.ints[(r << 7) | OUTSTANDING]!);
        decide(g, r);
        ends.set(r, g.doubles[(r << 6) | PLAN_END]!);
      } else this.settleTogether(end);
    }
  }

  /** Several things at one instant: everything ends before anybody arrives, and everybody arrives before anybody decides. */
  private settleTogether(now: number): void {
    const { g, ends, ended, feedback, open } = this;
    let count = 0;
    while (g.doubles[(ends.winner << 6) + PLAN_END] === now) {
      const r = ends.winner;
      settle(g, r);
      this.router.changed(r, g.ints[(r << 7) | OUTSTANDING]!);
      g.doubles[(r << 6) | PLAN_END] = Number.POSITIVE_INFINITY;
      ends.set(r, Number.POSITIVE_INFINITY);
      ended[count++] = r;
    }
    while (this.at < open.count && open.time[this.at] === now) this.admit(open, this.at++);
    while (feedback !== undefined && feedback.due(g.window) <= now) this.admitCaused();
    for (let index = 0; index < count; index++) {
      const r = ended[index]!;
      decide(g, r);
      ends.set(r, g.doubles[(r << 6) | PLAN_END]!);
    }
  }

  private admitCaused(): void {
    this.feedback!.take(this.g.window, this.caused);
    this.admit(this.caused, 0);
  }

  private admit(from: Arrivals, index: number): void {
    const { g, router } = this;
    const r = g.fleet.redirect(router.pick(from, index));
    const before = g.doubles[(r << 6) | PLAN_END]!;
    const isLetIn = !g.fleet.sheds || g.fleet.admits(from, index);
    if (!isLetIn) g.fleet.countShed(r);
    arrive(g, r, from, index, isLetIn);
    router.changed(r, g.ints[(r << 7) | OUTSTANDING]!);
    if (g.doubles[(r << 6) | PLAN_END] !== before) this.ends.set(r, g.doubles[(r << 6) | PLAN_END]!);
  }

  /** Hands a request of one replica, by its number and stream, to another that takes new requests. */
  readonly takeOver = (from: number, id: number, stream: number): number => {
    const { g, router, moved } = this;
    moved.id[0] = id;
    moved.stream[0] = stream;
    const to = g.fleet.redirect(router.pick(moved, 0));
    g.ints[(from << 7) | OUTSTANDING]!--;
    router.changed(from, g.ints[(from << 7) | OUTSTANDING]!);
    g.ints[(to << 7) | OUTSTANDING]!++;
    router.changed(to, g.ints[(to << 7) | OUTSTANDING]!);
    return to;
  };
}
