/** Requests that wait at each replica: in order of arrival, or by a key; those that lost their memory stand before all others. */
import { NONE, type Requests } from './requests.js';

/** Lists and pairing heaps threaded through the rows of `Requests`: no allocation, and one answer for equal keys (number of arrival). */
export class Waiting {
  /** Requests waiting at each replica, those in front included. */
  readonly count: Int32Array;
  /** Preempted requests, the last one preempted first: it is the oldest of them. */
  private readonly front: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;

  constructor(
    private readonly requests: Requests,
    replicas: number,
    /** Whether `key` decides, or arrival alone. */
    readonly ordered: boolean,
  ) {
    this.count = new Int32Array(replicas);
    this.front = new Int32Array(replicas).fill(NONE);
    this.head = new Int32Array(replicas).fill(NONE);
    this.tail = new Int32Array(replicas).fill(NONE);
  }

  /** Whether a preempted request waits: nobody passes it. */
  hasFront(replica: number): boolean {
    return this.front[replica] !== NONE;
  }

  /** The request to be served next, or NONE. */
  first(replica: number): number {
    const front = this.front[replica]!;
    return front === NONE ? this.head[replica]! : front;
  }

  add(replica: number, row: number): void {
    this.count[replica]!++;
    if (this.ordered) {
      this.head[replica] = this.meld(this.head[replica]!, row);
      return;
    }
    if (this.head[replica] === NONE) this.head[replica] = row;
    else this.requests.next[this.tail[replica]!] = row;
    this.tail[replica] = row;
  }

  /** Back to the front of the queue, before all that wait. */
  putBack(replica: number, row: number): void {
    this.count[replica]!++;
    this.requests.next[row] = this.front[replica]!;
    this.front[replica] = row;
  }

  /** Takes out what `first` showed. */
  remove(replica: number): number {
    const { next, child } = this.requests;
    this.count[replica]!--;
    const front = this.front[replica]!;
    if (front !== NONE) {
      this.front[replica] = next[front]!;
      next[front] = NONE;
      return front;
    }
    const row = this.head[replica]!;
    this.head[replica] = this.ordered ? this.meldAll(child[row]!) : next[row]!;
    next[row] = NONE;
    child[row] = NONE;
    return row;
  }

  private meld(a: number, b: number): number {
    if (a === NONE) return b;
    if (b === NONE) return a;
    const { key, number, next, child } = this.requests;
    const aFirst = key[a]! < key[b]! || (key[a] === key[b] && number[a]! < number[b]!);
    const winner = aFirst ? a : b;
    const loser = aFirst ? b : a;
    next[loser] = child[winner]!;
    child[winner] = loser;
    return winner;
  }

  /** Melds a list of siblings into one heap: in pairs from the left, then all from the right. */
  private meldAll(list: number): number {
    const { next } = this.requests;
    let pairs = NONE;
    let at = list;
    while (at !== NONE) {
      const a = at;
      const b = next[a]!;
      at = b === NONE ? NONE : next[b]!;
      next[a] = NONE;
      if (b !== NONE) next[b] = NONE;
      const pair = this.meld(a, b);
      next[pair] = pairs;
      pairs = pair;
    }
    let heap = NONE;
    while (pairs !== NONE) {
      const rest = next[pairs]!;
      next[pairs] = NONE;
      heap = this.meld(heap, pairs);
      pairs = rest;
    }
    return heap;
  }
}
