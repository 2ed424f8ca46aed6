/** One course of the day for the whole site: all groups of one world and replication, stepped together with their supply.
 *
 *   groups ──joules──▶ Site (bus, sources, tariff)
 *     ▲                  │ available
 *     └──caps── PowerController
 *
 *  Chips and supply meet at every window's end, and oftener while anything is short. At a meeting the controller sees what can be had from now
 *  on and what was drawn since the last; its orders are in force at once, and a step in flight ends at its old speed. */

import { TICKS_PER_SECOND } from '../demand/request.js';
import { enforced } from '../kernel/component.js';
import { Kernel } from '../kernel/kernel.js';
import { PowerController } from '../power/shortage/controller.js';
import type { ShortageValues } from '../power/shortage/plan.js';
import type { Site, SiteReport } from '../power/site.js';
import type { Group } from '../serving/pool/group.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
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
  readonly caps: readonly number[];
}

/** What a course leaves behind beside its pieces. */
export interface CourseReport {
  readonly site: SiteReport;
  readonly episodes: readonly ShortageEpisode[];
  /** Mean cap of each pool in each measured window, as a share: `windows` a row. */
  readonly caps: Float64Array;
  /** Mean power for chips and servers that could be had in each measured window [W]. */
  readonly available: Float64Array;
}

export class Course {
  readonly pieces: readonly { readonly piece: Piece; readonly group: Group }[];
  private readonly kernel = new Kernel();
  private readonly site: Site;
  private readonly loads: readonly HeldLoad[];
  private readonly controller: PowerController;
  private readonly shortage: ShortageValues;
  private readonly episodes: ShortageEpisode[] = [];
  private readonly caps: Float64Array;
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
    this.pieces = piecesOf(blueprint)
      .filter((piece) => piece.world === world && piece.replication === replication)
      .map((piece) => ({ piece, group: lineOf(blueprint, piece) }));
    this.loads = pools.map(
      (pool, row) =>
        new HeldLoad(
          pool,
          this.pieces.filter(({ piece }) => piece.pool === row).map(({ group }) => group),
        ),
    );
    this.shortage = scenario.power.shortage!;
    this.controller = new PowerController(
      this.shortage,
      pools.map((pool) => capTable(blueprint, pool)),
    );
    this.site = siteOf(blueprint, this.kernel);
    this.site.start();
    this.draws = pools.map(() => 0);
    this.caps = new Float64Array(pools.length * (windows - warmUpWindows));
    this.available = new Float64Array(windows - warmUpWindows);
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
      const available = this.site.available;
      const settings = this.controller.decide(this.kernel.now, available, this.draws);
      this.loads.forEach((load, row) => {
        load.hold(settings[row]!, at);
      });
      const stop = this.controller.isShort ? Math.min(window, at + this.shortage.interval) : window;
      const drawn = this.runTo(at, stop);
      this.note(measured, stop - at, available, drawn);
      this.counted += drawn * (stop - at);
      this.site.settle(drawn);
      this.kernel.run(start + stop);
      at = stop;
    }
  }

  /** Adds everything up. @throws LawBroken when chips, bus and bill do not agree */
  report(): CourseReport {
    const site = this.site.report();
    this.site.checkAgainst(this.counted, enforced(this.site.name, this.kernel.now));
    return { site, episodes: this.episodes, caps: this.caps, available: this.available };
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
    this.loads.forEach(({ capShare }, row) => {
      this.caps[row * columns + window]! += share * capShare;
    });
    if (!this.controller.isShort) return;
    const from = this.kernel.now;
    const last = this.episodes.at(-1);
    const goesOn = last !== undefined && last.to === from;
    const missing = Math.max(0, this.controller.wantedPower - drawn);
    const caps = this.loads.map(({ capShare }) => capShare);
    const episode: ShortageEpisode = {
      from: goesOn ? last.from : from,
      to: from + seconds,
      missing: Math.max(goesOn ? last.missing : 0, this.controller.wantedPower - available),
      joules: (goesOn ? last.joules : 0) + missing * seconds,
      caps: goesOn ? caps.map((cap, row) => Math.min(cap, last.caps[row]!)) : caps,
    };
    if (goesOn) this.episodes[this.episodes.length - 1] = episode;
    else this.episodes.push(episode);
  }
}
