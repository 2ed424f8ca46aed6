/** Requests that wait at each replica: in order of arrival, or by a key; those that lost their memory stand before all others. */
import { FRONT, HEAD, TAIL, WAITING } from './record.js';
import { extended, NEXT, NONE, type Requests } from './requests.js';

/** Lists and pairing heaps threaded through the rows of `Requests`: no allocation, and one answer for equal keys (number of arrival). */
export class Waiting {
  /** For an ordered queue, by row: smaller keys go first, ties by number of arrival; and the first child in the heap. */
  private key = new Int32Array(0);
  private number = new Float64Array(0);
  private child = new Int32Array(0);
  private arrivals = 0;

  constructor(
    private readonly requests: Requests,
    /** The replicas' records, as whole numbers. */
    private readonly ints: Int32Array,
    /** Whether `key` decides, or arrival alone. */
    readonly ordered: boolean,
  ) {}

  /** Whether a preempted request waits: nobody passes it. */
  hasFront(replica: number): boolean {
    return this.ints[(replica << 7) + FRONT] !== NONE;
  }

  /** The request to be served next, or NONE. */
  first(replica: number): number {
    const front = this.ints[(replica << 7) + FRONT]!;
    return front === NONE ? this.ints[(replica << 7) + HEAD]! : front;
  }

  /** Joins the queue; `key` counts where the queue is ordered. */
  add(replica: number, row: number, key: number): void {
    this.ints[(replica << 7) + WAITING]!++;
    if (this.ordered) {
      if (row >= this.key.length) this.grow(2 * row + 256);
      this.key[row] = key;
      this.number[row] = this.arrivals++;
      this.child[row] = NONE;
      this.ints[(replica << 7) + HEAD] = this.meld(this.ints[(replica << 7) + HEAD]!, row);
      return;
    }
    if (this.ints[(replica << 7) + HEAD] === NONE) this.ints[(replica << 7) + HEAD] = row;
    else this.requests.ints[(this.ints[(replica << 7) + TAIL]! << 4) + NEXT] = row;
    this.ints[(replica << 7) + TAIL] = row;
  }

  /** The key that a request waited under; 0 where arrival alone decides. */
  keyOf(row: number): number {
    return this.ordered ? this.key[row]! : 0;
  }

  /** Back to the front of the queue, before all that wait. */
  putBack(replica: number, row: number): void {
    this.ints[(replica << 7) + WAITING]!++;
    this.requests.ints[(row << 4) + NEXT] = this.ints[(replica << 7) + FRONT]!;
    this.ints[(replica << 7) + FRONT] = row;
  }

  /** Takes out what `first` showed. */
  remove(replica: number): number {
    const { ints } = this.requests;
    this.ints[(replica << 7) + WAITING]!--;
    const front = this.ints[(replica << 7) + FRONT]!;
    if (front !== NONE) {
      this.ints[(replica << 7) + FRONT] = ints[(front << 4) + NEXT]!;
      ints[(front << 4) + NEXT] = NONE;
      return front;
    }
    const row = this.ints[(replica << 7) + HEAD]!;
    this.ints[(replica << 7) + HEAD] = this.ordered ? this.meldAll(this.child[row]!) : ints[(row << 4) + NEXT]!;
    ints[(row << 4) + NEXT] = NONE;
    return row;
  }

  private meld(a: number, b: number): number {
    if (a === NONE) return b;
    if (b === NONE) return a;
    const { key, number, child } = this;
    const { ints } = this.requests;
    const aFirst = key[a]! < key[b]! || (key[a] === key[b] && number[a]! < number[b]!);
    const winner = aFirst ? a : b;
    const loser = aFirst ? b : a;
    ints[(loser << 4) + NEXT] = child[winner]!;
    child[winner] = loser;
    return winner;
  }

  /** Melds a list of siblings into one heap: in pairs from the left, then all from the right. */
  private meldAll(list: number): number {
    const { ints } = this.requests;
    let pairs = NONE;
    let at = list;
    while (at !== NONE) {
      const a = at;
      const b = ints[(a << 4) + NEXT]!;
      at = b === NONE ? NONE : ints[(b << 4) + NEXT]!;
      ints[(a << 4) + NEXT] = NONE;
      if (b !== NONE) ints[(b << 4) + NEXT] = NONE;
      const pair = this.meld(a, b);
      ints[(pair << 4) + NEXT] = pairs;
      pairs = pair;
    }
    let heap = NONE;
    while (pairs !== NONE) {
      const rest = ints[(pairs << 4) + NEXT]!;
      ints[(pairs << 4) + NEXT] = NONE;
      heap = this.meld(heap, pairs);
      pairs = rest;
    }
    return heap;
  }

  private grow(rows: number): void {
    this.key = extended(this.key, rows);
    this.number = extended(this.number, rows);
    this.child = extended(this.child, rows);
  }
}
