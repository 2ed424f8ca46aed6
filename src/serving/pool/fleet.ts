/** Which replicas of a group serve, and which streams its front door lets in: what outages, parking, failures and admission limits move. */
import type { Arrivals } from '../../demand/request.js';
import { uniform } from '../../kernel/keyed.js';
import { requestDraw } from '../routers/random.js';
import { FLEET_COUNTERS } from './spec.js';

/** What a replica does for new requests, from the most to the least. */
export const Service = {
  /** Takes new requests. */
  open: 0,
  /** Ends what it serves, and takes nothing new. */
  draining: 1,
  /** Loads the model: draws its idle power and serves nobody. */
  starting: 2,
  /** Serves nobody and draws nothing. */
  dark: 3,
} as const;
export type Service = (typeof Service)[keyof typeof Service];

export class Fleet {
  /** Service of each replica. */
  readonly service: Uint8Array;
  /** FLEET_COUNTERS of each replica since they were last taken, one row after the other. */
  readonly counted: Float64Array;
  /** Replicas that take new requests. */
  open: number;
  /** Whether some stream is let in only in part. */
  sheds = false;
  /** Share of each stream's requests that is let in. */
  private readonly admitted = new Float64Array(256).fill(1);
  private readonly words = new Uint32Array(2);

  constructor(
    private readonly replicas: number,
    private readonly seed: number,
  ) {
    this.service = new Uint8Array(replicas);
    this.counted = new Float64Array(replicas * FLEET_COUNTERS.length);
    this.open = replicas;
  }

  set(replica: number, service: Service): void {
    this.service[replica] = service;
    this.open = this.service.reduce((sum, one) => sum + (one === Service.open ? 1 : 0), 0);
  }

  /** The replica chosen, or the next after it that takes new requests; the one chosen where none does. */
  redirect(chosen: number): number {
    if (this.open === this.replicas || this.open === 0) return chosen;
    let replica = chosen;
    while (this.service[replica] !== Service.open) replica = replica + 1 === this.replicas ? 0 : replica + 1;
    return replica;
  }

  countShed(replica: number): void {
    this.counted[replica * FLEET_COUNTERS.length + SHED]!++;
  }

  countRetried(replica: number, requests: number): void {
    this.counted[replica * FLEET_COUNTERS.length + RETRIED]! += requests;
  }

  countCached(replica: number, tokens: number): void {
    this.counted[replica * FLEET_COUNTERS.length + CACHED]! += tokens;
  }

  countCachedTime(replica: number, ticks: number): void {
    this.counted[replica * FLEET_COUNTERS.length + CACHED_TICKS]! += ticks;
  }

  countHandedOver(replica: number): void {
    this.counted[replica * FLEET_COUNTERS.length + HANDED_OVER]!++;
  }

  /** Lets in this share of a stream's requests from now on. */
  admit(stream: number, share: number): void {
    this.admitted[stream] = share;
    this.sheds = this.admitted.some((one) => one < 1);
  }

  /** Whether a request is let in, by its own draw: one that is let in at some share is let in at every larger one. */
  admits(arrivals: Arrivals, index: number): boolean {
    const stream = arrivals.stream[index]!;
    const share = this.admitted[stream]!;
    if (share >= 1) return true;
    requestDraw(this.seed ^ ADMISSION, stream, arrivals.id[index]!, this.words);
    return uniform(this.words[0]!) < share;
  }
}

const SHED = FLEET_COUNTERS.indexOf('shed');
const CACHED = FLEET_COUNTERS.indexOf('cachedTokens');
const HANDED_OVER = FLEET_COUNTERS.indexOf('handedOver');
const CACHED_TICKS = FLEET_COUNTERS.indexOf('cachedTicks');
const RETRIED = FLEET_COUNTERS.indexOf('retried');

/** Tells draws of admission from those of routing, which share their key. */
const ADMISSION = 0x5bd1e995;
