/** Callers who wait for an answer before they ask again, as rows of typed columns and a heap of the times they fall due. */
import { Purpose } from '../draws.js';
import { type Arrivals, type Feedback, TICKS_PER_SECOND } from '../request.js';
import type { StreamDraws } from '../stream-draws.js';

export interface Population {
  readonly share: number;
  readonly shareFrom?: number;
  readonly group: number;
  readonly scale?: number;
  readonly windowTicks: number;
}

/** An owner row is one live session, task or user; rows of ended sessions are used again. */
export class Conversations implements Feedback {
  private stream = new Uint8Array(64);
  /** Number of the caller's first request; the next ones follow in steps of `step`. */
  private first = new Float64Array(64);
  private step = new Float64Array(64);
  private turn = new Float64Array(64);
  private turns = new Float64Array(64);
  /** Tokens said so far in the conversation, the running request's prompt included. */
  private context = new Float64Array(64);
  private dueWindow = new Int32Array(64);
  private dueTicks = new Float64Array(64);
  private heap = new Int32Array(64);
  private waiting = 0;
  private readonly free: number[] = [];
  private used = 0;
  private readonly windowTicks: number;

  /** Draws by row of the stream in the scenario. */
  private readonly streams: StreamDraws[] = [];

  constructor(streams: readonly StreamDraws[], options: Population) {
    this.windowTicks = options.windowTicks;
    for (const draws of streams) this.streams[draws.row] = draws;
    for (const draws of streams)
      if (draws.prepared.dialogue?.population !== undefined)
        this.seat(draws, draws.prepared.dialogue.population, options);
  }

  /** Gives a caller whose first request was just written into row `row` an owner row. */
  begin(draws: StreamDraws, id: number, into: Arrivals, row: number): number {
    const { keyed } = draws;
    keyed.pair(Purpose.turns, id);
    const owner = this.admit(draws, id, 1, draws.prepared.dialogue!.turns(keyed.first));
    this.turn[owner] = 1;
    this.context[owner] = into.prompt[row]!;
    return owner;
  }

  finished(owner: number, index: number, ticks: number, output: number): void {
    const draws = this.streams[this.stream[owner]!]!;
    const dialogue = draws.prepared.dialogue!;
    const refused = output === 0 && dialogue.population === undefined;
    if (refused || this.turn[owner]! >= this.turns[owner]!) {
      this.free.push(owner);
      return;
    }
    this.context[owner] = this.context[owner]! + output;
    this.rest(owner, index, ticks);
  }

  due(index: number): number {
    if (this.waiting === 0) return Number.POSITIVE_INFINITY;
    const owner = this.heap[0]!;
    const window = this.dueWindow[owner]!;
    return window > index ? Number.POSITIVE_INFINITY : window < index ? 0 : this.dueTicks[owner]!;
  }

  take(index: number, into: Arrivals): void {
    const time = this.due(index);
    if (time === Number.POSITIVE_INFINITY) throw new RangeError(`no request falls due in window ${index}`);
    const owner = this.pop();
    const draws = this.streams[this.stream[owner]!]!;
    draws.writeTurn(into, 0, this.nextId(owner), draws.prepared.dialogue!.grows ? this.context[owner]! : 0);
    into.time[0] = time;
    into.owner[0] = owner;
    into.count = 1;
    this.context[owner] = into.prompt[0]!;
    this.turn[owner] = this.turn[owner]! + 1;
  }

  /** Users of this group: those whose places in a row of all users lie in the group's share. They first think, so they do not all ask at once. */
  private seat(draws: StreamDraws, population: number, { share, shareFrom, group, scale = 1 }: Population): void {
    const all = Math.round(population * scale * draws.requests);
    const from = shareFrom ?? group * share;
    for (let user = Math.round(from * all); user < Math.round((from + share) * all); user++)
      this.rest(this.admit(draws, user, USER_STEP, Number.POSITIVE_INFINITY), 0, 0);
  }

  private nextId(owner: number): number {
    return this.first[owner]! + this.turn[owner]! * this.step[owner]!;
  }

  private admit(draws: StreamDraws, first: number, step: number, turns: number): number {
    const owner = this.free.pop() ?? this.used++;
    if (owner >= this.stream.length) this.grow();
    this.stream[owner] = draws.row;
    this.first[owner] = first;
    this.step[owner] = step;
    this.turn[owner] = 0;
    this.turns[owner] = turns;
    this.context[owner] = 0;
    return owner;
  }

  /** Waits from (window, ticks) on, then falls due. */
  private rest(owner: number, index: number, ticks: number): void {
    const { keyed, prepared } = this.streams[this.stream[owner]!]!;
    keyed.pair(Purpose.wait, this.nextId(owner));
    const wait = Math.min(prepared.dialogue!.wait.at(keyed.first), LONGEST_WAIT);
    const windowSeconds = this.windowTicks / TICKS_PER_SECOND;
    const windows = Math.floor(wait / windowSeconds);
    let window = index + windows;
    let due = ticks + Math.floor((wait - windows * windowSeconds) * TICKS_PER_SECOND);
    while (due >= this.windowTicks) {
      due -= this.windowTicks;
      window++;
    }
    this.dueWindow[owner] = window;
    this.dueTicks[owner] = due;
    this.push(owner);
  }

  private before(a: number, b: number): boolean {
    if (this.dueWindow[a] !== this.dueWindow[b]) return this.dueWindow[a]! < this.dueWindow[b]!;
    if (this.dueTicks[a] !== this.dueTicks[b]) return this.dueTicks[a]! < this.dueTicks[b]!;
    if (this.stream[a] !== this.stream[b]) return this.stream[a]! < this.stream[b]!;
    return this.nextId(a) < this.nextId(b);
  }

  private push(owner: number): void {
    const { heap } = this;
    let at = this.waiting++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(owner, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = owner;
  }

  private pop(): number {
    const { heap } = this;
    const top = heap[0]!;
    const last = heap[--this.waiting]!;
    const size = this.waiting;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }

  private grow(): void {
    const wider = <Column extends Uint8Array | Int32Array | Float64Array>(column: Column): Column => {
      const larger = new (column.constructor as new (size: number) => Column)(column.length * 2);
      larger.set(column);
      return larger;
    };
    this.stream = wider(this.stream);
    this.first = wider(this.first);
    this.step = wider(this.step);
    this.turn = wider(this.turn);
    this.turns = wider(this.turns);
    this.context = wider(this.context);
    this.dueWindow = wider(this.dueWindow);
    this.dueTicks = wider(this.dueTicks);
    this.heap = wider(this.heap);
  }
}

/** A wait that outlasts every run [s]. */
const LONGEST_WAIT = 1e9;

/** User u's request r has number u + r·2^24: a user never shares a number with another, however many are added. */
const USER_STEP = 2 ** 24;
