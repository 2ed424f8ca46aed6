/** The same group of replicas, written as plainly as possible: one object per request, one event per iteration, every sum taken afresh. */
import { type Arrivals, arrivals as arrivalsOf, type Demand, TICKS_PER_SECOND } from '../../src/demand/request.js';
import { CostTable, promptPairs } from '../../src/serving/pool/cost-table.js';
import type { GroupSpec } from '../../src/serving/pool/spec.js';
import { meanWritten, Speculation } from '../../src/serving/pool/speculation.js';
import { requestDraw } from '../../src/serving/routers/random.js';
import { PlainPrefixes } from './plain-prefixes.js';

export interface CapChange {
  readonly window: number;
  readonly time: number;
  readonly watts: number;
}

export class PlainRequest {
  generated = 0;
  /** In strides: tokens, unless drafts are verified. */
  stored = 0;
  /** Steps it still takes, and those it has taken since its prompt was last read. */
  left = 0;
  taken = 0;
  seen = 0;
  first = -1;
  last = -1;
  refused = false;
  preemptions = 0;
  /** Whether its prompt was read elsewhere. */
  handed = false;
  /** Its place in the batch: of those that end at one instant, lower places leave first. */
  place = 0;
  /** Blocks of its beginning that lie in the cache of beginnings. */
  shared = 0;
  constructor(
    readonly id: number,
    readonly stream: number,
    readonly prompt: number,
    readonly output: number,
    readonly predicted: number,
    readonly priority: number,
    readonly owner: number,
    readonly window: number,
    readonly arrival: number,
    readonly number: number,
  ) {}
  /** Tokens to be read before the next can be written. */
  get length() {
    return this.prompt + this.generated;
  }
}

interface Step {
  start: number;
  end: number;
  decodes: boolean;
  readers: PlainRequest[];
  ticks: number;
  quanta: number;
}

const blocks = (tokens: number) => Math.ceil(tokens / 16);

class PlainReplica {
  queue: PlainRequest[] = [];
  front: PlainRequest[] = [];
  batch: PlainRequest[] = [];
  partial: PlainRequest | undefined;
  partialDone = 0;
  held: PlainRequest[] = [];
  free: number;
  quota = 0;
  step: Step | undefined;
  wakeAt = Number.POSITIVE_INFINITY;
  idleSince = 0;
  power = 0;
  /** Energy by this replica's own meter [J]. */
  meter = 0;
  tokens = { prompt: 0, recomputed: 0, output: 0, cached: 0 };
  readonly prefixes: PlainPrefixes;
  /** Free places; the one left last is taken first. */
  private readonly places: number[];
  busy = 0;
  idle = 0;
  waitingIntegral = 0;
  waitingSince = 0;

  constructor(private readonly sim: PlainReference) {
    this.free = sim.blocks;
    this.places = Array.from({ length: sim.most }, (_, place) => place);
    this.prefixes = new PlainPrefixes(this, sim);
  }

  get outstanding() {
    return (
      this.queue.length +
      this.front.length +
      this.batch.length +
      (this.partial ? 1 : 0) +
      this.held.length +
      (this.step?.readers.length ?? 0)
    );
  }

  get waiting() {
    return this.queue.length + this.front.length;
  }

  get end() {
    return this.step?.end ?? this.wakeAt;
  }

  settleWaiting(now: number) {
    this.waitingIntegral += this.waiting * (now - this.waitingSince);
    this.waitingSince = now;
  }

  arrive(request: PlainRequest, now: number) {
    this.settleWaiting(now);
    this.queue.push(request);
    if (this.step === undefined) this.wakeAt = now;
  }

  head(): PlainRequest | undefined {
    if (this.front.length > 0) return this.front[0];
    const { order } = this.sim.spec.scheduler;
    const key = (request: PlainRequest) =>
      order === 'first-come' ? 0 : order === 'priority' ? request.priority : request.predicted;
    let best: PlainRequest | undefined;
    for (const request of this.queue) {
      if (
        best === undefined ||
        key(request) < key(best) ||
        (key(request) === key(best) && request.number < best.number)
      )
        best = request;
    }
    return best;
  }

