/** Beginnings of prompts that replicas still have in memory: runs of KV blocks by identity, and which of them nobody has used for longest. */
import { extended, NONE } from './requests.js';

/**
 * A run is held by the sequences that use it, or idle. Idle runs lie in blocks that count as free and are given up, tail first, the longest idle run first,
 * when those blocks are needed. Typed columns, one row per run of any replica; the runs of a replica hang together by a hash table and a list of the idle ones.
 */
export class PrefixStore {
  /** Blocks of each replica's runs, and those of them that are idle. */
  readonly total: Int32Array;
  readonly idle: Int32Array;
  /** Blocks of each run, and the sequences that hold it. */
  blocks = new Int32Array(0);
  holders = new Int32Array(0);
  private replica = new Int32Array(0);
  private key = new Float64Array(0);
  /** Neighbours among the idle runs of the replica, and the next run of the same bucket or the free list. */
  private older = new Int32Array(0);
  private younger = new Int32Array(0);
  private next = new Int32Array(0);
  private heads = new Int32Array(1024).fill(NONE);
  private readonly oldest: Int32Array;
  private readonly youngest: Int32Array;
  private free = NONE;
  private count = 0;

  constructor(replicas: number) {
    this.total = new Int32Array(replicas);
    this.idle = new Int32Array(replicas);
    this.oldest = new Int32Array(replicas).fill(NONE);
    this.youngest = new Int32Array(replicas).fill(NONE);
  }

  /** The run of this identity in a replica's memory, or NONE. */
  find(replica: number, key: number): number {
    let run = this.heads[this.bucket(replica, key)]!;
    while (run !== NONE && !(this.key[run] === key && this.replica[run] === replica)) run = this.next[run]!;
    return run;
  }

  /** A new run without blocks, held once. */
  add(replica: number, key: number): number {
    if (this.free === NONE) this.grow();
    const run = this.free;
    this.free = this.next[run]!;
    this.count++;
    this.replica[run] = replica;
    this.key[run] = key;
    this.blocks[run] = 0;
    this.holders[run] = 1;
    const bucket = this.bucket(replica, key);
    this.next[run] = this.heads[bucket]!;
    this.heads[bucket] = run;
    return run;
  }

  /** One more sequence holds a run. Returns the blocks that are no longer free. */
  hold(run: number): number {
    if (this.holders[run]!++ > 0) return 0;
    this.unlink(run);
    this.idle[this.replica[run]!]! -= this.blocks[run]!;
    return this.blocks[run]!;
  }

  /** One sequence less holds a run; the last one leaves it idle. Returns the blocks that are free again. */
  drop(run: number): number {
    if (--this.holders[run]! > 0) return 0;
    const replica = this.replica[run]!;
    if (this.blocks[run] === 0) {
      this.remove(run);
      return 0;
    }
    this.idle[replica]! += this.blocks[run]!;
    const before = this.youngest[replica]!;
    this.older[run] = before;
    this.younger[run] = NONE;
    if (before === NONE) this.oldest[replica] = run;
    else this.younger[before] = run;
    this.youngest[replica] = run;
    return this.blocks[run]!;
  }

  /** A held run gets so many blocks more. */
  lengthen(run: number, blocks: number): void {
    this.blocks[run]! += blocks;
    this.total[this.replica[run]!]! += blocks;
  }

  /** An idle run loses so many blocks of its tail, and keeps at least one. */
  shorten(run: number, blocks: number): void {
    const replica = this.replica[run]!;
    this.blocks[run]! -= blocks;
    this.idle[replica]! -= blocks;
    this.total[replica]! -= blocks;
  }

  /** Gives up so many idle blocks, at most those there are. */
  evict(replica: number, blocks: number): void {
    let left = blocks;
    while (left > 0) {
      const run = this.oldest[replica]!;
      if (run === NONE) return;
      const cut = Math.min(left, this.blocks[run]!);
      left -= cut;
      this.blocks[run]! -= cut;
      this.idle[replica]! -= cut;
      this.total[replica]! -= cut;
      if (this.blocks[run] !== 0) return;
      this.unlink(run);
      this.remove(run);
    }
  }

  /** Forgets everything in a replica's memory, held or not. */
  clear(replica: number): void {
    for (let bucket = 0; bucket < this.heads.length; bucket++) {
      for (let run = this.heads[bucket]!; run !== NONE; ) {
        const next = this.next[run]!;
        if (this.replica[run] === replica) this.remove(run);
        run = next;
      }
    }
    this.oldest[replica] = NONE;
    this.youngest[replica] = NONE;
    this.idle[replica] = 0;
    this.total[replica] = 0;
  }

  private unlink(run: number): void {
    const replica = this.replica[run]!;
    const older = this.older[run]!;
    const younger = this.younger[run]!;
    if (older === NONE) this.oldest[replica] = younger;
    else this.younger[older] = younger;
    if (younger === NONE) this.youngest[replica] = older;
    else this.older[younger] = older;
  }

  private remove(run: number): void {
    const bucket = this.bucket(this.replica[run]!, this.key[run]!);
    let at = this.heads[bucket]!;
    if (at === run) this.heads[bucket] = this.next[run]!;
    else {
      while (this.next[at] !== run) at = this.next[at]!;
      this.next[at] = this.next[run]!;
    }
    this.next[run] = this.free;
    this.free = run;
    this.count--;
  }

  private bucket(replica: number, key: number): number {
    const high = Math.floor(key / 2 ** 32);
    let mixed = Math.imul((key | 0) ^ Math.imul(high + 1, 0x85ebca6b) ^ Math.imul(replica + 1, 0xc2b2ae35), 0x9e3779b1);
    mixed ^= mixed >>> 15;
    return (Math.imul(mixed, 0x2c1b3c6d) >>> 7) & (this.heads.length - 1);
  }

  private grow(): void {
    const from = this.key.length;
    const to = Math.max(256, 2 * from);
    this.key = extended(this.key, to);
    for (const name of ['blocks', 'holders', 'replica', 'older', 'younger', 'next'] as const)
      this[name] = extended(this[name], to);
    if (to > this.heads.length) this.rehash(2 * to);
    for (let run = to - 1; run >= from; run--) {
      this.next[run] = this.free;
      this.free = run;
    }
  }

  /** Every run is in use when this is called. */
  private rehash(buckets: number): void {
    this.heads = new Int32Array(buckets).fill(NONE);
    for (let run = 0; run < this.count; run++) {
      const bucket = this.bucket(this.replica[run]!, this.key[run]!);
      this.next[run] = this.heads[bucket]!;
      this.heads[bucket] = run;
    }
  }
}
