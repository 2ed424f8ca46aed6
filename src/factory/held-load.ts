/** A pool as the power controller sees it: a table of what its watts are worth, and levers to hold it back. */

import { workOf } from '../demand/prepared.js';
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { StreamSpec } from '../demand/stream.js';
import type { Setting } from '../power/shortage/allocation.js';
import { Autoscaler } from '../serving/autoscale.js';
import { saturated } from '../serving/capacity.js';
import { outagesOf } from '../serving/failures/index.js';
import type { Group } from '../serving/pool/group.js';
import type { Counter } from '../serving/pool/spec.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import type { Blueprint, Pool } from './blueprint.js';
import { Roster } from './roster.js';

/** Caps in a table, from idle to the full draw. */
const TABLE_STEPS = 32;
/** Caps are set to this share of the peak draw, so that small changes of a budget change nothing. */
const CAP_STEPS = 64;

/** What a token of a stream is worth beside those of others. Batch interfaces sell tokens at half price (price lists of OpenAI and Anthropic, 2025). */
const worthOf = ({ worth, promise }: StreamSpec): number => worth ?? (promise === undefined ? 0.5 : 1);

/** Mean over a pool's streams by their requests; 1 where it has none. */
const meanOf = ({ rates }: Blueprint, pool: Pool, of: (row: number) => number): number => {
  const total = pool.streams.reduce((sum, row) => sum + rates[row]!, 0);
  return total > 0 ? pool.streams.reduce((sum, row) => sum + rates[row]! * of(row), 0) / total : 1;
};

/** Draw and worth of a saturated pool under each cap, by the physics of its steps: what its own cap table makes of its mix of reading and writing; and
 *  of a dark pool. Worth is output tokens a second, each as much as its stream says. */
export const capTable = (blueprint: Blueprint, pool: Pool): readonly Setting[] => {
  const { step, memory, scheduler, spec, serverPower } = pool;
  const { streams } = blueprint;
  if (step === null) return [{ watts: 0, worth: 0, active: 1, cap: 0 }];
  const work = {
    prompt: meanOf(blueprint, pool, (row) => workOf(streams[row]!).prompt),
    output: meanOf(blueprint, pool, (row) => workOf(streams[row]!).output),
  };
  const perRequest = meanOf(blueprint, pool, (row) => workOf(streams[row]!).output * worthOf(streams[row]!.spec));
  const capped = Array.from({ length: TABLE_STEPS }, (_, at): Setting => {
    const cap = step.idle + ((step.peak - step.idle) * (at + 1)) / TABLE_STEPS;
    const { rate, watts } = saturated(step, memory, scheduler, work, at + 1 === TABLE_STEPS ? undefined : cap);
    return {
      watts: spec.replicas * (serverPower + watts),
      worth: spec.replicas * rate * perRequest,
      active: 1,
      cap,
    };
  });
  return [{ watts: 0, worth: 0, active: 0, cap: 0 }, ...capped];
};

/** Arrivals are counted over this time [s]. Assumed. */
const MEMORY: Seconds = 60;

/** One column of a rising table where another has a value: straight lines between its rows, its ends beyond them; 0 in an empty table. */
const along = (
  table: readonly Setting[],
  by: 'cap' | 'watts',
  of: 'cap' | 'watts' | 'worth',
  value: number,
): number => {
  const above = table.findIndex((row) => row[by] >= value);
  if (above <= 0) return table.at(above)?.[of] ?? 0;
  const [low, high] = [table[above - 1]!, table[above]!];
  return low[of] + ((high[of] - low[of]) * (value - low[by])) / (high[by] - low[by]);
};

export class HeldLoad {
  readonly roster: Roster;
  /** Cap of each replica [W]. */
  private cap: Watts;
  /** Requests that come in a second, smoothed. */
  private arriving: number;
  private readonly autoscaler: Autoscaler | null;
  private readonly full: number;
  /** Share of the replicas that its own load asks for. */
  private needed = 1;
  /** Its table with all machines running, from the least cap. */
  private readonly table: readonly Setting[];
  /** Replicas simulated; those of them that power is left for; and when that last changed. */
  private readonly machines: number;
  private powered: number;
  private parked: Seconds = Number.NEGATIVE_INFINITY;
  /** How long a parked machine stays dark at least. */
  private readonly patience: Seconds;

  constructor(
    private readonly blueprint: Blueprint,
    readonly pool: Pool,
    readonly groups: readonly Group[],
    replication: number,
  ) {
    const { scenario, windows, warmUpWindows, window } = blueprint;
    const { spec, name, chips, sampled } = pool;
    this.cap = this.unhindered;
    this.arriving = pool.rate;
    this.table = capTable(blueprint, pool).filter(({ active, worth }) => active === 1 && worth > 0);
    this.full = this.table.at(-1)?.worth ?? 0;
    this.machines = sampled;
    this.powered = sampled;
    this.patience = scenario.power.shortage?.hold ?? 0;
    this.autoscaler = spec.autoscale === undefined ? null : new Autoscaler(spec.autoscale, pool.capacity);
    const outages = outagesOf(scenario.failures, {
      seed: scenario.seed,
      replication,
      pool: name,
      simulated: sampled,
      replicas: spec.replicas,
      chips,
      horizon: (windows - warmUpWindows) * window,
    });
    this.roster = new Roster(groups, sampled > 0 ? outages : [], spec);
  }

