/** A group of replicas that share a router: requests in, finished requests and counters out, window after window. */
import { type Arrivals, type Demand, TICKS_PER_SECOND } from '../../demand/request.js';
import { routerOf } from '../routers/index.js';
import type { Router } from '../routers/router.js';
import { closeWindow, pause } from './boundary.js';
import { CoupledEngine } from './coupled.js';
import { truncate } from './decode.js';
import { Service } from './fleet.js';
import { ByReplica, runIndependent } from './independent.js';
import { checkLaws, type Law } from './laws.js';
import { setService } from './leaving.js';
import {
  CLOCK,
  COUNTED,
  OUTSTANDING,
  PLAN_JOULES,
  PLAN_KIND,
  PLAN_PREFILL_JOULES,
  PLAN_PREFILL_TICKS,
  PLAN_TICKS,
  WAITING,
} from './record.js';
import {
  COUNTERS,
  type Counter,
  counterIndex,
  ENGINE_COUNTERS,
  type Finished,
  FLEET_COUNTERS,
  type GroupSpec,
} from './spec.js';
import { type EngineOptions, GroupState, type Occurrences, Plan } from './state.js';

/** Caps are rounded down to this share of the peak draw, so that a run meets few different power states. */
const CAP_STEPS = 512;

/**
 *   demand ──requests──▶ [ Group ] ──▶ finished rows, counters
 *                           ▲
 *                      power cap
 *
 * Replicas run one by one where the router never compares them and no request waits for another's end; else together, in order of time.
 * Both give the same rows. A step belongs to the window in which it ends: a step in flight at a window's end is counted in the next.
 */
export class Group {
  /** Counters of each replica since the start, `COUNTERS.length` a row. Joules are in joules. */
  readonly totals: Float64Array;
  /** The same over the stretch just run: a window, or what lies between two stops in it. */
  readonly replicaCounters: Float64Array;

  private readonly g: GroupState;
  private readonly router: Router;
  private readonly byReplica: ByReplica | undefined;
  private readonly coupled: CoupledEngine | undefined;
  private readonly windowSums = new Float64Array(COUNTERS.length);
  /** Energy counted of the step in flight of each replica, writing and reading [J]; only where counters follow the meter. */
  private readonly inFlight: Float64Array | undefined;
  private readonly pick: (arrivals: Arrivals, index: number) => number;

  constructor(
    readonly spec: GroupSpec,
    private readonly demand: Demand,
    options: EngineOptions = {},
  ) {
    if (!(spec.windowTicks > 0 && spec.windowTicks <= 300 * TICKS_PER_SECOND && Number.isInteger(spec.windowTicks))) {
      throw new RangeError(`a window of ${spec.windowTicks} ticks: expected a whole number up to 300 s`);
    }
    this.g = new GroupState(spec, options, demand.prefixes);
    this.totals = new Float64Array(spec.replicas * COUNTERS.length);
    this.replicaCounters = new Float64Array(spec.replicas * COUNTERS.length);
    if (options.metered === true) this.inFlight = new Float64Array(2 * spec.replicas);
    const rule = routerOf(spec.router);
    this.router = rule.make(spec.replicas, spec.seed, demand.prefixes);
    this.pick = (arrivals, index) => this.router.pick(arrivals, index);
    const isCoupled =
      options.coupled === true || !rule.stateIndependent || demand.feedback !== undefined || demand.isHanded;
    if (isCoupled) this.coupled = new CoupledEngine(this.g, this.router, demand.feedback);
    else this.byReplica = new ByReplica(spec.replicas, this.g.orderKey !== undefined);
  }

