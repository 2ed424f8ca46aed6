/** Which replica's segment ends first: a tournament over end times, the lowest number winning ties. */

export class WinnerTree {
  private readonly leaves: number;
  private readonly winners: Int32Array;
  private readonly ends: Float64Array;

  constructor(replicas: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(2, replicas)));
    this.winners = new Int32Array(2 * this.leaves);
    this.ends = new Float64Array(this.leaves).fill(Number.POSITIVE_INFINITY);
    for (let leaf = 0; leaf < this.leaves; leaf++) this.winners[this.leaves + leaf] = leaf;
    for (let node = this.leaves - 1; node > 0; node--) this.winners[node] = this.winners[2 * node]!;
  }

  /** The replica whose segment ends first. */
  get winner(): number {
    return this.winners[1]!;
  }

  set(replica: number, end: number): void {
    const { winners, ends } = this;
    ends[replica] = end;
    for (let node = (this.leaves + replica) >> 1; node > 0; node >>= 1) {
      const left = winners[2 * node]!;
      const right = winners[2 * node + 1]!;
      const first = ends[left]! <= ends[right]! ? left : right;
      // Neither here nor further up does anything change when the same other replica goes first.
      if (first !== replica && winners[node] === first) return;
      winners[node] = first;
    }
  }
}