  /** The cap of the scenario itself, or the chips' limit. */
  private get unhindered(): Watts {
    const { step, plan, chips } = this.pool;
    return step === null ? 0 : Math.min(step.peak, plan.cap * chips);
  }

  /** Replicas that there are, for each one simulated. */
  get scale(): number {
    return this.pool.sampled > 0 ? this.pool.spec.replicas / this.pool.sampled : 0;
  }

  /** A counter over the stretch just run, for the whole pool. */
  private stretch(counter: Counter): number {
    return this.scale * this.groups.reduce((sum, group) => sum + group.stretch(counter), 0);
  }

  /** Energy of all the pool's chips and servers over the stretch just run, which lasted `seconds` [J]. */
  joules(seconds: Seconds): Joules {
    const { pool } = this;
    if (pool.step === null) return 0;
    const chips = this.stretch('decodeJoules') + this.stretch('prefillJoules') + this.stretch('idleJoules');
    const servers = pool.spec.replicas * seconds - this.stretch('darkTicks') / TICKS_PER_SECOND;
    return chips + pool.serverPower * servers;
  }

  /** Cap as a share of what it would be unhindered. */
  get capShare(): number {
    return this.unhindered > 0 ? this.cap / this.unhindered : 1;
  }

  /** Takes note of the stretch just run, at its end. */
  note(now: Seconds, seconds: Seconds): void {
    this.roster.note(seconds);
    const arrived = this.stretch('arrived');
    this.arriving += (1 - Math.exp(-seconds / MEMORY)) * (arrived / seconds - this.arriving);
    if (this.autoscaler === null) return;
    this.needed = this.autoscaler.meet(now, { seconds, arrived, waiting: this.waiting });
  }

  /** Takes a setting into force `at` seconds into the present window; null holds nothing back. `atOnce`: machines that go dark do not end what they serve. */
  hold(setting: Setting | null, now: Seconds, at: Seconds, atOnce: boolean): void {
    if (this.pool.step === null) return;
    const [machines, cap] =
      setting === null || setting.active >= 1 ? [this.machines, setting?.cap] : this.whole(setting);
    const kept = machines > this.powered && now - this.parked < this.patience ? this.powered : machines;
    if (kept < this.powered || (kept > this.powered && kept === machines)) this.parked = now;
    this.powered = kept;
    this.roster.want(Math.min(kept, Math.ceil(this.needed * this.machines)), atOnce);
    this.roster.meet(now);
    if (cap === undefined) return;
    this.setCap(kept === machines || setting === null ? cap : this.capAt(this.drawAt(setting) / kept), at);
  }

  /** Machines are dark or not: the number of them, and their cap, that are worth most with the draw of a setting. */
  private whole(setting: Setting): readonly [machines: number, cap: Watts] {
    const draw = this.drawAt(setting);
    let best: readonly [number, Watts, number] = [0, this.cap, 0];
    for (let machines = 1; machines <= this.machines; machines++) {
      const cap = this.capAt(draw / machines);
      if (cap <= 0) break;
      const worth = (machines / this.machines) * along(this.table, 'cap', 'worth', cap);
      if (worth > best[2]) best = [machines, cap, worth];
    }
    return [best[0], best[1]];
  }

  /** Draw of a setting by the table, times the simulated machines [W]. */
  private drawAt({ active, cap }: Setting): Watts {
    return active > 0 ? this.machines * active * along(this.table, 'cap', 'watts', cap) : 0;
  }

  /** The cap at which the pool would draw so much [W]; 0 below the least. */
  private capAt(watts: Watts): Watts {
    return watts < this.table[0]!.watts ? 0 : along(this.table, 'watts', 'cap', watts);
  }

  private setCap(cap: Watts, at: Seconds): void {
    const unit = this.pool.step!.peak / CAP_STEPS;
    const next = cap >= this.unhindered ? this.unhindered : Math.max(unit, Math.floor(cap / unit) * unit);
    if (next === this.cap) return;
    this.cap = next;
    for (const group of this.groups) group.setCap(next, Math.round(at * TICKS_PER_SECOND));
  }

  /** Lets in what the machines that serve can do under their cap, less what it takes to work off the queue; least worth is turned away first. Everybody
   *  is let in where nothing `limits`. Each group has its own share of what comes, whatever it serves. */
  admit(limits: boolean): void {
    const { blueprint, pool } = this;
    const { rates, streams } = blueprint;
    const total = pool.streams.reduce((sum, row) => sum + rates[row]!, 0);
    const speed = this.full > 0 ? along(this.table, 'cap', 'worth', this.cap) / this.full : 0;
    const byWorth = [...pool.streams].sort(
      (a, b) =>
        worthOf(streams[b]!.spec) - worthOf(streams[a]!.spec) || streams[a]!.spec.priority - streams[b]!.spec.priority,
    );
    for (const group of this.groups) {
      const part = group.spec.replicas / pool.spec.replicas;
      let left = speed * this.roster.servingIn(group) * part * pool.capacity - group.waiting / MEMORY;
      for (const row of byWorth) {
        const rate = total > 0 ? (part * this.arriving * rates[row]!) / total : 0;
        group.admit(row, !limits || rate <= left ? 1 : Math.max(0, left / rate));
        left -= rate;
      }
    }
  }

  /** Requests that wait in the whole pool. */
  private get waiting(): number {
    return this.scale * this.groups.reduce((sum, group) => sum + group.waiting, 0);
  }
}
