/** How sequences find, hold, lengthen and leave the beginnings of prompts that are in memory already. */
import type { Prefixes } from '../../demand/prefixes.js';
import { TICKS_PER_SECOND } from '../../demand/request.js';
import { promptPairs } from './cost-table.js';
import { PrefixStore } from './prefix-store.js';
import { FREE_BLOCKS } from './record.js';
import { extended, ID, NONE, OUTPUT, PROMPT, type Requests, SEEN, TAGS } from './requests.js';
import { BLOCK, BLOCK_BITS, type GroupState } from './state.js';

/**
 * The first `shared` blocks of a sequence lie in runs of the store, which it holds; the others are its own. What is idle counts as free, so the cache never
 * takes a block from anybody. A prompt that has been read shares its whole blocks at once, and copies of what others share are freed (as a radix tree does:
 * Zheng et al., "SGLang", arXiv 2312.07104); idle blocks go in the order of vLLM's prefix caching: longest unused first, the tail of a prompt before its head.
 */
export class PrefixCache {
  readonly store: PrefixStore;
  /** By row of a request: the runs that it holds, and how many of its first blocks lie in them. */
  held = new Int32Array(0);
  shared = new Int32Array(0);
  /** Tokens of each that were found. */
  private tokens = new Int32Array(0);
  /** Of the prompt last looked up: blocks found, and those of them that are idle. */
  hit = 0;
  idle = 0;
  /** Its runs, and the blocks of each that it begins with. */
  private found = new Int32Array(64);
  private used = new Int32Array(64);
  private foundCount = 0;

  constructor(
    replicas: number,
    private readonly prefixes: Prefixes,
    private readonly requests: Requests,
    /** Most blocks of a replica that runs may fill. */
    private readonly limit: number,
  ) {
    this.store = new PrefixStore(replicas);
  }

  /** Looks up the beginning of what a request has to read: at least its last token is always read. Returns the tokens found. */
  look(g: GroupState, r: number, row: number): number {
    const { store, prefixes } = this;
    const length = g.requests.length(row);
    const whole = g.stored(length - 1) >>> BLOCK_BITS;
    const { id, stream, runs } = this.textOf(row);
    this.hit = 0;
    this.idle = 0;
    this.foundCount = 0;
    for (let run = 0; run < runs && this.hit < whole; run++) {
      const found = store.find(r, prefixes.key(stream, id, run));
      if (found === NONE || store.blocks[found] === 0) break;
      const end = this.endOf(g, stream, run, whole);
      const used = Math.min(end - this.hit, store.blocks[found]!);
      if (this.foundCount === this.found.length) {
        this.found = extended(this.found, 2 * this.foundCount);
        this.used = extended(this.used, 2 * this.foundCount);
      }
      this.found[this.foundCount] = found;
      this.used[this.foundCount++] = used;
      if (store.holders[found] === 0) this.idle += used;
      this.hit += used;
      if (this.hit < end) break;
    }
    return Math.min(length - 1, Math.floor(this.hit * BLOCK * g.stride));
  }

  /** The request last looked up is admitted: it holds what was found, `tokens` of its text. */
  take(g: GroupState, r: number, row: number, tokens: number): void {
    if (row >= this.held.length) {
      this.held = extended(this.held, 2 * row + 256);
      this.shared = extended(this.shared, 2 * row + 256);
      this.tokens = extended(this.tokens, 2 * row + 256);
    }
    this.held[row] = this.foundCount;
    this.shared[row] = this.hit;
    this.tokens[row] = tokens;
    let free = this.hit;
    for (let at = 0; at < this.foundCount; at++) {
      const run = this.found[at]!;
      /** The tail of an idle run that the request does not begin with goes: else room for the request could come from giving it up. */
      if (this.store.holders[run] === 0) this.store.shorten(run, this.store.blocks[run]! - this.used[at]!);
      free -= this.store.hold(run);
    }
    g.ints[(r << 7) | FREE_BLOCKS]! += free;
    const seen = this.requests.ints[(row << 4) + SEEN]!;
    if (tokens > seen) {
      g.fleet.countCached(r, tokens - seen);
      this.requests.ints[(row << 4) + SEEN] = tokens;
    }
    this.trim(g, r);
    if (this.hit > 0) g.occurrences.cacheHits++;
  }

