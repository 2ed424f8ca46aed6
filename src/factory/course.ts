/** One course of the day for the whole site: all groups of one world and replication, stepped together with their supply.
 *
 *   groups ──joules, requests──▶ Site (bus, sources, tariff), HeldLoad (autoscaler, outages)
 *     ▲                                 │ available             │ how many are needed and sound
 *     └──caps, service, admission── PowerController ◀───────────┘
 *
 *  Chips and supply meet at every window's end, where somebody fails or comes back, and oftener while anything is short. At a meeting the controller
 *  sees what can be had from now on and what was drawn since the last; its orders are in force at once, and a step in flight ends at its old speed. */

import { TICKS_PER_SECOND } from '../demand/request.js';
import { enforced } from '../kernel/component.js';
import { Kernel } from '../kernel/kernel.js';
import { PowerController } from '../power/shortage/controller.js';
import type { Site, SiteReport } from '../power/site.js';
import type { Group } from '../serving/pool/group.js';
import type { Joules, Ratio, Seconds, Watts } from '../units/quantity.js';
import type { Blueprint } from './blueprint.js';
import { siteOf } from './electricity.js';
import { capTable, HeldLoad } from './held-load.js';
import { lineOf, type Piece, piecesOf } from './line.js';

/** A stretch of time in which loads were held back. */
export interface ShortageEpisode {
  readonly from: Seconds;
  readonly to: Seconds;
  /** Most that was wanted and could not be had [W of chips and servers]. */
  readonly missing: Watts;
  /** Energy wanted, as far as was known, and not drawn [J]. */
  readonly joules: Joules;
  /** Lowest cap of each pool, as a share of what it has unhindered. */
  readonly caps: readonly Ratio[];
  /** Fewest replicas of each pool that took requests, as a share. */
  readonly serving: readonly Ratio[];
}

/** What a course leaves behind beside its pieces. */
export interface CourseReport {
  readonly site: SiteReport;
  readonly episodes: readonly ShortageEpisode[];
  /** Of each pool in each measured window, `windows` a row: mean cap, as a share; and replicas that take requests, as a share. */
  readonly caps: Float64Array;
  readonly serving: Float64Array;
  /** Share of the replica time of each pool that failures, repairs and works left to it. */
  readonly availability: readonly Ratio[];
  /** Mean power for chips and servers that could be had in each measured window [W]. */
  readonly available: Float64Array;
}

/** Instants closer than this are one. */
const SAME: Seconds = 1e-6;

export class Course {
  readonly pieces: readonly { readonly piece: Piece; readonly group: Group }[];
  private readonly kernel = new Kernel();
  private readonly site: Site;
  private readonly loads: readonly HeldLoad[];
  private readonly controller: PowerController | null;
  private readonly episodes: ShortageEpisode[] = [];
  private readonly caps: Float64Array;
  private readonly serving: Float64Array;
  private readonly available: Float64Array;
  private counted: Joules = 0;
  /** Mean draw of each load since the last meeting [W]. */
  private draws: readonly Watts[];

  constructor(
    private readonly blueprint: Blueprint,
    world: number,
    replication: number,
  ) {
    const { pools, windows, warmUpWindows, scenario } = blueprint;
    const { shortage } = scenario.power;
    this.pieces = piecesOf(blueprint)
      .filter((piece) => piece.world === world && piece.replication === replication)
      .map((piece) => ({ piece, group: lineOf(blueprint, piece) }));
    this.loads = pools.map((pool, row) => {
      const own = this.pieces.filter(({ piece }) => piece.pool === row).map(({ group }) => group);
      return new HeldLoad(blueprint, pool, own, replication);
    });
    const tables = () => pools.map((pool) => capTable(blueprint, pool));
    this.controller = shortage === undefined ? null : new PowerController(shortage, tables());
    this.site = siteOf(blueprint, this.kernel, replication);
    this.site.start();
    this.draws = pools.map(() => 0);
    const measured = windows - warmUpWindows;
    this.caps = new Float64Array(pools.length * measured);
    this.serving = new Float64Array(pools.length * measured);
    this.available = new Float64Array(measured);
  }