  /** The step under way ends, or an idle replica wakes. */
  settle(now: number) {
    const { step } = this;
    const { spec } = this.sim;
    if (step === undefined) {
      this.idle += now - this.idleSince;
      this.meter += spec.step.idle * ((now - this.idleSince) / TICKS_PER_SECOND);
      this.wakeAt = Number.POSITIVE_INFINITY;
    } else {
      const watts = (step.quanta * this.sim.table.jouleQuantum) / (step.ticks / TICKS_PER_SECOND);
      this.meter += watts * ((now - step.start) / TICKS_PER_SECOND);
      this.busy += now - step.start;
      this.step = undefined;
      if (step.decodes) {
        for (const request of this.batch) {
          if (request.stored % 16 === 0) this.free--;
          this.prefixes.trim();
          request.stored++;
          request.taken++;
          request.left--;
          this.tokens.output += this.sim.written;
        }
        const ended = this.batch.filter((request) => request.left === 0).sort((a, b) => a.place - b.place);
        this.batch = this.batch.filter((request) => request.left > 0);
        for (const request of ended) {
          this.places.push(request.place);
          this.giveBack(request, request.stored);
          this.finish(request, now);
        }
      }
      for (const request of step.readers) {
        request.stored = this.sim.strides(request.length);
        request.generated++;
        request.left--;
        request.taken = 0;
        this.tokens.output++;
        this.prefixes.keep(request, request.stored);
        if (request.first < 0) request.first = this.sim.since(request, now);
        if (request.left === 0) {
          this.giveBack(request, request.stored, false);
          this.finish(request, now);
        } else {
          request.place = this.places.pop()!;
          this.batch.push(request);
        }
      }
    }
    this.idleSince = now;
    if (spec.scheduler.batching === 'static' && this.batchHasEnded()) {
      const held = this.held.reverse();
      this.held = [];
      for (const request of held) {
        request.first = this.sim.since(request, now);
        request.last = request.first;
        this.sim.ended(request, this, now);
      }
    }
  }

  private finish(request: PlainRequest, now: number) {
    if (this.sim.spec.handsOver !== true) this.progress(request, request.output);
    if (this.sim.spec.scheduler.batching === 'static') {
      this.held.push(request);
      return;
    }
    request.last = this.sim.since(request, now);
    this.sim.ended(request, this, now);
  }

  /** What a request has written, in whole tokens; until now its steps were counted by their mean. */
  private progress(request: PlainRequest, generated: number) {
    this.tokens.output += generated - request.generated - request.taken * this.sim.written;
    request.generated = generated;
    request.taken = 0;
  }

  private giveBack(request: PlainRequest, stored: number, keeps = true) {
    if (keeps) this.prefixes.keep(request, stored);
    this.free += blocks(stored) + this.sim.fixedBlocks - request.shared;
    this.prefixes.release(request);
  }

  private batchHasEnded() {
    return this.batch.length === 0 && this.partial === undefined && this.front.length === 0 && this.quota === 0;
  }

  private blocksDue() {
    return this.batch.filter((request) => request.stored % 16 === 0).length;
  }

  private makeRoom(now: number): boolean {
    let preempted = false;
    while (this.blocksDue() > this.free) {
      this.settleWaiting(now);
      preempted = true;
      this.sim.preemptions++;
      let victim = this.partial;
      if (victim !== undefined) {
        this.giveBack(victim, this.sim.strides(victim.length), false);
        victim.seen = Math.max(victim.seen, this.partialDone);
        this.partial = undefined;
      } else {
        victim = this.batch.pop()!;
        this.places.push(victim.place);
        this.giveBack(victim, victim.stored);
        const written = victim.generated + Math.floor(victim.taken * this.sim.written);
        this.progress(
          victim,
          Math.max(victim.generated, Math.min(written, Math.max(victim.output - 1, victim.generated))),
        );
        victim.seen = victim.length;
      }
      victim.preemptions++;
      this.front.unshift(victim);
    }
    return preempted;
  }