  /** Caps the draw of each replica [W] from `atTicks` of the present window, or of the next when it has ended; Infinity lifts the cap. A step in flight keeps its speed. */
  setCap(watts: number, atTicks: number): void {
    const { g } = this;
    const latest = Math.max(this.now, g.capTimes[g.capTimes.length - 1] ?? 0);
    if (!(atTicks >= latest && atTicks < g.windowTicks)) {
      throw new RangeError(`a cap at tick ${atTicks}: expected from ${latest} up to the window's end`);
    }
    const unit = this.spec.step.peak / CAP_STEPS;
    const cap = watts >= this.spec.step.peak ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(watts / unit)) * unit;
    g.capTimes.push(atTicks);
    g.capStates.push(g.table.powerState(cap));
    for (let r = 0; r < g.replicas; r++) {
      if (g.ints[(r << 7) | PLAN_KIND] === Plan.decode) truncate(g, r, atTicks);
    }
  }

  /** Changes what a replica does from the last stop of the present window on. What it loses is served by the others; where none is open it waits.
   *  @throws RangeError in a group whose replicas run one by one */
  setService(replica: number, service: Service): void {
    if (this.coupled === undefined)
      throw new RangeError('replicas that run one by one cannot take over from each other');
    setService(this.g, replica, service, this.now, this.coupled.takeOver);
    if (service === Service.dark) this.inFlight?.fill(0, 2 * replica, 2 * replica + 2);
  }

  /** What a replica does now. */
  serviceOf(replica: number): Service {
    return this.g.fleet.service[replica] as Service;
  }

  /** Whether a replica has nothing left to serve. */
  isEmpty(replica: number): boolean {
    return this.g.ints[(replica << 7) | OUTSTANDING] === 0;
  }

  /** Lets in this share of a stream's requests from the last stop on; the others are refused. Needs a group whose replicas run together. */
  admit(stream: number, share: number): void {
    if (this.coupled === undefined) throw new RangeError('replicas that run one by one have no front door');
    this.g.fleet.admit(stream, share);
  }

  /** Runs one window whole; windows come in order from 0. */
  advance(windowIndex: number): void {
    this.begin(windowIndex);
    this.runTo(this.g.windowTicks);
  }

  /** Takes in the requests of the next window. */
  begin(windowIndex: number): void {
    const { g } = this;
    if (windowIndex !== this.windowsRun || this.now !== 0)
      throw new RangeError(`window ${windowIndex} after ${this.windowsRun} windows`);
    g.window = windowIndex;
    g.sink.open();
    this.windowSums.fill(0);
    const arrivals = this.demand.window(windowIndex);
    if (this.coupled !== undefined) this.coupled.begin(arrivals);
    else this.byReplica!.sort(arrivals, this.pick);
  }

  /** Runs the present window up to `until` ticks, where it may stop for a change of cap or fleet; at its end the window closes. What happens at exactly `until` belongs to the next stretch. */
  runTo(until: number): void {
    const { g } = this;
    if (!(until > this.now && until <= g.windowTicks))
      throw new RangeError(`a stop at tick ${until}: expected after ${this.now}, up to the window's end`);
    if (this.coupled !== undefined) this.coupled.runTo(until);
    else runIndependent(g, this.byReplica!, until);
    const isWhole = this.now === 0 && this.coupled === undefined;
    if (until < g.windowTicks) {
      for (let r = 0; r < g.replicas; r++) pause(g, r, until);
      this.now = until;
    } else {
      for (let r = 0; r < g.replicas; r++) closeWindow(g, r);
      if (!isWhole) g.sink.sortByReplica();
      g.capTimes.length = 0;
      g.capStates.length = 0;
      this.now = 0;
      this.windowsRun++;
    }
    this.settleCounters();
  }

  private windowsRun = 0;
  /** Local ticks of the present window up to which it has run. */
  private now = 0;

  private settleCounters(): void {
    const { g, totals, windowSums, replicaCounters } = this;
    for (let r = 0; r < g.replicas; r++) {
      const counted = (r << 6) + COUNTED;
      const row = r * COUNTERS.length;
      replicaCounters.set(g.doubles.subarray(counted, counted + ENGINE_COUNTERS.length), row);
      g.doubles.fill(0, counted, counted + ENGINE_COUNTERS.length);
      this.takeFleetCounters(r, row);
      replicaCounters[row + counterIndex.blockTicks]! *= g.stride;
      replicaCounters[row + counterIndex.decodeJoules]! *= g.table.jouleQuantum;
      replicaCounters[row + counterIndex.prefillJoules]! *= g.table.jouleQuantum;
      if (this.inFlight !== undefined) this.countInFlight(r, row, this.inFlight);
      replicaCounters[row + counterIndex.idleJoules] =
        (replicaCounters[row + counterIndex.idleTicks]! / TICKS_PER_SECOND) * this.spec.step.idle;
      for (let counter = 0; counter < COUNTERS.length; counter++) {
        windowSums[counter]! += replicaCounters[row + counter]!;
        totals[row + counter]! += replicaCounters[row + counter]!;
      }
    }
  }

  /** What seldom happens; and the time of a replica out of service, which is not idle. Service changes only at stops, so a stretch is one or the other. */
  private takeFleetCounters(r: number, row: number): void {
    const { counted, service } = this.g.fleet;
    const from = r * FLEET_COUNTERS.length;
    this.replicaCounters.set(counted.subarray(from, from + FLEET_COUNTERS.length), row + ENGINE_COUNTERS.length);
    counted.fill(0, from, from + FLEET_COUNTERS.length);
    if (service[r] !== Service.dark) return;
    this.replicaCounters[row + counterIndex.darkTicks] = this.replicaCounters[row + counterIndex.idleTicks]!;
    this.replicaCounters[row + counterIndex.idleTicks] = 0;
  }

  /** Moves energy from the stretch in which a step ends to those in which it is drawn: constant power over the step. */
  private countInFlight(r: number, row: number, counted: Float64Array): void {
    const { g, now, replicaCounters } = this;
    const { ints, doubles } = g;
    const plan = ints[(r << 7) | PLAN_KIND]!;
    const runs = plan === Plan.decode || plan === Plan.mixed;
    const chunks = plan === Plan.mixed ? 1 : 0;
    const ticks = doubles[(r << 6) | PLAN_TICKS]! + chunks * doubles[(r << 6) | PLAN_PREFILL_TICKS]!;
    const share = runs ? ((now - doubles[(r << 6) | CLOCK]!) / ticks) * g.table.jouleQuantum : 0;
    const decode = share * doubles[(r << 6) | PLAN_JOULES]!;
    const prefill = share * chunks * doubles[(r << 6) | PLAN_PREFILL_JOULES]!;
    replicaCounters[row + counterIndex.decodeJoules]! += decode - counted[2 * r]!;
    replicaCounters[row + counterIndex.prefillJoules]! += prefill - counted[2 * r + 1]!;
    counted[2 * r] = decode;
    counted[2 * r + 1] = prefill;
  }

  /** Finished and refused requests since the last drain: window after window, replica after replica, each in order of its ends. They stand until the next window is run. */
  drainFinished(): Finished {
    return this.g.sink.drain();
  }

  /** Counters of the present window up to the last stop, summed over replicas in their order. */
  windowCounters(): Float64Array {
    return this.windowSums;
  }

  /** A counter over the stretch just run, summed over replicas. */
  stretch(counter: Counter): number {
    let sum = 0;
    for (let at = counterIndex[counter]; at < this.replicaCounters.length; at += COUNTERS.length)
      sum += this.replicaCounters[at]!;
    return sum;
  }

  /** Requests that wait, over all replicas, at the end of the window. */
  get waiting(): number {
    return this.sum(WAITING);
  }

  /** Sequences in a batch, their prompts being read or their tokens written. */
  get inBatch(): number {
    let sum = 0;
    for (let r = 0; r < this.g.replicas; r++) sum += this.g.members(r);
    return sum;
  }

  /** Requests inside the group: waiting, in a batch, or finished in a static batch that has not ended. */
  get outstanding(): number {
    return this.sum(OUTSTANDING);
  }

  private sum(field: number): number {
    let sum = 0;
    for (let r = 0; r < this.g.replicas; r++) sum += this.g.ints[(r << 7) + field]!;
    return sum;
  }

  /** How often rare things happened. */
  get occurrences(): Occurrences {
    return this.g.occurrences;
  }

  /** States what must hold between windows. */
  checkLaws(law: Law): void {
    checkLaws(this.g, law);
  }
}