  /** Runs one window of all groups; windows come in order from 0. Those of the warm-up run unhindered: the site's clock starts after them. */
  run(index: number): void {
    const { window, warmUpWindows } = this.blueprint;
    for (const { group } of this.pieces) group.begin(index);
    const measured = index - warmUpWindows;
    if (measured < 0) {
      this.runTo(0, window);
      return;
    }
    const start = measured * window;
    for (let at = 0; at < window; ) {
      const available = this.site.available(this.lead);
      this.meet(available, at);
      const stop = this.nextStop(start, at);
      const drawn = this.runTo(at, stop);
      this.note(measured, stop - at, available, drawn);
      this.counted += drawn * (stop - at);
      this.site.settle(drawn);
      this.kernel.run(start + stop);
      for (const load of this.loads) load.note(this.kernel.now, stop - at);
      at = stop;
    }
  }

  /** Adds everything up. @throws LawBroken when chips, bus and bill do not agree */
  report(): CourseReport {
    const site = this.site.report();
    this.site.checkAgainst(this.counted, enforced(this.site.name, this.kernel.now));
    const { episodes, caps, serving, available } = this;
    const availability = this.loads.map(({ roster, pool }) => 1 - roster.lost / (pool.sampled * this.kernel.now || 1));
    return { site, episodes, caps, serving, availability, available };
  }

  /** How long stores must last to be counted on. */
  private get lead(): Seconds {
    return this.blueprint.scenario.power.shortage?.lead ?? 0;
  }

  /** What is decided `at` seconds into the window. */
  private meet(available: Watts, at: Seconds): void {
    const { controller } = this;
    const { now } = this.kernel;
    const settings = controller?.decide(now, available, this.draws);
    this.loads.forEach((load, row) => {
      load.hold(settings?.[row] ?? null, now, at, controller?.isDeep ?? false);
      load.admit(controller?.limitsAdmission(now) === true);
    });
  }

  /** When chips and supply meet next, in seconds of the window. */
  private nextStop(start: Seconds, at: Seconds): Seconds {
    const { window, scenario } = this.blueprint;
    const { shortage } = scenario.power;
    const isClose = this.controller?.isShort === true || (shortage !== undefined && this.site.isStrained);
    const known = [this.site.nextChange, ...this.loads.map(({ roster }) => roster.nextChange(this.kernel.now))];
    return Math.min(
      window,
      isClose ? at + shortage!.interval : window,
      ...known.map((time) => time - start).filter((time) => time > at + SAME),
    );
  }

  /** Runs all groups from `from` to `until` seconds into the window, and returns the mean draw of chips and servers [W]. */
  private runTo(from: Seconds, until: Seconds): Watts {
    const ticks = Math.round(until * TICKS_PER_SECOND);
    for (const { group } of this.pieces) group.runTo(ticks);
    this.draws = this.loads.map((load) => load.joules(until - from) / (until - from));
    return this.draws.reduce((sum, watts) => sum + watts, 0);
  }

  /** Writes down what a stretch of `seconds` was like. */
  private note(window: number, seconds: Seconds, available: Watts, drawn: Watts): void {
    const share = seconds / this.blueprint.window;
    const columns = this.available.length;
    this.available[window]! += share * Math.min(available, Number.MAX_VALUE);
    this.loads.forEach(({ capShare, roster }, row) => {
      this.caps[row * columns + window]! += share * capShare;
      this.serving[row * columns + window]! += share * roster.serving;
    });
    const { controller } = this;
    if (controller?.isShort !== true) return;
    const from = this.kernel.now;
    const last = this.episodes.at(-1);
    const before = last !== undefined && last.to === from ? this.episodes.pop() : undefined;
    const lowest = (values: readonly Ratio[], seen: readonly Ratio[] | undefined) =>
      values.map((value, row) => Math.min(value, seen?.[row] ?? 1));
    this.episodes.push({
      from: before?.from ?? from,
      to: from + seconds,
      missing: Math.max(before?.missing ?? 0, controller.wantedPower - available),
      joules: (before?.joules ?? 0) + Math.max(0, controller.wantedPower - drawn) * seconds,
      caps: lowest(
        this.loads.map(({ capShare }) => capShare),
        before?.caps,
      ),
      serving: lowest(
        this.loads.map(({ roster }) => roster.serving),
        before?.serving,
      ),
    });
  }
}