  decide(now: number) {
    const { scheduler } = this.sim.spec;
    const { most, fixedBlocks, verified, strides } = this.sim;
    const gated = scheduler.batching !== 'continuous';
    const chunked = scheduler.prefill === 'chunked';
    this.power = this.sim.powerAt(now);
    if (gated && this.batchHasEnded()) {
      if (this.waiting === 0) return;
      if (scheduler.batching === 'static' && this.waiting < most) {
        const left = scheduler.maxWait - this.sim.since(this.head()!, now);
        if (left > 0) {
          this.wakeAt = now + left;
          return;
        }
      }
      this.quota = Math.min(this.waiting, most);
    }
    const preempted = chunked && this.makeRoom(now);
    const chunks: { request: PlainRequest; done: number; count: number }[] = [];
    let budget = scheduler.tokenBudget - (chunked ? this.batch.length * verified : 0);
    const read = (request: PlainRequest, done: number, count: number) => {
      chunks.push({ request, done, count });
      budget -= count;
      if (done + count < request.length) {
        this.partial = request;
        this.partialDone = done + count;
      }
    };
    if (this.partial !== undefined) {
      const request = this.partial;
      this.partial = undefined;
      read(request, this.partialDone, Math.min(budget, request.length - this.partialDone));
    }
    while (!preempted && this.partial === undefined) {
      const request = this.head();
      if (request === undefined || this.batch.length + chunks.length >= most) break;
      if (gated && this.quota === 0 && this.front.length === 0) break;
      const reserved = chunked ? this.blocksDue() : 0;
      if (request.handed && request.preemptions === 0) {
        if (chunked && budget < verified) break;
        if (blocks(strides(request.prompt) + 1) + fixedBlocks > this.free - reserved) {
          this.quota = 0;
          break;
        }
        this.settleWaiting(now);
        this.queue.splice(this.queue.indexOf(request), 1);
        if (gated) this.quota--;
        request.stored = strides(request.prompt);
        this.free -= blocks(request.stored) + fixedBlocks;
        request.place = this.places.pop()!;
        this.batch.push(request);
        if (chunked) budget -= verified;
        continue;
      }
      if (chunked && budget <= 0) break;
      const hit = this.prefixes.look(request);
      const cached = Math.min(request.length - 1, Math.floor(hit.blocks * 16 * this.sim.written));
      if (!chunked && request.length - cached > budget && chunks.length > 0) break;
      if (blocks(strides(request.length) + 1) + fixedBlocks - hit.blocks + hit.idle > this.free - reserved) {
        this.quota = 0;
        break;
      }
      this.settleWaiting(now);
      if (this.front.length > 0) this.front.shift();
      else {
        this.queue.splice(this.queue.indexOf(request), 1);
        if (gated) this.quota--;
      }
      this.free -= blocks(strides(request.length)) + fixedBlocks - hit.blocks;
      this.prefixes.take(request, hit);
      this.tokens.cached += Math.max(0, cached - request.seen);
      request.seen = Math.max(request.seen, cached);
      read(request, cached, chunked ? Math.min(budget, request.length - cached) : request.length - cached);
    }
    if (chunks.length === 0 && this.batch.length === 0) return;
    if (chunks.length === 0 && !chunked) this.makeRoom(now);
    this.begin(now, chunks, chunks.length === 0 || chunked);
  }

