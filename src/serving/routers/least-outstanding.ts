/** The replica with the fewest requests, taking turns among equals. */
import type { Router, RouterEntry } from './router.js';

/** A tree of minima over the replicas; among equals the next one after the last choice is taken. */
class LeastOutstanding implements Router {
  private readonly leaves: number;
  private readonly least: Int32Array;
  private turn = 0;

  constructor(private readonly replicas: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(2, replicas)));
    this.least = new Int32Array(2 * this.leaves).fill(2 ** 31 - 1);
    for (let replica = 0; replica < replicas; replica++) this.changed(replica, 0);
  }

  pick(): number {
    const lowest = this.least[1]!;
    let replica = this.firstFrom(this.turn, lowest);
    if (replica < 0) replica = this.firstFrom(0, lowest);
    this.turn = replica + 1 === this.replicas ? 0 : replica + 1;
    return replica;
  }

  changed(replica: number, outstanding: number): void {
    const { least } = this;
    let node = this.leaves + replica;
    least[node] = outstanding;
    for (node >>= 1; node > 0; node >>= 1) {
      const left = least[2 * node]!;
      const right = least[2 * node + 1]!;
      const lower = left < right ? left : right;
      if (least[node] === lower) return;
      least[node] = lower;
    }
  }

  /** The first replica from `from` on with this count, or -1. */
  private firstFrom(from: number, count: number): number {
    const { least, leaves } = this;
    let node = leaves + from;
    while (least[node] !== count) {
      while ((node & 1) === 1) node >>= 1;
      if (node === 0) return -1;
      node++;
    }
    while (node < leaves) node = least[2 * node] === count ? 2 * node : 2 * node + 1;
    return node - leaves;
  }
}

export const leastOutstanding: RouterEntry = {
  kind: 'least-outstanding',
  doc: 'The replica with the fewest requests, waiting or served; equals take turns.',
  stateIndependent: false,
  make: (replicas) => new LeastOutstanding(replicas),
};