  /** `count` tokens of a prompt are read after its first `done`: counts the time for which they attend to those found in memory. */
  attend(g: GroupState, r: number, row: number, done: number, count: number): void {
    const found = this.tokens[row]!;
    if (found === 0) return;
    const { prefillPair, prefillPairPerLength } = g.spec.step;
    let seconds = 0;
    for (let j = 0; j < g.windows; j++) {
      const window = g.tokenWindows[j]!;
      const pairs = promptPairs(done, count, window) - promptPairs(done - found, count, window);
      seconds += pairs * (prefillPair[j]!.seconds + prefillPairPerLength[j]!.seconds / (done + count));
    }
    g.fleet.countCachedTime(r, Math.round(seconds * TICKS_PER_SECOND));
  }

  /** Gives up idle blocks that are free no longer. */
  trim(g: GroupState, r: number): void {
    const excess = this.store.idle[r]! - g.ints[(r << 7) | FREE_BLOCKS]!;
    if (excess > 0) this.evict(g, r, excess);
  }

  /** A sequence that takes `stored` tokens, or strides, shares its whole blocks, as far as others may come to need them. */
  keep(g: GroupState, r: number, row: number, stored: number): void {
    const { store, prefixes, shared } = this;
    const { ints } = this.requests;
    const whole = Math.min(stored, g.stored(ints[(row << 4) + PROMPT]! + ints[(row << 4) + OUTPUT]!)) >>> BLOCK_BITS;
    const { id, stream, runs } = this.textOf(row);
    let start = 0;
    for (let run = 0; run < runs && start < whole; run++) {
      const end = this.endOf(g, stream, run, whole);
      if (end > shared[row]!) {
        const entry = this.holdRun(g, r, row, run, prefixes.key(stream, id, run));
        const missing = end - start - store.blocks[entry]!;
        const given = missing > 0 ? Math.min(missing, this.room(g, r, missing)) : 0;
        store.lengthen(entry, given);
        const reach = Math.min(end, start + store.blocks[entry]!);
        g.ints[(r << 7) | FREE_BLOCKS]! += reach - shared[row]! - given;
        shared[row] = reach;
        if (reach < end) return;
      }
      start = end;
    }
  }

  /** A sequence leaves its runs, the last one first; the caller frees all blocks that it has, those that it shares among them. */
  release(g: GroupState, r: number, row: number): void {
    const { store, prefixes } = this;
    const { id, stream } = this.textOf(row);
    let free = -this.shared[row]!;
    for (let run = this.held[row]! - 1; run >= 0; run--)
      free += store.drop(store.find(r, prefixes.key(stream, id, run)));
    g.ints[(r << 7) | FREE_BLOCKS]! += free;
    this.forget(row);
  }

  /** A request has lost its replica, and all that it held there. */
  forget(row: number): void {
    this.held[row] = 0;
    this.shared[row] = 0;
  }

  private holdRun(g: GroupState, r: number, row: number, run: number, key: number): number {
    const { store, held } = this;
    const found = store.find(r, key);
    if (run < held[row]!) return found;
    held[row]!++;
    if (found === NONE) return store.add(r, key);
    g.ints[(r << 7) | FREE_BLOCKS]! -= store.hold(found);
    return found;
  }

  /** Blocks by which runs may grow, idle ones making way. */
  private room(g: GroupState, r: number, wanted: number): number {
    const { store, limit } = this;
    const over = store.total[r]! + wanted - limit;
    if (over > 0) this.evict(g, r, Math.min(over, store.idle[r]!));
    return Math.max(0, limit - store.total[r]!);
  }

  private evict(g: GroupState, r: number, blocks: number): void {
    this.store.evict(r, blocks);
    g.occurrences.evictions += blocks;
  }

  /** The block at which a run ends, of `whole` blocks. */
  private endOf(g: GroupState, stream: number, run: number, whole: number): number {
    const tokens = this.prefixes.tokens(stream) * (run + 1);
    return tokens < Number.POSITIVE_INFINITY ? Math.min(whole, g.stored(tokens) >>> BLOCK_BITS) : whole;
  }

  private textOf(row: number) {
    const { ints, doubles } = this.requests;
    const id = doubles[(row << 3) + ID]!;
    const stream = ints[(row << 4) + TAGS]! & 255;
    return { id, stream, runs: this.prefixes.runs(stream, id, ints[(row << 4) + PROMPT]!) };
  }
}