  /** Begins one step: the batch decodes, the chunks are read. */
  private begin(now: number, chunks: { request: PlainRequest; done: number; count: number }[], decodes: boolean) {
    const { table, spec } = this.sim;
    const decoding = decodes ? this.batch : [];
    const contexts = table.windows.map((window) =>
      decoding.reduce((sum, request) => sum + Math.min(request.stored + 1, window), 0),
    );
    let ticks = 0;
    let quanta = 0;
    if (decoding.length > 0) {
      let attention = 0;
      contexts.forEach((sum, j) => {
        attention += table.slopes[j]! * sum;
      });
      const piece = table.piece(this.power, decoding.length, attention);
      ticks = table.pieces[piece + 1]!;
      quanta = table.pieces[piece + 2]!;
      contexts.forEach((sum, j) => {
        ticks += table.pieces[piece + 3 + j]! * sum;
        quanta += table.pieces[piece + 3 + contexts.length + j]! * sum;
      });
    }
    const readers = chunks
      .filter(({ request, done, count }) => done + count === request.length)
      .map(({ request }) => request);
    if (chunks.length > 0) {
      const pairs = spec.step.windows.map((window) =>
        chunks.map(({ done, count }) => promptPairs(done, count, window)),
      );
      table.mixed(this.power, decoding.length, contexts, 0, {
        tokens: chunks.reduce((sum, { count }) => sum + count, 0),
        finished: readers.length,
        pairs: Float64Array.from(pairs, (each) => each.reduce((sum, value) => sum + value, 0)),
        pairsPerLength: Float64Array.from(pairs, (each) =>
          each.reduce((sum, value, chunk) => sum + value / (chunks[chunk]!.done + chunks[chunk]!.count), 0),
        ),
      });
      ticks = Math.max(ticks, table.ticks);
      quanta = Math.max(quanta, table.joules);
      for (const { request, done, count } of chunks) {
        for (let token = done; token < done + count; token++) {
          if (token < request.seen) this.tokens.recomputed++;
          else this.tokens.prompt++;
        }
      }
    }
    this.step = { start: now, end: now + ticks, decodes, readers, ticks, quanta };
  }
}

export class PlainReference {
  readonly table: CostTable;
  private readonly drafting: Speculation | undefined;
  /** Tokens that a step writes for a sequence on average, and verifies. */
  readonly written: number = 1;
  readonly verified: number = 1;
  readonly blocks: number;
  readonly fixedBlocks: number;
  readonly most: number;
  readonly replicas: PlainReplica[];
  readonly ended_: { request: PlainRequest; replica: number }[] = [];
  preemptions = 0;
  private window = 0;
  private turn = 0;
  private arrivals = 0;
  private caps: CapChange[] = [];
  private lastPower: number;
  private readonly one = arrivalsOf(1);

  constructor(
    readonly spec: GroupSpec,
    readonly demand: Demand,
    private readonly changes: readonly CapChange[] = [],
  ) {
    const { speculation } = spec.step;
    if (speculation !== undefined) {
      this.drafting = new Speculation(speculation, spec.seed);
      this.written = meanWritten(speculation.drafts, speculation.acceptance);
      this.verified = 1 + speculation.drafts;
    }
    this.blocks = Math.floor(spec.memory.blocks / this.written);
    this.fixedBlocks = Math.ceil(spec.memory.fixedBlocks / this.written);
    this.most = Math.max(1, Math.min(spec.scheduler.maxBatch, Math.floor(spec.scheduler.tokenBudget / this.verified)));
    this.table = new CostTable(spec.step, this.most, spec.windowTicks);
    this.lastPower = this.table.powerState(Number.POSITIVE_INFINITY);
    this.replicas = Array.from({ length: spec.replicas }, () => new PlainReplica(this));
  }

  readonly strides = (tokens: number) => Math.ceil(tokens / this.written);

  since(request: PlainRequest, now: number) {
    return now - request.arrival + (this.window - request.window) * this.spec.windowTicks;
  }

  powerAt(now: number) {
    let state = this.lastPower;
    for (const change of this.caps) if (change.time <= now) state = this.stateOf(change);
    return state;
  }

  private stateOf(change: CapChange) {
    const unit = this.spec.step.peak / 512;
    const cap =
      change.watts >= this.spec.step.peak
        ? Number.POSITIVE_INFINITY
        : Math.max(1, Math.floor(change.watts / unit)) * unit;
    return this.table.powerState(cap);
  }

  ended(request: PlainRequest, replica: PlainReplica, now: number) {
    this.ended_.push({ request, replica: this.replicas.indexOf(replica) });
    if (request.owner >= 0)
      this.demand.feedback?.finished(request.owner, this.window, now, request.refused ? 0 : request.output);
  }

  run(windows: number) {
    for (let window = 0; window < windows; window++) this.advance(window);
    return this;
  }

  private advance(window: number) {
    const { spec, replicas } = this;
    const { feedback } = this.demand;
    this.window = window;
    this.caps = this.changes.filter((change) => change.window === window);
    const open = this.demand.window(window);
    let at = 0;
    for (;;) {
      const offered = at < open.count ? open.time[at]! : Number.POSITIVE_INFINITY;
      const due = feedback?.due(window) ?? Number.POSITIVE_INFINITY;
      const now = Math.min(offered, due, ...replicas.map((replica) => replica.end));
      if (now >= spec.windowTicks) break;
      const settled = new Set<PlainReplica>();
      for (const replica of replicas) {
        if (replica.end === now) {
          replica.settle(now);
          settled.add(replica);
        }
      }
      while (at < open.count && open.time[at] === now) this.arrive(open, at++, now);
      while (feedback !== undefined && feedback.due(window) <= now) {
        feedback.take(window, this.one);
        this.arrive(this.one, 0, now);
      }
      for (const replica of replicas) {
        if (replica.step === undefined && replica.wakeAt === now) {
          replica.settle(now);
          settled.add(replica);
        }
      }
      for (const replica of settled) replica.decide(now);
    }
    this.lastPower = this.powerAt(spec.windowTicks);
    for (const replica of replicas) {
      replica.settleWaiting(spec.windowTicks);
      replica.waitingSince = 0;
      if (replica.step === undefined) {
        const { wakeAt } = replica;
        replica.settle(spec.windowTicks);
        replica.idleSince = 0;
        replica.wakeAt = wakeAt - spec.windowTicks;
      } else {
        replica.step.start -= spec.windowTicks;
        replica.step.end -= spec.windowTicks;
      }
    }
  }

  private arrive(from: Arrivals, row: number, now: number) {
    const { memory, scheduler } = this.spec;
    const request = new PlainRequest(
      from.id[row]!,
      from.stream[row]!,
      from.prompt[row]!,
      from.output[row]!,
      from.predicted[row]!,
      from.priority[row]!,
      from.owner[row]!,
      from.handed?.window[row] ?? this.window,
      from.handed?.arrival[row] ?? now,
      this.arrivals++,
    );
    const replica = this.replicas[this.route(request)]!;
    if (from.handed !== undefined) {
      request.handed = true;
      request.generated = 1;
      request.first = from.handed.first[row]!;
    }
    const goesOn = this.spec.handsOver !== true;
    const steps = this.drafting?.stepsOf(request.stream, request.id, request.output) ?? request.output;
    request.left = goesOn ? steps - request.generated : 1;
    const held = blocks(this.strides(request.prompt) + (goesOn ? steps : 1)) + this.fixedBlocks;
    const total = request.prompt + (goesOn ? request.output : 1);
    const tooLong = scheduler.prefill === 'first' && total > this.table.longestPrompt(memory.maxContext);
    if (total > memory.maxContext || held > this.blocks || tooLong) {
      request.refused = true;
      this.ended(request, replica, now);
    } else replica.arrive(request, now);
  }

  private route(request: PlainRequest): number {
    const count = this.replicas.length;
    const words = new Uint32Array(2);
    requestDraw(this.spec.seed, request.stream, request.id, words);
    const load = (replica: number) => this.replicas[replica]!.outstanding;
    switch (this.spec.router) {
      case 'round-robin':
        return this.turn++ % count;
      case 'random':
        return Math.floor((words[0]! / 2 ** 32) * count);
      case 'power-of-two': {
        if (count === 1) return 0;
        const first = Math.floor((words[0]! / 2 ** 32) * count);
        const other = Math.floor((words[1]! / 2 ** 32) * (count - 1));
        const second = other < first ? other : other + 1;
        return load(second) < load(first) ? second : first;
      }
      case 'affinity': {
        const { prefixes } = this.demand;
        const isShared = (prefixes?.runs(request.stream, request.id, Number.POSITIVE_INFINITY) ?? 0) > 0;
        requestDraw(
          this.spec.seed,
          request.stream,
          isShared ? prefixes!.key(request.stream, request.id, 0) : request.id,
          words,
        );
        return Math.floor((words[0]! / 2 ** 32) * count);
      }
      case 'least-outstanding': {
        let best = this.turn % count;
        for (let step = 1; step < count; step++) {
          const replica = (this.turn + step) % count;
          if (load(replica) < load(best)) best = replica;
        }
        this.turn = best + 1;
        return best;
      }
    }
  }
}
